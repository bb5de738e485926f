#pragma once

#include <array>
#include <string>
#include <string_view>

#include "models/channels.hpp"

namespace bearout::models {

/// What a unit of a channel's standing adds to the logit of "a reviewer accepts this pair". The bare value
/// has no weight: how high values are in general is a matter of the corpus, not of the pair.
struct ChannelWeights {
  double against_passage = 0;  ///< of the value minus the passage's mean over the outcomes
  double against_outcome = 0;  ///< of the value minus the outcome's mean over the sample
  double against_rival = 0;    ///< of the value minus the passage's highest value for another outcome

  /// What a unit of the value adds in all.
  [[nodiscard]] double slope() const { return against_passage + against_outcome + against_rival; }

  friend bool operator==(const ChannelWeights&, const ChannelWeights&) = default;
};

using StageWeights = std::array<ChannelWeights, kChannels>;

/// Two linear matchers: the first judges by what needs no corpus, the second also by what the corpus taught
/// with the first one's probabilities. Made by scripts/calibrate.
struct MatcherWeights {
  StageWeights first;  ///< weights of the learning channels are 0
  StageWeights second;
  double reference = 0;  ///< the sentence names the outcome by its number and says something

  friend bool operator==(const MatcherWeights&, const MatcherWeights&) = default;
};

/// Weights for texts with word vectors, for those without (another language, or no WordNet), and for the
/// words channel alone.
struct WeightTable {
  MatcherWeights with_knowledge;
  MatcherWeights without_knowledge;
  MatcherWeights words_alone;  ///< its two stages are the same: one channel learns nothing from itself

  friend bool operator==(const WeightTable&, const WeightTable&) = default;
};

/// Lines "with-knowledge first words AGAINST_PASSAGE AGAINST_OUTCOME AGAINST_RIVAL", "… reference WEIGHT",
/// the same of "without-knowledge" and "words-alone";
/// '#' begins a comment; what is not named is 0. Throws Error (`name` is the file's).
[[nodiscard]] WeightTable parse_weights(std::string_view text, std::string_view name);
/// The same lines, without comments. 17 digits give every weight back bit for bit.
[[nodiscard]] std::string format_weights(const WeightTable& table, int digits = 17);
/// The built-in weights: models/weights/matcher.weights.
[[nodiscard]] const WeightTable& default_weights();

}  // namespace bearout::models
