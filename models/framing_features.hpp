#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "corpus/span.hpp"
#include "models/analyzer.hpp"
#include "models/feature_key.hpp"
#include "models/form_notes.hpp"

namespace bearout::models {

/// A word or sign of a text, or two in a row, as the learned weights know it.
struct TextFeature {
  FeatureKey left = 0;  ///< of the first of two in a row, 0 for a single one
  FeatureKey right = 0;
  corpus::Span span;                      ///< of `right`; bytes of the text
  std::uint32_t token = 0;                ///< of `right`; kNoToken for a sign between words
  const FeatureWeight* weight = nullptr;  ///< of a single word, if the notes know weights and it has one

  static constexpr std::uint32_t kNoToken = 0xffffffff;
  [[nodiscard]] FeatureKey key() const { return left == 0 ? right : key_of_pair(left, right); }
};

/// Appends the features of the passage `within` in order of place: stems, "~" and the stem where `negated` is
/// 1, each also together with what stands before it (a word, "," "." or "^", the beginning); "!" "!!" "?"
/// "..." "CAPS", emoticons and emoji by themselves. A negator that denies nothing ("not only", `denies` is 0)
/// is "+not". Names after "@" are left out.
void list_features(std::string_view text, corpus::Span within, std::span<const Token> tokens,
                   std::span<const std::uint8_t> negated, std::span<const std::uint8_t> denies,
                   const FormNotes& notes, std::vector<TextFeature>& features);

}  // namespace bearout::models
