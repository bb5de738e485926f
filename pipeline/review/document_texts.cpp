#include "pipeline/review/document_texts.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "pipeline/error.hpp"

namespace bearout::review {

namespace {

std::string read_at(int file, std::uint64_t offset, std::uint64_t bytes) {
  std::string text(bytes, '\0');
  std::size_t done = 0;
  while (done < text.size()) {
    const auto got = ::pread(file, text.data() + done, text.size() - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) throw pipeline::Error("the results folder can't be read any more; start the review again");
    done += static_cast<std::size_t>(got);
  }
  return text;
}

void expect_at(int file, std::uint64_t offset, std::uint64_t bytes) {
  (void)::posix_fadvise(file, static_cast<off_t>(offset), static_cast<off_t>(bytes), POSIX_FADV_WILLNEED);
}

}  // namespace

void DocumentTexts::Close::operator()(const int* file) const {
  ::close(*file);
  delete file;
}

DocumentTexts::DocumentTexts() {
  std::string path = (std::filesystem::temp_directory_path() / "bearout-review-XXXXXX").string();
  const int file = ::mkostemp(path.data(), O_CLOEXEC);
  if (file < 0) throw pipeline::Error(path + ": can't be made: " + std::strerror(errno));
  ::unlink(path.c_str());
  file_ = std::unique_ptr<int, Close>(new int(file));
}

DocumentTexts::Place DocumentTexts::add(std::string_view text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const auto put =
        ::pwrite(*file_, text.data() + done, text.size() - done, static_cast<off_t>(size_ + done));
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) {
      throw pipeline::Error(std::filesystem::temp_directory_path().string() + ": can't be written: " +
                            std::strerror(errno) + "; free some space or set TMPDIR");
    }
    done += static_cast<std::size_t>(put);
  }
  const Place place{size_, text.size()};
  size_ += text.size();
  return place;
}

void DocumentTexts::expect(Place place) const {
  expect_at(*file_, place.offset, place.bytes);
}

std::string DocumentTexts::read(Place place) const {
  return read_at(*file_, place.offset, place.bytes);
}

}  // namespace bearout::review
