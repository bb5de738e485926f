#include "models/match_anchor.hpp"

#include <algorithm>
#include <vector>

#include "models/matcher.hpp"

namespace bearout::models {

namespace {

// How firmly the number of matches is believed before anything is decided, in decisions.
constexpr double kPriorMatches = 10;
constexpr double kMostStretch = 4;
constexpr double kLongestStep = 10;  // logits
constexpr int kHalvings = 24;

/// How much a corpus' pairs show: matches expected, and pairs that are suggested.
struct Amount {
  double matches = 0;
  double suggestions = 0;
};

template <typename Settle>
Amount amount_of(std::span<const double> logits, Settle settle) {
  Amount amount;
  for (const double logit : logits) {
    const double p = probability(settle(logit));
    amount.matches += p;
    amount.suggestions += p >= kUnsure ? 1 : 0;
  }
  return amount;
}

/// What pairs would show if there were `factor` times as many matches: their logits moved by one step.
Amount scaled(std::span<const double> logits, double factor) {
  const auto moved = [&](double step) {
    return amount_of(logits, [&](double logit) { return logit + step; });
  };
  const double wanted = moved(0).matches * factor;
  double low = -kLongestStep;
  double high = kLongestStep;
  for (int halving = 0; halving < kHalvings; ++halving) {
    const double middle = (low + high) / 2;
    (moved(middle).matches < wanted ? low : high) = middle;
  }
  return moved(high);
}

/// Raises a figure towards `most` until something is no more.
template <typename TooMany>
void least_within(double& figure, double most, TooMany too_many) {
  if (!too_many()) return;
  double low = figure;
  double high = most;
  for (int step = 0; step < kHalvings; ++step) {
    figure = (low + high) / 2;
    (too_many() ? low : high) = figure;
  }
  figure = high;
}

}  // namespace

void anchor_matches(Correction& correction, std::span<const DecidedExample> examples,
                    std::span<const double> logits, std::span<const double> before) {
  std::vector<double> asked;
  double accepted = kPriorMatches;
  double foretold = kPriorMatches;
  for (const DecidedExample& example : examples) {
    accepted += example.match ? 1 : 0;
    foretold += probability(example.pair.logit);
    asked.push_back(corrected_logit(correction, example.pair));
  }
  const auto median = asked.begin() + static_cast<std::ptrdiff_t>(asked.size() / 2);
  std::nth_element(asked.begin(), median, asked.end());
  correction.floor = std::min(0.0, *median);
  const Amount wanted = scaled(before, accepted / foretold);
  const auto amount = [&] {
    return amount_of(logits, [&](double logit) { return correction.settled(logit); });
  };
  const auto too_many = [&] {
    const Amount now = amount();
    return now.matches > wanted.matches || now.suggestions > wanted.suggestions;
  };
  if (!too_many()) return;
  // A calibration that squeezed logits together, as contradicting answers have it, was learned where they
  // were asked: the bulk may be stretched back.
  const double most = kMostStretch / std::min(1.0, correction.slope);
  least_within(correction.stretch, most, too_many);
  if (correction.stretch < most) return;
  least_within(correction.floor, std::max(0.0, correction.floor),
               [&] { return amount().suggestions > wanted.suggestions; });
}

}  // namespace bearout::models
