#include "models/passage_judge.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "models/row_sums.hpp"

namespace bearout::models {

namespace {

/// What a channel's value of an outcome, the mean over m of them and the highest of them add to that
/// outcome's logit at most. The best rival of an outcome is no lower than the mean of its rivals, (m · mean -
/// own) / (m - 1), and no higher than the highest.
struct Slopes {
  double own, mean, highest;
};
Slopes slopes_of(const ChannelWeights& weights, std::size_t m) {
  if (weights.against_rival < 0) return {weights.slope(), -weights.against_passage, -weights.against_rival};
  const auto others = static_cast<double>(m - 1);
  return {weights.slope() + weights.against_rival / others,
          -weights.against_passage - weights.against_rival * (others + 1) / others, 0};
}

/// Whether highest values and lowest means bound what the channel adds.
bool is_bounded(const ChannelWeights& weights) {
  return weights.slope() >= 0 && weights.against_passage >= 0;
}

}  // namespace

PassageJudge::PassageJudge(const StageWeights& weights, const Standing& standing,
                           const CorpusLearning* learning)
    : weights_(weights),
      bases_(standing.outcome_means.size() / kChannels, standing.shift),
      sums_(bases_.size()) {
  const std::size_t m = bases_.size();
  for (std::size_t c = 0; c < kChannels; ++c) {
    weights_[c].against_passage *= standing.confidence;
    weights_[c].against_outcome *= standing.confidence;
    weights_[c].against_rival *= standing.confidence;
    for (std::size_t j = 0; j < m; ++j)
      bases_[j] -= weights_[c].against_outcome * standing.outcome_means[c * m + j];
  }
  const bool bounded = std::all_of(weights_.begin(), weights_.end(), is_bounded);
  if (m < 2 || !bounded) return;
  if (weights_[kTermChannels] == ChannelWeights{}) {
    for (const double base : bases_) reach_.push_back(static_cast<float>(base));
  } else if (learning != nullptr && !learning->mean_roots.empty()) {
    bound_neighbours(*learning);
  }
}

/// Their values are a mean of rows of root probabilities, the landmarks' and that of all, times coherence; so
/// is the most that they add to a logit.
void PassageJudge::bound_neighbours(const CorpusLearning& learning) {
  const std::size_t m = bases_.size();
  const Slopes slopes = slopes_of(weights_[kTermChannels], m);
  std::vector<double> most(m, 0.0);  // a passage without terms asks none
  const auto see = [&](std::span<const float> roots) {
    const double against = slopes.mean * passage_mean(roots) +
                           slopes.highest * static_cast<double>(measure_spread(roots).highest);
    for (std::size_t j = 0; j < m; ++j) {
      most[j] =
          std::max(most[j], learning.coherence * (slopes.own * static_cast<double>(roots[j]) + against));
    }
  };
  see(learning.mean_roots);
  for (std::size_t l = 0; l < learning.landmark_roots.size(); l += m)
    see(std::span(learning.landmark_roots).subspan(l, m));
  for (std::size_t j = 0; j < m; ++j) reach_.push_back(static_cast<float>(bases_[j] + most[j]));
}

/// Adds to sums_ what the first channels give to each outcome.
void PassageJudge::sum(std::span<const float> values, std::size_t channels) {
  const std::size_t m = bases_.size();
  against_passage_ = 0;
  for (std::size_t c = 0; c < channels; ++c) {
    if (weights_[c] == ChannelWeights{}) continue;
    const std::span<const float> own = values.subspan(c * m, m);
    const Spread spread = m < 2 ? Spread{} : measure_spread(own);
    against_passage_ +=
        weights_[c].against_passage * static_cast<double>(spread.sum) / static_cast<double>(m);
    add_standing(own, spread, static_cast<float>(weights_[c].slope()),
                 static_cast<float>(weights_[c].against_rival), sums_);
  }
}

void PassageJudge::judge(std::span<const float> values, std::span<double> logits) {
  assert(values.size() == kChannels * bases_.size() && logits.size() == bases_.size());
  std::fill(sums_.begin(), sums_.end(), 0.0F);
  sum(values, kChannels);
  for (std::size_t j = 0; j < bases_.size(); ++j)
    logits[j] = bases_[j] - against_passage_ + static_cast<double>(sums_[j]);
}

bool PassageJudge::may_reach(double least, std::span<const float> values, std::size_t known,
                             const ChannelBounds& bounds) {
  if (reach_.empty()) return true;
  std::copy(reach_.begin(), reach_.end(), sums_.begin());
  sum(values, known);
  double most = kBoundRounding - against_passage_;
  for (std::size_t c = known; c < kTermChannels; ++c) {
    const Slopes slopes = slopes_of(weights_[c], bases_.size());
    most += slopes.mean * bounds[c].mean + (slopes.own + slopes.highest) * bounds[c].highest;
  }
  return static_cast<double>(measure_spread(sums_).highest) + most >= least;
}

}  // namespace bearout::models
