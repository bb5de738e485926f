#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace bearout::corpus {

/// How the bytes of a text file are to be read.
struct TextEncoding {
  std::string name;           ///< as ICU knows it: "UTF-8", "UTF-16LE", "windows-1252", …
  std::size_t mark_size = 0;  ///< bytes of the byte-order mark at the front
  [[nodiscard]] bool is_utf8() const { return name == "UTF-8"; }
};

/// What the first bytes say: a byte-order mark, or the zero bytes of UTF-16 without one. Four bytes decide.
[[nodiscard]] std::optional<TextEncoding> marked_encoding(std::string_view head);

/// What a text looks like that has no mark, by a stretch of it that begins between characters and,
/// unless it is `whole`, may end within one. UTF-8 if most of what is beyond ASCII is valid UTF-8 (a few
/// broken records don't make a file another one); else what ICU's detector is sure of; else Windows-1252,
/// which holds Latin-1.
[[nodiscard]] TextEncoding guessed_encoding(std::string_view sample, bool whole);

/// Half a sentence for the log: "is read as windows-1252, since it is not UTF-8; …".
[[nodiscard]] std::string note_on(const TextEncoding& encoding);

/// Turns bytes into UTF-8, piece by piece. What has no character becomes U+FFFD.
class TextDecoder {
 public:
  /// Throws Error if ICU doesn't know the name.
  explicit TextDecoder(const std::string& encoding);
  TextDecoder(TextDecoder&&) noexcept;
  TextDecoder& operator=(TextDecoder&&) noexcept;
  ~TextDecoder();

  /// Appends what the bytes say. `last`: nothing will follow.
  void decode(std::string_view bytes, bool last, std::string& text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A whole file as UTF-8 without its mark; `declared` is an encoding that the file itself names ("" if none),
/// which counts if the bytes are not UTF-8. `encoding`, if it is given, gets what it was read as.
[[nodiscard]] std::string decode_text(std::string_view bytes, const std::string& declared,
                                      TextEncoding* encoding);

}  // namespace bearout::corpus
