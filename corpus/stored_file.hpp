#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "corpus/sha256.hpp"

namespace bearout::corpus {

/// Whether bytes are hashed as they are read: only where the digest is asked for, it takes longer than
/// reading.
enum class Digest : std::uint8_t { none, sha256 };

/// The bytes of a file or of standard input ("-") as they are stored.
class StoredFile {
 public:
  /// Throws Error if the file is missing, a folder, or can't be opened.
  StoredFile(const std::filesystem::path& path, Digest digest);
  StoredFile(const StoredFile&) = delete;
  StoredFile& operator=(const StoredFile&) = delete;
  ~StoredFile();

  /// Fills the front of `buffer`, returns how many bytes; 0 only at the end.
  [[nodiscard]] std::size_t read(std::span<char> buffer);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }
  [[nodiscard]] const std::string& sha256() const { return sha256_; }  ///< empty before the end, or without

 private:
  std::string name_;
  int descriptor_ = -1;
  std::uint64_t bytes_read_ = 0;
  bool at_end_ = false;
  std::optional<Sha256> digest_;
  std::string sha256_;
};

}  // namespace bearout::corpus
