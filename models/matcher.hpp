#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace bearout::models {

/// What a unit of each feature adds to the logit of "a reviewer accepts this pair". Trained by
/// scripts/calibrate.
struct MatcherWeights {
  double raw = 0;              ///< closeness of passage and outcome, see measure_closeness()
  double against_passage = 0;  ///< closeness minus the passage's mean over the outcomes
  double against_outcome = 0;  ///< closeness minus the outcome's mean over the sample
  double reference = 0;        ///< the sentence names the outcome by its number and says something

  /// What a unit of closeness adds in all: the weight of a term's part of it in the evidence.
  [[nodiscard]] double slope() const { return raw + against_passage + against_outcome; }

  friend bool operator==(const MatcherWeights&, const MatcherWeights&) = default;
};

/// The built-in weights, learned by scripts/calibrate.
[[nodiscard]] MatcherWeights default_weights();

/// A logistic model over a pair's closeness and its standing among the other outcomes of the passage and the
/// other passages of the outcome. Only the order was learned; `shift` sets how many pairs match on the whole.
struct Matcher {
  MatcherWeights weights;
  std::vector<double> outcome_means;  ///< mean closeness of each outcome over the sample
  double shift = 0;

  /// Logits of one passage towards all outcomes, without references. closeness.size() == logits.size() ==
  /// outcome_means.size(). A lone outcome has no others to stand against: 0 takes the place of the passage's
  /// mean.
  void judge(std::span<const double> closeness, std::span<double> logits) const;
  /// The mean that judge() holds the passage's closeness against.
  [[nodiscard]] static double passage_mean(std::span<const double> closeness);

  friend bool operator==(const Matcher&, const Matcher&) = default;
};

[[nodiscard]] double probability(double logit);

/// What to add to all logits so that their mean probability is `rate` (bisection; rate in (0, 1)).
[[nodiscard]] double shift_to_rate(std::span<const double> logits, double rate);

}  // namespace bearout::models
