#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "corpus/byte_source.hpp"
#include "corpus/text_encoding.hpp"

namespace bearout::corpus {

/// Which encodings a file may have.
enum class Encodings : std::uint8_t {
  marked,  ///< UTF-8, or UTF-16 that says so: JSON and what programs write
  any      ///< also Windows-1252 and its like, found by the letters: what spreadsheets and editors write
};

/// The bytes of a text file as UTF-8, without its byte-order mark. Which encoding it has is decided by the
/// mark, else at the first byte beyond ASCII, and noted on the ByteSource where it is not UTF-8. Bytes of a
/// file that is UTF-8 pass as they are: whether they are valid is judged record by record.
class Utf8Source {
 public:
  explicit Utf8Source(ByteSource source, Encodings encodings = Encodings::marked);

  /// Fills the front of `buffer`, returns how many bytes; 0 only at the end. Throws what ByteSource throws.
  [[nodiscard]] std::size_t read(std::span<char> buffer);

  [[nodiscard]] const std::string& name() const { return source_.name(); }

  /// See ByteSource::note.
  void note(std::string what) { source_.note(std::move(what)); }

 private:
  void start();
  void decide();
  void settle(const TextEncoding& encoding);
  bool read_more(std::size_t wanted);
  std::size_t hand_out(std::span<char> buffer);

  ByteSource source_;
  Encodings encodings_;
  bool started_ = false;
  bool decided_ = false;
  std::optional<TextDecoder> decoder_;  ///< none: the bytes are the text
  std::string held_;                    ///< read and not yet handed out
  std::size_t held_begin_ = 0;
  std::string stored_;  ///< a piece of the file, before decoding
  bool ended_ = false;
};

/// A whole text: for files that are small by nature. Throws what Utf8Source::read throws.
[[nodiscard]] std::string read_text(ByteSource source, Encodings encodings = Encodings::marked);

}  // namespace bearout::corpus
