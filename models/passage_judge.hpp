#pragma once

#include <array>
#include <span>
#include <vector>

#include "models/channels.hpp"
#include "models/corpus_learning.hpp"
#include "models/matcher.hpp"

namespace bearout::models {

/// What no value of a channel exceeds, and what their mean over the outcomes does not fall below.
struct ChannelBound {
  double highest = 0;
  double mean = 0;
};
using ChannelBounds = std::array<ChannelBound, kTermChannels>;

/// Bounds are worked out in another order than values: by so much they may be too low.
inline constexpr double kBoundRounding = 1e-3;

/// Logits of passages towards m outcomes, without references: a logistic model over their channels (values:
/// kChannels x m) and their standing among the other outcomes of the passage and the other passages of the
/// outcome. Only the order was learned; `shift` sets how many pairs match on the whole. Not thread-safe.
class PassageJudge {
 public:
  /// With what the corpus taught, if anything, it knows how far neighbours can raise a logit; so it does
  /// where they weigh nothing.
  PassageJudge(const StageWeights& weights, const Standing& standing,
               const CorpusLearning* learning = nullptr);

  void judge(std::span<const float> values, std::span<double> logits);
  /// Whether some logit could reach `least`: false only if none can, whatever the neighbours say, and the
  /// other channels within their bounds. Of the first `known` channels over terms the values themselves are
  /// known: rows of `values`; bounds are asked for the others alone.
  [[nodiscard]] bool may_reach(double least, std::span<const float> values, std::size_t known,
                               const ChannelBounds& bounds);

 private:
  void sum(std::span<const float> values, std::size_t channels);
  void bound_neighbours(const CorpusLearning& learning);

  StageWeights weights_;       // times confidence
  std::vector<double> bases_;  // by outcome: shift, less what stands against its means
  std::vector<float> sums_;
  double against_passage_ = 0;  // of the passage last summed
  std::vector<float> reach_;    // by outcome: base and the most that neighbours add; empty: that is not known
};

}  // namespace bearout::models
