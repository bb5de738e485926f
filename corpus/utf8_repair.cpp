#include "corpus/utf8_repair.hpp"

#include <simdjson.h>

namespace bearout::corpus {
namespace {

/// How many bytes the character beginning with this byte has; 0: no character begins with it.
std::size_t sequence_size(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte < 0x80) return 1;
  if (byte >= 0xC2 && byte <= 0xDF) return 2;
  if (byte >= 0xE0 && byte <= 0xEF) return 3;
  return byte >= 0xF0 && byte <= 0xF4 ? 4 : 0;
}

std::string replace_broken(std::string_view text) {
  std::string repaired;
  repaired.reserve(text.size() + text.size() / 8);
  while (!text.empty()) {
    const auto size = sequence_size(text[0]);
    if (size > 0 && size <= text.size() && simdjson::validate_utf8(text.data(), size)) {
      repaired += text.substr(0, size);
      text.remove_prefix(size);
    } else {
      repaired += "\uFFFD";
      text.remove_prefix(1);
    }
  }
  return repaired;
}

}  // namespace

std::string repair_utf8(std::string_view text) {
  auto repaired =
      simdjson::validate_utf8(text.data(), text.size()) ? std::string(text) : replace_broken(text);
  if (repaired.find('\r') != std::string::npos) {
    std::size_t kept = 0;
    for (std::size_t at = 0; at < repaired.size(); ++at) {
      const bool pair = repaired[at] == '\r' && at + 1 < repaired.size() && repaired[at + 1] == '\n';
      if (!pair) repaired[kept++] = repaired[at] == '\r' ? '\n' : repaired[at];
    }
    repaired.resize(kept);
  }
  std::erase(repaired, '\0');
  return repaired;
}

}  // namespace bearout::corpus
