#include "models/matcher.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "models/row_sums.hpp"

namespace bearout::models {

double passage_mean(std::span<const float> values) {
  if (values.size() < 2) return 0;
  return static_cast<double>(measure_spread(values).sum) / static_cast<double>(values.size());
}

Rivals find_rivals(std::span<const float> values) {
  Rivals rivals;
  if (values.size() < 2) return rivals;
  const Spread spread = measure_spread(values);
  rivals.holder =
      static_cast<std::size_t>(std::find(values.begin(), values.end(), spread.highest) - values.begin());
  rivals.highest = static_cast<double>(spread.highest);
  rivals.second = static_cast<double>(spread.second);
  return rivals;
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
  const std::vector<float> figures(logits.begin(), logits.end());
  const double wanted = rate * static_cast<double>(figures.size());
  double low = -60;
  double high = 60;
  double shift = 0;
  for (int step = 0; step < 60; ++step) {
    const ProbabilitySum sum = sum_probabilities(figures, static_cast<float>(shift));
    (sum.p < wanted ? low : high) = shift;
    double next = sum.change > 0 ? shift + (wanted - sum.p) / sum.change : low;
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (std::abs(next - shift) < 1e-7) return next;
    shift = next;
  }
  return shift;
}

}  // namespace bearout::models
