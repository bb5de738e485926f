#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "models/form_notes.hpp"
#include "models/framing.hpp"
#include "models/framing_weights.hpp"

namespace bearout::models {

inline constexpr std::size_t kToneParts = 9;
/// What rules and lexicon found in a passage, as numbers for the learned model; in the order of
/// FramingNumber::tone_praise and the following: praise (sum of the cues above 0), blame (below), the last
/// clause that has a cue, clauses set aside, idle negators (at most 3), question, conditional, reversals,
/// exclamations (at most 3).
[[nodiscard]] std::array<double, kToneParts> tone_parts(const Tone& tone);

/// Scratch of weigh_criticism(), kept for its memory.
struct WeighedFeatures {
  struct Found {
    const FeatureWeight* weight;
    std::uint32_t token;
    bool pair;
    corpus::Span span;
  };
  std::vector<Found> found;  ///< features that have weights
  std::size_t count = 0;     ///< of all features
  std::vector<double> sums;  ///< of each token
};

/// Weighs the features of the passage (see for_each_feature) and what the rules found; fills `learned`,
/// `learned_rest`, `stance` and `criticism` of the tone. The logit is
///     bias + sum of the features' weights / sqrt(number of features) + sum of the weights of tone_parts().
/// The notes must know the weights of features.
void weigh_criticism(std::string_view text, std::span<const Token> tokens, const FormNotes& notes,
                     const FramingWeights& weights, WeighedFeatures& features, Tone& tone);

}  // namespace bearout::models
