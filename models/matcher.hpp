#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "models/channels.hpp"
#include "models/matcher_weights.hpp"

namespace bearout::models {

/// From this probability on a pair is `likely`: more often accepted than not.
inline constexpr double kLikely = 0.5;
/// From this probability on a pair is worth a reviewer's look (`unsure`): at least one in five should be
/// accepted.
inline constexpr double kUnsure = 0.1;

/// The corpus' side of a matcher: against what a pair's channels stand, and how common matches are.
struct Standing {
  std::vector<double> outcome_means;  ///< kChannels x m: mean of each channel over the sample, by outcome
  double shift = 0;                   ///< added to every logit
  double confidence = 1;              ///< every weight is multiplied with it, see confidence_of()

  friend bool operator==(const Standing&, const Standing&) = default;
};

/// The mean that a passage's values of one channel are held against. A lone outcome has no others to stand
/// against: 0.
[[nodiscard]] double passage_mean(std::span<const float> values);

/// A passage's highest values of one channel: what outcomes are held against as rivals.
struct Rivals {
  double highest = 0;
  double second = 0;       ///< highest value of another outcome than `holder`; 0 for a lone outcome
  std::size_t holder = 0;  ///< the first outcome that has the highest value

  [[nodiscard]] double of(std::size_t outcome) const { return outcome == holder ? second : highest; }
};
[[nodiscard]] Rivals find_rivals(std::span<const float> values);

/// Both sides of a fitted matcher.
struct Matcher {
  MatcherWeights weights;
  Standing standing;

  friend bool operator==(const Matcher&, const Matcher&) = default;
};

/// Where the corpus is sure of its own lessons, its channels agree with each other because they learned from
/// each other, and the logits overstate what is known: the more it trusts them, the less they count.
[[nodiscard]] double confidence_of(double trust);

[[nodiscard]] double probability(double logit);

/// What to add to all logits so that their mean probability is `rate`, to 1e-6 or so (Newton's method, held
/// within what is known to be too low and too high; rate in (0, 1)).
[[nodiscard]] double shift_to_rate(std::span<const double> logits, double rate);

}  // namespace bearout::models
