#include "corpus/folded.hpp"

namespace bearout::corpus {

namespace {

/// How many bytes of white space begin here; 0: none.
std::size_t white_space_at(std::string_view text) {
  const char c = text.front();
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (text.substr(0, 2) == "\u00a0" || text.substr(0, 2) == "\u0085") return 2;
  const std::string_view three = text.substr(0, 3);
  if (three >= "\u2000" && three <= "\u200a") return 3;
  for (const std::string_view space : {"\u2028", "\u2029", "\u202f", "\u205f", "\u3000"}) {
    if (three == space) return 3;
  }
  return 0;
}

}  // namespace

std::string fold_white_space(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  while (!text.empty()) {
    const std::size_t white = white_space_at(text);
    if (white > 0) {
      gap = !out.empty();
      text.remove_prefix(white);
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

}  // namespace bearout::corpus
