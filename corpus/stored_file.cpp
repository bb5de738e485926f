#include "corpus/stored_file.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <new>
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

void StoredFile::FreeDigest::operator()(evp_md_ctx_st* context) const {
  EVP_MD_CTX_free(context);
}

StoredFile::StoredFile(const std::filesystem::path& path)
    : name_(path == "-" ? "stdin" : path.string()), digest_(EVP_MD_CTX_new()) {
  if (!digest_ || EVP_DigestInit_ex(digest_.get(), EVP_sha256(), nullptr) != 1) throw std::bad_alloc();
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
  if (!digest_ || buffer.empty()) return 0;
  ssize_t count = 0;
  do {
    count = ::read(descriptor_, buffer.data(), buffer.size());
  } while (count < 0 && errno == EINTR);
  if (count < 0) throw Error(name_ + ": can't be read: " + reason(errno));
  if (count == 0) {
    finish_digest();
    return 0;
  }
  const auto size = static_cast<std::size_t>(count);
  EVP_DigestUpdate(digest_.get(), buffer.data(), size);
  bytes_read_ += size;
  return size;
}

void StoredFile::finish_digest() {
  std::array<unsigned char, 32> bytes{};
  EVP_DigestFinal_ex(digest_.get(), bytes.data(), nullptr);
  digest_.reset();
  constexpr const char* kDigits = "0123456789abcdef";
  for (const unsigned char byte : bytes) {
    sha256_ += kDigits[byte >> 4];
    sha256_ += kDigits[byte & 15];
  }
}

}  // namespace bearout::corpus
