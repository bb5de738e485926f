#pragma once

#include <cstdint>
#include <string_view>

namespace bearout::models {

/// The number that stands for a feature of a text in the table of learned weights: a word's stem, a sign, or
/// two of these in a row. 0 stands for none. Names are what files call them: "good", "~good" (in the scope of
/// a negator), "not_~good" (two in a row).
using FeatureKey = std::uint64_t;

[[nodiscard]] constexpr FeatureKey mixed(FeatureKey key) {
  key ^= key >> 33U;
  key *= 0xff51afd7ed558ccdULL;
  key ^= key >> 33U;
  return key | 1U;
}

/// FNV-1a of the bytes, mixed.
[[nodiscard]] constexpr FeatureKey key_of_word(std::string_view word) {
  FeatureKey key = 0xcbf29ce484222325ULL;
  for (const char c : word) {
    key ^= static_cast<unsigned char>(c);
    key *= 0x100000001b3ULL;
  }
  return mixed(key);
}

[[nodiscard]] constexpr FeatureKey denied_key(FeatureKey key) {
  return mixed(key + 0x9e3779b97f4a7c15ULL);
}

[[nodiscard]] constexpr FeatureKey key_of_pair(FeatureKey left, FeatureKey right) {
  return mixed(left * 0x9e3779b97f4a7c15ULL + right);
}

/// The key of a feature by its name.
[[nodiscard]] constexpr FeatureKey key_of_name(std::string_view name) {
  const std::size_t bar = name.find('_');
  if (bar != std::string_view::npos) {
    return key_of_pair(key_of_name(name.substr(0, bar)), key_of_name(name.substr(bar + 1)));
  }
  return name.size() > 1 && name.front() == '~' ? denied_key(key_of_word(name.substr(1))) : key_of_word(name);
}

}  // namespace bearout::models
