#pragma once

#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bearout::models {

inline constexpr std::size_t kArchiveHeaderBytes = 48;

/// Numbers and strings as little-endian bytes: the body of the files that `observe` and `fit` write.
class ArchiveWriter {
 public:
  void write_integer(std::uint64_t value);
  void write_real(double value);  ///< IEEE 754 bits
  void write_text(std::string_view text);
  void write_figures(std::span<const float> figures);  ///< a count, then 32 bits each

  /// The file's bytes: magic, `kind`, format version, length, XXH3 of the body, body.
  [[nodiscard]] std::string finish(std::string_view kind) &&;

 private:
  std::string bytes_ = std::string(kArchiveHeaderBytes, '\0');  // the header's are known at the end
};

/// Reads what ArchiveWriter wrote. Every function throws Error where the bytes end too early.
class ArchiveReader {
 public:
  /// Throws Error if the stream is no such file, of another kind or version, cut short or damaged. `name` is
  /// for messages.
  ArchiveReader(std::istream& in, std::string_view kind, std::string_view name);

  [[nodiscard]] std::uint64_t read_integer();
  [[nodiscard]] double read_real();  ///< finite, as figures are
  [[nodiscard]] std::string read_text();
  /// Code of a language that there is a stemmer for.
  [[nodiscard]] std::string read_language();
  [[nodiscard]] std::vector<float> read_figures();
  /// A count of things that follow; throws if that many could not be in the rest of the file.
  [[nodiscard]] std::size_t read_count(std::size_t least_bytes_each);

 private:
  [[nodiscard]] std::string_view take(std::size_t count);
  template <typename Number>
  [[nodiscard]] Number finite(Number number) const;

  std::string name_;
  std::string body_;
  std::size_t at_ = 0;
};

}  // namespace bearout::models
