#include "corpus/utf8.hpp"

#include <simdjson.h>

namespace bearout::corpus {

bool is_valid_utf8(std::string_view text) {
  return text.empty() || simdjson::validate_utf8(text.data(), text.size());
}

void append_code_point(std::string& text, char32_t code) {
  const auto put = [&](char32_t byte) { text += static_cast<char>(byte); };
  const auto put_behind = [&](unsigned shift) { put(0x80U | ((code >> shift) & 0x3FU)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0U | (code >> 6U));
    put_behind(0);
  } else if (code < 0x10000) {
    put(0xE0U | (code >> 12U));
    put_behind(6);
    put_behind(0);
  } else {
    put(0xF0U | (code >> 18U));
    put_behind(12);
    put_behind(6);
    put_behind(0);
  }
}

}  // namespace bearout::corpus
