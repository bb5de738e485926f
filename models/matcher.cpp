#include "models/matcher.hpp"

#include <cassert>
#include <cmath>

namespace bearout::models {

MatcherWeights default_weights() {
  // scripts/calibrate, 22 November 2026: 73 cases of 11 families (arguments, claims, goals, intents, aspects,
  // comments, news). No labelled case refers to outcomes by number: `reference` is set by hand to lift a
  // passage that shares no word with the outcome over one half where a few outcomes of a short list compete.
  return {.raw = 6.22, .against_passage = 15.05, .against_outcome = -4.87, .reference = 6.0};
}

double Matcher::passage_mean(std::span<const double> closeness) {
  if (closeness.size() < 2) return 0;
  double sum = 0;
  for (const double one : closeness) sum += one;
  return sum / static_cast<double>(closeness.size());
}

void Matcher::judge(std::span<const double> closeness, std::span<double> logits) const {
  assert(closeness.size() == logits.size() && closeness.size() == outcome_means.size());
  const double base = shift - weights.against_passage * passage_mean(closeness);
  const double slope = weights.slope();
  for (std::size_t j = 0; j < closeness.size(); ++j) {
    logits[j] = slope * closeness[j] - weights.against_outcome * outcome_means[j] + base;
  }
}

double probability(double logit) {
  return 1.0 / (1.0 + std::exp(-logit));
}

double shift_to_rate(std::span<const double> logits, double rate) {
  assert(rate > 0 && rate < 1);
  if (logits.empty()) return 0;
  double low = -40;
  double high = 40;
  for (int step = 0; step < 50; ++step) {
    const double middle = (low + high) / 2;
    double sum = 0;
    for (const double logit : logits) sum += probability(logit + middle);
    (sum / static_cast<double>(logits.size()) < rate ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace bearout::models
