#include "models/archive.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <istream>

#include "models/analyzer.hpp"
#include "models/error.hpp"

namespace bearout::models {

namespace {

constexpr std::string_view kMagic = "bearout\n";
constexpr std::uint64_t kVersion = 9;
constexpr std::size_t kKindBytes = 16;
static_assert(kMagic.size() + kKindBytes + 3 * sizeof(std::uint64_t) == kArchiveHeaderBytes);

void append_integer(std::string& out, std::uint64_t value) {
  std::array<char, 8> bytes{};
  for (unsigned i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>((value >> (8 * i)) & 0xffU);
  out.append(bytes.data(), bytes.size());
}

std::uint64_t decode_integer(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 8; i-- > 0;) value = (value << 8U) | static_cast<unsigned char>(bytes[i]);
  return value;
}

std::string padded(std::string_view kind) {
  std::string text(kind);
  text.resize(kKindBytes, ' ');
  return text;
}

}  // namespace

void ArchiveWriter::write_integer(std::uint64_t value) {
  append_integer(bytes_, value);
}
void ArchiveWriter::write_real(double value) {
  append_integer(bytes_, std::bit_cast<std::uint64_t>(value));
}

void ArchiveWriter::write_text(std::string_view text) {
  write_integer(text.size());
  bytes_.append(text);
}

void ArchiveWriter::write_figures(std::span<const float> figures) {
  write_integer(figures.size());
  if constexpr (std::endian::native == std::endian::little) {
    bytes_.append(reinterpret_cast<const char*>(figures.data()), figures.size_bytes());
    return;
  }
  for (const float figure : figures) {
    const auto bits = std::bit_cast<std::uint32_t>(figure);
    for (unsigned shift = 0; shift < 32; shift += 8)
      bytes_.push_back(static_cast<char>((bits >> shift) & 0xffU));
  }
}

std::string ArchiveWriter::finish(std::string_view kind) && {
  const std::string_view body = std::string_view(bytes_).substr(kArchiveHeaderBytes);
  std::string header(kMagic);
  header += padded(kind);
  append_integer(header, kVersion);
  append_integer(header, body.size());
  append_integer(header, XXH3_64bits(body.data(), body.size()));
  header.copy(bytes_.data(), kArchiveHeaderBytes);
  return std::move(bytes_);
}

ArchiveReader::ArchiveReader(std::istream& in, std::string_view kind, std::string_view name) : name_(name) {
  std::string header(kArchiveHeaderBytes, '\0');
  in.read(header.data(), static_cast<std::streamsize>(header.size()));
  const std::string_view view = header;
  if (static_cast<std::size_t>(in.gcount()) != kArchiveHeaderBytes ||
      view.substr(0, kMagic.size()) != kMagic) {
    throw Error(name_ + ": is not a file of bearout");
  }
  if (view.substr(8, kKindBytes) != padded(kind)) {
    throw Error(name_ + ": holds \"" + std::string(view.substr(8, view.find(' ', 8) - 8)) +
                "\", expected \"" + std::string(kind) + "\"");
  }
  if (decode_integer(view.substr(8 + kKindBytes)) != kVersion) {
    throw Error(name_ + ": was written by another version of bearout; make it again");
  }
  const std::uint64_t size = decode_integer(view.substr(8 + kKindBytes + 8));
  // Read in pieces: a damaged length must not ask for all the memory there is.
  constexpr std::uint64_t kPiece = std::uint64_t{1} << 24;
  while (body_.size() < size) {
    const auto wanted = static_cast<std::size_t>(std::min(kPiece, size - body_.size()));
    const std::size_t before = body_.size();
    body_.resize(before + wanted);
    in.read(body_.data() + before, static_cast<std::streamsize>(wanted));
    if (static_cast<std::size_t>(in.gcount()) != wanted) throw Error(name_ + ": is cut short; make it again");
  }
  if (XXH3_64bits(body_.data(), body_.size()) != decode_integer(view.substr(8 + kKindBytes + 16))) {
    throw Error(name_ + ": is damaged (its checksum does not agree); make it again");
  }
}

template <typename Number>
Number ArchiveReader::finite(Number number) const {
  if (!std::isfinite(number)) throw Error(name_ + ": holds a number that is none; make it again");
  return number;
}

std::string_view ArchiveReader::take(std::size_t count) {
  if (count > body_.size() - at_) throw Error(name_ + ": ends too early; make it again");
  at_ += count;
  return std::string_view(body_).substr(at_ - count, count);
}

std::uint64_t ArchiveReader::read_integer() {
  return decode_integer(take(8));
}
double ArchiveReader::read_real() {
  return finite(std::bit_cast<double>(read_integer()));
}

std::string ArchiveReader::read_text() {
  const std::uint64_t size = read_integer();
  return std::string(take(size));
}

std::string ArchiveReader::read_language() {
  std::string language = read_text();
  const auto& known = languages();
  if (std::find(known.begin(), known.end(), language) == known.end())
    throw Error(name_ + ": is in the language \"" + language + "\", which this program can't stem");
  return language;
}

std::vector<float> ArchiveReader::read_figures() {
  const std::size_t count = read_count(4);
  const std::string_view bytes = take(4 * count);
  std::vector<float> figures(count);
  for (std::size_t i = 0; i < count; ++i) {
    std::uint32_t bits = 0;
    for (std::size_t b = 4; b-- > 0;) bits = (bits << 8U) | static_cast<unsigned char>(bytes[4 * i + b]);
    figures[i] = finite(std::bit_cast<float>(bits));
  }
  return figures;
}

std::size_t ArchiveReader::read_count(std::size_t least_bytes_each) {
  const std::uint64_t count = read_integer();
  if (count > (body_.size() - at_) / least_bytes_each) throw Error(name_ + ": ends too early; make it again");
  return count;
}

}  // namespace bearout::models
