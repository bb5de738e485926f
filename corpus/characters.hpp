#pragma once

#include <cstddef>
#include <string_view>

#include "corpus/span.hpp"

namespace bearout::corpus {

/// One code point of a UTF-8 text and the bytes it takes. Past the text's edge: code 0, no bytes.
struct Character {
  char32_t code = 0;
  Span span;
};

[[nodiscard]] Character character_beyond_ascii(std::string_view text, std::size_t at);
[[nodiscard]] inline Character character_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {0, {at, at}};
  const auto byte = static_cast<unsigned char>(text[at]);
  return byte < 0x80 ? Character{byte, {at, at + 1}} : character_beyond_ascii(text, at);
}

[[nodiscard]] Character character_before(std::string_view text, std::size_t at);

[[nodiscard]] bool is_letter_beyond_ascii(char32_t code);
[[nodiscard]] bool is_digit_beyond_ascii(char32_t code);
[[nodiscard]] inline bool is_letter(char32_t code) {
  return code < 0x80 ? (code | 0x20) >= 'a' && (code | 0x20) <= 'z' : is_letter_beyond_ascii(code);
}
[[nodiscard]] inline bool is_digit(char32_t code) {
  return code < 0x80 ? code >= '0' && code <= '9' : is_digit_beyond_ascii(code);
}
[[nodiscard]] bool is_lower(char32_t code);
[[nodiscard]] bool is_upper(char32_t code);
[[nodiscard]] inline bool is_letter_or_digit(char32_t code) {
  return is_letter(code) || is_digit(code);
}

/// White space, controls and the format characters that show nothing at the edge of a passage.
[[nodiscard]] bool is_invisible_beyond_ascii(char32_t code);
[[nodiscard]] inline bool is_invisible(char32_t code) {
  return code < 0x80 ? code <= ' ' || code == 0x7F : is_invisible_beyond_ascii(code);
}

/// Pictographs as people type them, with the joiners and selectors that hold them together.
[[nodiscard]] bool is_emoji(char32_t code);

/// Bytes of a smiley such as ":-)" that begins at `at`; 0 if none does.
[[nodiscard]] std::size_t smiley_size(std::string_view text, std::size_t at);

/// Quotes and brackets, without the ASCII quotes, which look the same at both ends.
[[nodiscard]] bool is_opening(char32_t code);
[[nodiscard]] bool is_closing(char32_t code);

[[nodiscard]] bool has_letter_or_digit(std::string_view text);

/// Tokens between white space that hold a letter or digit, counted no further than `most`.
[[nodiscard]] std::size_t count_words(std::string_view text, std::size_t most);

/// Code points that begin in a piece of a valid UTF-8 text.
[[nodiscard]] std::size_t count_code_points(std::string_view text);

/// The span without the invisible characters at its edges.
[[nodiscard]] Span trimmed(std::string_view text, Span span);

/// Where the white space that begins at `at` ends, at the latest at `end`.
[[nodiscard]] std::size_t skip_space(std::string_view text, std::size_t at, std::size_t end);

/// Where the white space that ends at `at` begins.
[[nodiscard]] std::size_t skip_space_back(std::string_view text, std::size_t at);

}  // namespace bearout::corpus
