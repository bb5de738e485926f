#include "models/match_anchor.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "models/matcher.hpp"

using namespace bearout::models;

namespace {

/// A correction of one outcome and passages of one dimension that leaves logits as they are.
Correction unmoved() {
  return {Eigen::MatrixXf::Zero(1, 1), Eigen::VectorXd::Zero(1), Eigen::VectorXd::Zero(1)};
}

DecidedExample example(double logit, bool match) {
  DecidedExample one;
  one.pair.passage = Eigen::VectorXf::Zero(1);
  one.pair.logit = logit;
  one.match = match;
  return one;
}

double matches(const Correction& correction, const std::vector<double>& logits) {
  double sum = 0;
  for (const double logit : logits) sum += probability(correction.settled(logit));
  return sum;
}

std::size_t suggestions(const Correction& correction, const std::vector<double>& logits) {
  return static_cast<std::size_t>(std::count_if(logits.begin(), logits.end(), [&](double logit) {
    return probability(correction.settled(logit)) >= kUnsure;
  }));
}

/// 400 pairs, evenly spread.
std::vector<double> spread(double lowest, double highest) {
  std::vector<double> logits;
  for (int i = 0; i < 400; ++i) logits.push_back(lowest + (highest - lowest) * i / 399);
  return logits;
}

const std::vector<double> kLogits{-4, -3, -2.5, -2, -1.5, -1, 0, 1};

}  // namespace

TEST_CASE("logits that match no more than was expected stay") {
  Correction correction = unmoved();
  anchor_matches(correction, std::vector{example(0, true), example(0, false)}, kLogits, kLogits);
  CHECK(correction.stretch == 1);
  for (const double logit : kLogits) CHECK(correction.settled(logit) == logit);
}

TEST_CASE("a bulk that was lifted is held to the matches expected, and no two pairs change places") {
  Correction correction = unmoved();
  const std::vector<double> before{-7, -4, -3, -2.1, -2.1, -2.1, -0.3, 0.9};
  anchor_matches(correction, std::vector{example(-1, true), example(-1, false), example(1, true)}, kLogits,
                 before);
  CHECK(correction.stretch > 1);
  CHECK(correction.floor == -1);
  const double wanted = matches(unmoved(), before) * (10 + 2) / (10 + 2 * probability(-1) + probability(1));
  CHECK(matches(correction, kLogits) == doctest::Approx(wanted).epsilon(1e-4));
  for (std::size_t i = 1; i < kLogits.size(); ++i)
    CHECK(correction.settled(kLogits[i - 1]) < correction.settled(kLogits[i]));
  CHECK(correction.settled(1) == 1);
}

TEST_CASE("no more is suggested than the matcher would, had it been told how many match") {
  // The same sum of matches, but evenly spread: all of it would be suggested.
  const std::vector<double> before = spread(-10, 2);
  const std::vector<double> lifted = spread(-2, -0.5);
  Correction correction = unmoved();
  anchor_matches(correction, std::vector{example(-1, false), example(-1, true)}, lifted, before);
  CHECK(suggestions(unmoved(), lifted) == 400);
  CHECK(suggestions(correction, lifted) <= suggestions(unmoved(), before) + 15);
  CHECK(suggestions(correction, lifted) > 50);
}

TEST_CASE("where the stretch is not enough the floor goes up, as far as 0") {
  const std::vector<double> before = spread(-10, 2);
  Correction correction = unmoved();
  anchor_matches(correction, std::vector(9, example(-3, false)), spread(-2.9, -0.5), before);
  CHECK(correction.stretch == 4);
  CHECK(correction.floor > -3);
  CHECK(correction.floor <= 0);
  CHECK(suggestions(correction, spread(-2.9, -0.5)) <= suggestions(unmoved(), before));
  anchor_matches(correction, std::vector{example(-1, false)}, kLogits, std::vector<double>(8, -9));
  CHECK(correction.stretch == 4);
  CHECK(correction.floor == 0);
}

TEST_CASE("what calibration squeezed may be stretched back") {
  Correction correction = unmoved();
  correction.slope = 0.5;
  anchor_matches(correction, std::vector{example(-1, false)}, kLogits, std::vector<double>(8, -9));
  CHECK(correction.stretch == 8);
}
