#include "models/match_anchor.hpp"

#include <algorithm>
#include <vector>

#include "models/matcher.hpp"

namespace bearout::models {

namespace {

// How firmly the number of matches is believed before anything is decided, in decisions.
constexpr double kPriorMatches = 10;
constexpr double kMostStretch = 4;
constexpr int kHalvings = 40;

}  // namespace

void anchor_matches(Correction& correction, std::span<const DecidedExample> examples,
                    std::span<const double> logits, double expected) {
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
  const double wanted = expected * accepted / foretold;
  const auto matches = [&](double stretch) {
    correction.stretch = stretch;
    double sum = 0;
    for (const double logit : logits) sum += probability(correction.settled(logit));
    return sum;
  };
  double least = 1;
  double most = kMostStretch;
  if (matches(least) <= wanted || matches(most) >= wanted) {
    correction.stretch = matches(least) <= wanted ? least : most;
    return;
  }
  for (int step = 0; step < kHalvings; ++step) {
    const double middle = (least + most) / 2;
    (matches(middle) > wanted ? least : most) = middle;
  }
  correction.stretch = most;
}

}  // namespace bearout::models
