#pragma once

#include <span>
#include <vector>

#include "models/matcher.hpp"

namespace bearout::models {

/// Logits of passages towards m outcomes, without references: a logistic model over their channels (values:
/// kChannels x m) and their standing among the other outcomes of the passage and the other passages of the
/// outcome. Only the order was learned; `shift` sets how many pairs match on the whole. Not thread-safe.
class PassageJudge {
 public:
  PassageJudge(const StageWeights& weights, const Standing& standing);

  void judge(std::span<const float> values, std::span<double> logits);

 private:
  StageWeights weights_;  // times confidence
  std::vector<double> bases_;  // by outcome: shift, less what stands against its means
  std::vector<float> sums_;
};

}  // namespace bearout::models
