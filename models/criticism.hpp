#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "models/framing.hpp"
#include "models/framing_features.hpp"
#include "models/framing_weights.hpp"

namespace bearout::models {

inline constexpr std::size_t kToneParts = 9;
/// What rules and lexicon found in a passage, as numbers for the learned model; in the order of
/// FramingNumber::tone_praise and the following: praise (sum of the cues above 0), blame (below), the last
/// clause that has a cue, clauses set aside, idle negators (at most 3), question, conditional, reversals,
/// exclamations (at most 3).
[[nodiscard]] std::array<double, kToneParts> tone_parts(const Tone& tone);

/// Weighs the features of the passage (see list_features) and what the rules found; fills `learned`,
/// `learned_rest`, `stance` and `criticism` of the tone. The logit is
///     bias + sum of the features' weights / sqrt(number of features) + sum of the weights of tone_parts().
/// The notes must know the weights of features.
void weigh_criticism(std::span<const TextFeature> features, std::span<const Token> tokens,
                     const FormNotes& notes, const FramingWeights& weights, Tone& tone);

}  // namespace bearout::models
