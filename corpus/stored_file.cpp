#include "corpus/stored_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "corpus/error.hpp"

namespace bearout::corpus {
namespace {

std::string reason(int error) {
  return std::generic_category().message(error);
}

int open_for_reading(const std::string& name) {
  const int descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor >= 0) return descriptor;
  if (errno == ENOENT || errno == ENOTDIR) throw Error(name + ": no such file");
  throw Error(name + ": can't be opened: " + reason(errno));
}

}  // namespace

StoredFile::StoredFile(const std::filesystem::path& path, Digest digest)
    : name_(path == "-" ? "stdin" : path.string()) {
  if (digest == Digest::sha256) digest_.emplace();
  if (path == "-") {
    descriptor_ = STDIN_FILENO;
    return;
  }
  descriptor_ = open_for_reading(name_);
  struct stat status {};
  if (::fstat(descriptor_, &status) == 0 && S_ISDIR(status.st_mode)) {
    ::close(descriptor_);
    throw Error(name_ + ": is a folder, not a file");
  }
}

StoredFile::~StoredFile() {
  if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

std::size_t StoredFile::read(std::span<char> buffer) {
  if (at_end_ || buffer.empty()) return 0;
  ssize_t count = 0;
  do {
    count = ::read(descriptor_, buffer.data(), buffer.size());
  } while (count < 0 && errno == EINTR);
  if (count < 0) throw Error(name_ + ": can't be read: " + reason(errno));
  if (count == 0) {
    at_end_ = true;
    if (digest_) sha256_ = digest_->finish();
    return 0;
  }
  const auto size = static_cast<std::size_t>(count);
  if (digest_) digest_->update({buffer.data(), size});
  bytes_read_ += size;
  return size;
}

}  // namespace bearout::corpus
