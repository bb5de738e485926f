#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "models/feature_key.hpp"

namespace bearout::models {

/// What a feature of a text adds to logits (see TextFeature).
struct FeatureWeight {
  float criticism = 0;  ///< praise (above 0) or criticism, whatever the outcome
  float stance = 0;     ///< for or against a claim
  float directed = 0;   ///< … times the claim's direction (-1 for "should be banned")
};

/// Weights by feature: open addressing over a dense list. Most features of a text have none, so that a
/// look-up mostly ends in a filter that stays in the processor's first cache (Bloom 1970, with one hash).
class FeatureTable {
 public:
  FeatureTable() : filter_(kFilterBits / 64), slots_(1024) {}
  /// Requires key != 0. A key that is already there gets the new weight.
  void insert(FeatureKey key, const FeatureWeight& weight);
  /// Null if the feature has no weight.
  [[nodiscard]] const FeatureWeight* find(FeatureKey key) const {
    if ((filter_[key >> 8U & (kFilterBits / 64 - 1)] >> (key >> 2U & 63U) & 1U) == 0) return nullptr;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = key >> 20U & mask; slots_[at] != 0; at = (at + 1) & mask) {
      if (entries_[slots_[at] - 1].key == key) return &entries_[slots_[at] - 1].weight;
    }
    return nullptr;
  }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    FeatureKey key = 0;
    FeatureWeight weight;
  };
  static constexpr std::size_t kFilterBits = std::size_t{1} << 17U;
  std::vector<std::uint64_t> filter_;
  std::vector<std::uint32_t> slots_;  // a power of two; 0: empty, else 1 + an index into entries_
  std::vector<Entry> entries_;
};

/// What is seen of a passage and a claim together, as numbers for the learned model (see claim_parts).
/// `directed`: times the claim's direction, -1 where criticism of its subject speaks for it ("should be
/// banned").
enum class ClaimPart : std::uint8_t {
  bias,
  direction,
  tone,  ///< what rules and lexicon found, but for the claim's own words
  directed_tone,
  criticism,  ///< what the learned model found, but for the claim's own words
  directed_criticism,
  echo,  ///< the passage's criticism and the claim's own tone have one sign
  antonyms,
  denied,  ///< own words that only one side denies
  reversal,
  demand,    ///< directed: what the passage itself wants
  wishes,    ///< directed: words of allowing, less those of forbidding
  change,    ///< both speak of more, or of less (1); one of more and one of less (-1)
  parity,    ///< 1 if both sides together have an even number of negators, else -1
  negators,  ///< in the passage, at most 3
  directed_negators,
  refutation,  ///< words such as "myth"; below 0 if the claim has none
  coverage,    ///< the share of the claim's content words that the passage has
  count_
};

inline constexpr std::size_t kClaimParts = static_cast<std::size_t>(ClaimPart::count_);

/// Numbers of the learned models that are no weights of features. `tone_…` are for a passage alone (see
/// tone_parts), then thresholds of the verdict, as logits. The last three are set by hand: from which share
/// of common words on a passage is read as a near-copy, how much of the sample's mean logit every passage
/// gets, and how much is believed of what the sample says of its words (see CorpusTone).
enum class FramingNumber : std::uint8_t {
  tone_bias,
  tone_praise,
  tone_blame,
  tone_last,
  tone_aside,
  tone_idle_negators,
  tone_question,
  tone_conditional,
  tone_reversal,
  tone_exclamations,
  tone_supports_from,
  tone_contrary_to,
  alone_supports_from,
  alone_contrary_to,
  claim_supports_from,
  claim_contrary_to,
  copied_from,
  lean,
  corpus_words,
  count_
};

/// All that was learned for framing.
struct FramingWeights {
  FeatureTable features;
  std::array<double, static_cast<std::size_t>(FramingNumber::count_)> numbers = [] {
    std::array<double, static_cast<std::size_t>(FramingNumber::count_)> set_by_hand{};
    set_by_hand[static_cast<std::size_t>(FramingNumber::copied_from)] = 0.6;
    // .15 to .5 did about as well on review data.
    set_by_hand[static_cast<std::size_t>(FramingNumber::lean)] = 0.3;
    set_by_hand[static_cast<std::size_t>(FramingNumber::corpus_words)] = 4;  // 2 to 8 did
    return set_by_hand;
  }();
  std::array<double, kClaimParts> claim{};  ///< for demands and benefits
  std::array<double, kClaimParts> fact{};   ///< for facts

  [[nodiscard]] double operator[](FramingNumber number) const {
    return numbers[static_cast<std::size_t>(number)];
  }
};

/// Names as files have them, in the order of FramingNumber.
[[nodiscard]] std::string_view name_of(FramingNumber number);
[[nodiscard]] std::string_view name_of(ClaimPart part);

/// Reads the text of a file of weights, lines of fields between tabs: "number NAME VALUE", "claim NAME
/// VALUE FACT", "step
/// criticism|stance VALUE", then "feature NAME CRITICISM STANCE DIRECTED" in whole steps; "#" begins a
/// remark. Throws Error with the number of the line that can't be read.
[[nodiscard]] FramingWeights parse_framing_weights(std::string_view text);
/// Those that the program was built with (models/weights/framing.tsv).
[[nodiscard]] const FramingWeights& built_in_framing_weights();

}  // namespace bearout::models
