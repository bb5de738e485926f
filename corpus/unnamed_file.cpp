#include "corpus/unnamed_file.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "corpus/error.hpp"

namespace bearout::corpus {

UnnamedFile::UnnamedFile() {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::temp_directory_path(error);
  folder_ = folder.string();
  if (error) fail("is no folder for temporary files", error.value(), "set TMPDIR to one");
  std::string path = (folder / "bearout-XXXXXX").string();
  descriptor_ = ::mkostemp(path.data(), O_CLOEXEC);
  if (descriptor_ < 0) fail("can't be written", errno, "set TMPDIR to another folder");
  ::unlink(path.c_str());
}

UnnamedFile::UnnamedFile(UnnamedFile&& other) noexcept
    : folder_(std::move(other.folder_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      size_(std::exchange(other.size_, 0)) {}

UnnamedFile& UnnamedFile::operator=(UnnamedFile&& other) noexcept {
  std::swap(folder_, other.folder_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(size_, other.size_);
  return *this;
}

UnnamedFile::~UnnamedFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void UnnamedFile::fail(std::string_view doing, int error, std::string_view remedy) const {
  throw Error((folder_.empty() ? "TMPDIR" : folder_) + ": " + std::string(doing) + ": " +
              std::generic_category().message(error) + "; " + std::string(remedy));
}

void UnnamedFile::append(std::string_view bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto put =
        ::pwrite(descriptor_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(size_ + done));
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) fail("can't be written", put < 0 ? errno : ENOSPC, "free some space or set TMPDIR");
    done += static_cast<std::size_t>(put);
  }
  size_ += bytes.size();
}

void UnnamedFile::read(std::uint64_t offset, std::span<char> bytes) const {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto got =
        ::pread(descriptor_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0)
      fail("what was put there can't be read again", got < 0 ? errno : EIO,
           "start again with another TMPDIR");
    done += static_cast<std::size_t>(got);
  }
}

void UnnamedFile::expect(std::uint64_t offset, std::uint64_t bytes) const {
  (void)::posix_fadvise(descriptor_, static_cast<off_t>(offset), static_cast<off_t>(bytes),
                        POSIX_FADV_WILLNEED);
}

}  // namespace bearout::corpus
