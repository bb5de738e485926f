#pragma once

#include <array>
#include <string>
#include <string_view>

#include "models/channels.hpp"

namespace bearout::models {

/// What a unit of a channel's value, and of its standing, adds to the logit of "a reviewer accepts this pair".
struct ChannelWeights {
  double raw = 0;              ///< of the value itself
  double against_passage = 0;  ///< of the value minus the passage's mean over the outcomes
  double against_outcome = 0;  ///< of the value minus the outcome's mean over the sample

  /// What a unit of the value adds in all.
  [[nodiscard]] double slope() const { return raw + against_passage + against_outcome; }

  friend bool operator==(const ChannelWeights&, const ChannelWeights&) = default;
};

using StageWeights = std::array<ChannelWeights, kChannels>;

/// Two linear matchers: the first judges by what needs no corpus, the second also by what the corpus taught
/// with the first one's probabilities. Made by scripts/calibrate.
struct MatcherWeights {
  StageWeights first;    ///< weights of the learning channels are 0
  StageWeights second;
  double reference = 0;  ///< the sentence names the outcome by its number and says something

  friend bool operator==(const MatcherWeights&, const MatcherWeights&) = default;
};

/// Weights for texts with word vectors, and for those without (another language, or no WordNet).
struct WeightTable {
  MatcherWeights with_knowledge;
  MatcherWeights without_knowledge;

  friend bool operator==(const WeightTable&, const WeightTable&) = default;
};

/// Lines "with-knowledge first words RAW AGAINST_PASSAGE AGAINST_OUTCOME", "… reference WEIGHT"; '#' begins a
/// comment; what is not named is 0. Throws Error (`name` is the file's).
[[nodiscard]] WeightTable parse_weights(std::string_view text, std::string_view name);
/// The same lines, without comments.
[[nodiscard]] std::string format_weights(const WeightTable& table);
/// The built-in weights: models/weights/matcher.weights.
[[nodiscard]] const WeightTable& default_weights();

}  // namespace bearout::models
