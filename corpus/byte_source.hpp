#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "corpus/stored_file.hpp"

namespace bearout::corpus {

/// How far compressed bytes may unpack: what others wrote is refused beyond 500 times its size, what this
/// program wrote itself (a corpus of copies, say) is not.
enum class Unpacking : std::uint8_t { bounded, unbounded };

/// The decompressed bytes of a file (plain, gzip by `.gz`, Zstandard by `.zst`) or of standard input ("-"),
/// read once from front to back, with the SHA-256 of the stored bytes on the way if it is asked for.
class ByteSource {
 public:
  /// Fills the front of a buffer, returns how many bytes; 0 only at the end.
  using Pull = std::function<std::size_t(std::span<char>)>;

  /// Throws Error if the file is missing, a folder, or can't be opened.
  explicit ByteSource(const std::filesystem::path& path, Unpacking unpacking = Unpacking::bounded,
                      Digest digest = Digest::none);
  /// Bytes from elsewhere: a member of an archive, what another program writes. `name` is for messages; there
  /// are no stored bytes and no digest.
  ByteSource(std::string name, Pull pull);
  ByteSource(ByteSource&&) noexcept;
  ByteSource& operator=(ByteSource&&) noexcept;
  ~ByteSource();

  /// Fills the front of `buffer`, returns how many bytes; 0 only at the end. Throws Error for a truncated or
  /// broken stream, and for one that unpacks to far more than its size.
  [[nodiscard]] std::size_t read(std::span<char> buffer);

  /// A second handle on the same reading: whoever hands a source over to a reader can still follow its
  /// progress, read what the reader left unread, and ask for the digest.
  [[nodiscard]] ByteSource share() const;

  [[nodiscard]] const std::string& name() const;  ///< path as given, for messages; "stdin" for "-"
  [[nodiscard]] std::uint64_t stored_bytes_read() const;
  /// Hexadecimal SHA-256 of the stored bytes, empty without one. Only after read() has returned 0.
  [[nodiscard]] std::string sha256() const;

  /// What a reader finds worth telling about the file and is no fault of a record ("is read as
  /// windows-1252"): half a sentence for the log. All handles share the notes.
  void note(std::string what);
  [[nodiscard]] const std::vector<std::string>& notes() const;

 private:
  struct State;
  explicit ByteSource(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

}  // namespace bearout::corpus
