#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace bearout::corpus {

/// The decompressed bytes of a file (plain, gzip by `.gz`, Zstandard by `.zst`) or of standard input ("-"),
/// read once from front to back, with the SHA-256 of the stored bytes on the way.
class ByteSource {
 public:
  /// Throws Error if the file is missing, a folder, or can't be opened.
  explicit ByteSource(const std::filesystem::path& path);
  ByteSource(ByteSource&&) noexcept;
  ByteSource& operator=(ByteSource&&) noexcept;
  ~ByteSource();

  /// Fills the front of `buffer`, returns how many bytes; 0 only at the end. Throws Error for a truncated or
  /// broken stream.
  [[nodiscard]] std::size_t read(std::span<char> buffer);

  /// A second handle on the same reading: whoever hands a source over to a reader can still follow its
  /// progress, read what the reader left unread, and ask for the digest.
  [[nodiscard]] ByteSource share() const;

  [[nodiscard]] const std::string& name() const;  ///< path as given, for messages; "stdin" for "-"
  [[nodiscard]] std::uint64_t stored_bytes_read() const;
  /// Hexadecimal SHA-256 of the stored bytes. Only after read() has returned 0.
  [[nodiscard]] std::string sha256() const;

 private:
  struct State;
  explicit ByteSource(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

}  // namespace bearout::corpus
