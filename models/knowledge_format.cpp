#include "models/knowledge_format.hpp"

#include <xxhash.h>

#include <string_view>

namespace bearout::models {

std::array<char, 32> content_digest(std::span<const std::byte> behind_the_header) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(behind_the_header.data(), behind_the_header.size()));
  std::array<char, 32> text{};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned byte = canonical.digest[i / 2];
    text[i] = kDigits[i % 2 == 0 ? byte >> 4U : byte & 15U];
  }
  return text;
}

std::uint64_t header_checksum(const KnowledgeHeader& header) {
  return XXH3_64bits(&header, offsetof(KnowledgeHeader, checksum));
}

}  // namespace bearout::models
