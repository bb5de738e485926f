#include "pipeline/read_batches.hpp"

#include <xxhash.h>

#include <array>
#include <cstring>

#include "pipeline/error.hpp"

namespace bearout::pipeline {

namespace {

// In this machine's byte order: whoever reads it is the program that wrote it.
struct Frame {
  std::uint64_t size = 0;  // of what follows
  std::uint64_t hash = 0;  // of it
};

void append(std::string& out, std::uint64_t number) {
  std::array<char, sizeof number> bytes{};
  std::memcpy(bytes.data(), &number, sizeof number);
  out.append(bytes.data(), bytes.size());
}

void append(std::string& out, std::string_view text) {
  append(out, std::uint64_t{text.size()});
  out.append(text);
}

/// Takes from the front what append() wrote.
std::uint64_t take_number(std::string_view& bytes) {
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data(), sizeof number);
  bytes.remove_prefix(sizeof number);
  return number;
}

std::string_view take_text(std::string_view& bytes) {
  const std::uint64_t size = take_number(bytes);
  const std::string_view text = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return text;
}

}  // namespace

std::string pack_batch(std::span<const corpus::Document> documents, std::string_view readings) {
  std::size_t size = sizeof(Frame) + 2 * sizeof(std::uint64_t) + readings.size();
  for (const corpus::Document& document : documents) {
    size += 5 * sizeof(std::uint64_t) + document.id.size() + document.text.size() + document.author.size() +
            document.parent.size();
  }
  std::string packed;
  packed.reserve(size);
  packed.resize(sizeof(Frame));
  append(packed, std::uint64_t{documents.size()});
  for (const corpus::Document& document : documents) {
    append(packed, static_cast<std::uint64_t>(document.role));
    for (const std::string* text : {&document.id, &document.text, &document.author, &document.parent})
      append(packed, std::string_view(*text));
  }
  append(packed, readings);
  const std::string_view content = std::string_view(packed).substr(sizeof(Frame));
  const Frame frame{content.size(), XXH3_64bits(content.data(), content.size())};
  std::memcpy(packed.data(), &frame, sizeof frame);
  return packed;
}

ReadBatch unpack_batch(std::string_view packed) {
  ReadBatch batch;
  batch.documents.resize(take_number(packed));
  for (corpus::Document& document : batch.documents) {
    document.role = static_cast<corpus::Role>(take_number(packed));
    for (std::string* text : {&document.id, &document.text, &document.author, &document.parent})
      *text = take_text(packed);
  }
  batch.readings = take_text(packed);
  return batch;
}

BatchReader::BatchReader(const std::filesystem::path& file) : name_(file), file_(file, std::ios::binary) {
  std::error_code error;
  size_ = std::filesystem::file_size(file, error);
  if (!file_ || error) fail();
}

void BatchReader::fail() const {
  throw Error(name_.string() +
              ": what the run has read can't be read again; was its folder changed meanwhile, or is the disk "
              "failing? Run it again");
}

std::optional<std::string> BatchReader::next() {
  if (bytes_read_ == size_) return std::nullopt;
  std::array<char, sizeof(Frame)> head{};
  if (size_ - bytes_read_ < head.size()) fail();
  if (!file_.read(head.data(), head.size())) fail();
  Frame frame;
  std::memcpy(&frame, head.data(), sizeof frame);
  bytes_read_ += sizeof frame;
  if (frame.size > size_ - bytes_read_) fail();
  std::string content(frame.size, '\0');
  if (!file_.read(content.data(), static_cast<std::streamsize>(content.size()))) fail();
  if (XXH3_64bits(content.data(), content.size()) != frame.hash) fail();
  bytes_read_ += frame.size;
  return content;
}

}  // namespace bearout::pipeline
