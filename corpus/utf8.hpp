#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace bearout::corpus {

[[nodiscard]] bool is_valid_utf8(std::string_view text);

/// Appends a code point, at most U+10FFFF and no surrogate.
void append_code_point(std::string& text, char32_t code);

/// True for the bytes of a character behind its first one (10xxxxxx).
[[nodiscard]] constexpr bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// The first `bytes` bytes of a UTF-8 text at most, without a character that would be cut in two.
[[nodiscard]] constexpr std::string_view clip(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && is_continuation(text[bytes])) --bytes;
  return text.substr(0, bytes);
}

}  // namespace bearout::corpus
