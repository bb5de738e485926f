#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace bearout::corpus {

/// Bytes judged and changed as ASCII, whatever the locale; bytes of other characters are none of all this and
/// stay as they are. Unicode's own classes stand in corpus/characters.

[[nodiscard]] constexpr bool is_ascii_digit(char byte) {
  return byte >= '0' && byte <= '9';
}
[[nodiscard]] constexpr bool is_ascii_upper(char byte) {
  return byte >= 'A' && byte <= 'Z';
}
[[nodiscard]] constexpr bool is_ascii_lower(char byte) {
  return byte >= 'a' && byte <= 'z';
}
[[nodiscard]] constexpr bool is_ascii_letter(char byte) {
  return is_ascii_lower(byte) || is_ascii_upper(byte);
}
/// What keys and user names are made of: letters, digits, "_" and "-".
[[nodiscard]] constexpr bool is_ascii_name(char byte) {
  return is_ascii_letter(byte) || is_ascii_digit(byte) || byte == '_' || byte == '-';
}
[[nodiscard]] constexpr bool is_beyond_ascii(char byte) {
  return static_cast<unsigned char>(byte) >= 0x80;
}

[[nodiscard]] constexpr char ascii_lower(char byte) {
  return is_ascii_upper(byte) ? static_cast<char>(byte - 'A' + 'a') : byte;
}
[[nodiscard]] constexpr char ascii_upper(char byte) {
  return is_ascii_lower(byte) ? static_cast<char>(byte - 'a' + 'A') : byte;
}
[[nodiscard]] inline std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& byte : lower) byte = ascii_lower(byte);
  return lower;
}

[[nodiscard]] inline bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), is_beyond_ascii);
}

}  // namespace bearout::corpus
