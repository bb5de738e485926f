#include "models/matcher.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace bearout::models {

double passage_mean(std::span<const float> values) {
  if (values.size() < 2) return 0;
  double sum = 0;
  for (const float one : values) sum += static_cast<double>(one);
  return sum / static_cast<double>(values.size());
}

Rivals find_rivals(std::span<const float> values) {
  Rivals rivals;
  if (values.size() < 2) return rivals;
  rivals.holder = static_cast<std::size_t>(std::max_element(values.begin(), values.end()) - values.begin());
  rivals.highest = static_cast<double>(values[rivals.holder]);
  float second = values[rivals.holder == 0 ? 1 : 0];
  for (std::size_t j = 0; j < values.size(); ++j) {
    if (j != rivals.holder) second = std::max(second, values[j]);
  }
  rivals.second = static_cast<double>(second);
  return rivals;
}

void judge(const StageWeights& weights, const Standing& standing, std::span<const float> values,
           std::span<double> logits) {
  const std::size_t m = logits.size();
  assert(values.size() == kChannels * m && standing.outcome_means.size() == kChannels * m);
  std::fill(logits.begin(), logits.end(), standing.shift);
  for (std::size_t c = 0; c < kChannels; ++c) {
    const ChannelWeights& w = weights[c];
    const std::span<const float> own = values.subspan(c * m, m);
    const std::span<const double> means = std::span(standing.outcome_means).subspan(c * m, m);
    if (w == ChannelWeights{}) continue;
    const double mean = passage_mean(own);
    const Rivals rivals = find_rivals(own);
    const double slope = w.slope();
    for (std::size_t j = 0; j < m; ++j) {
      logits[j] += standing.confidence * (slope * static_cast<double>(own[j]) - w.against_passage * mean -
                                          w.against_outcome * means[j] - w.against_rival * rivals.of(j));
    }
  }
}

double confidence_of(double trust) {
  constexpr double kNewGround =
      1.15;  // a corpus is never quite like those that the weights were learned from
  constexpr double kDoubt = 1.2;
  return 1 / (kNewGround + kDoubt * trust);
}

double probability(double logit) {
  return 1.0 / (1.0 + std::exp(-logit));
}

double shift_to_rate(std::span<const double> logits, double rate) {
  assert(rate > 0 && rate < 1);
  if (logits.empty()) return 0;
  double low = -60;
  double high = 60;
  for (int step = 0; step < 50; ++step) {
    const double middle = (low + high) / 2;
    double sum = 0;
    for (const double logit : logits) sum += probability(logit + middle);
    (sum / static_cast<double>(logits.size()) < rate ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace bearout::models
