#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

struct evp_md_ctx_st;  // OpenSSL's EVP_MD_CTX

namespace bearout::corpus {

/// The bytes of a file or of standard input ("-") as they are stored, hashed on the way.
class StoredFile {
 public:
  /// Throws Error if the file is missing, a folder, or can't be opened.
  explicit StoredFile(const std::filesystem::path& path);
  StoredFile(const StoredFile&) = delete;
  StoredFile& operator=(const StoredFile&) = delete;
  ~StoredFile();

  /// Fills the front of `buffer`, returns how many bytes; 0 only at the end.
  [[nodiscard]] std::size_t read(std::span<char> buffer);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }
  [[nodiscard]] const std::string& sha256() const { return sha256_; }  ///< empty before the end

 private:
  struct FreeDigest {
    void operator()(evp_md_ctx_st* context) const;
  };
  void finish_digest();

  std::string name_;
  int descriptor_ = -1;
  std::uint64_t bytes_read_ = 0;
  std::unique_ptr<evp_md_ctx_st, FreeDigest> digest_;
  std::string sha256_;
};

}  // namespace bearout::corpus
