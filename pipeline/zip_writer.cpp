#include "pipeline/zip_writer.hpp"

#include <zip.h>

#include <deque>
#include <utility>

#include "pipeline/error.hpp"

namespace bearout::pipeline {

namespace {

namespace fs = std::filesystem;

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

// What DOS calls midnight of 1 January 1980, the first moment that ZIP knows.
constexpr zip_uint16_t kDosTime = 0;
constexpr zip_uint16_t kDosDate = 0x21;

}  // namespace

struct ZipWriter::State {
  fs::path out;
  std::unique_ptr<zip_t, Discard> archive;
  std::deque<std::string> contents;

  [[noreturn]] void fail(const std::string& why) const {
    throw Error(out.string() + ": can't be written: " + why);
  }
};

ZipWriter::ZipWriter(const fs::path& path) : state_(std::make_unique<State>()) {
  state_->out = path;
  int error = 0;
  state_->archive.reset(zip_open(state_->out.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error));
  if (!state_->archive) state_->fail("can't be opened; may this folder be written?");
}

ZipWriter::~ZipWriter() = default;

void ZipWriter::add(const std::string& member, std::string content) {
  State& s = *state_;
  const std::string& kept = s.contents.emplace_back(std::move(content));
  zip_source_t* const source = zip_source_buffer(s.archive.get(), kept.data(), kept.size(), 0);
  const zip_int64_t index =
      source == nullptr ? -1 : zip_file_add(s.archive.get(), member.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    s.fail(zip_strerror(s.archive.get()));
  }
  const auto at = static_cast<zip_uint64_t>(index);
  zip_file_set_dostime(s.archive.get(), at, kDosTime, kDosDate, 0);
  zip_set_file_compression(s.archive.get(), at, ZIP_CM_DEFLATE, 6);
  // Made by nobody's system in particular.
  zip_file_set_external_attributes(s.archive.get(), at, 0, ZIP_OPSYS_DOS, 0);
}

void ZipWriter::finish() {
  State& s = *state_;
  if (zip_close(s.archive.get()) != 0) s.fail(zip_strerror(s.archive.get()));
  (void)s.archive.release();
}

}  // namespace bearout::pipeline
