#include "models/match_anchor.hpp"

#include <doctest/doctest.h>

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

const std::vector<double> kLogits{-4, -3, -2.5, -2, -1.5, -1, 0, 1};

}  // namespace

TEST_CASE("logits that match no more than was expected stay") {
  Correction correction = unmoved();
  anchor_matches(correction, std::vector{example(0, true), example(0, false)}, kLogits, 5);
  CHECK(correction.stretch == 1);
  for (const double logit : kLogits) CHECK(correction.settled(logit) == logit);
}

TEST_CASE("a bulk that was lifted is held to the matches expected, and no two pairs change places") {
  Correction correction = unmoved();
  anchor_matches(correction, std::vector{example(-1, true), example(-1, false), example(1, true)}, kLogits,
                 1.5);
  CHECK(correction.stretch > 1);
  CHECK(correction.floor == -1);
  const double wanted = 1.5 * (10 + 2) / (10 + 2 * probability(-1) + probability(1));
  CHECK(matches(correction, kLogits) == doctest::Approx(wanted));
  for (std::size_t i = 1; i < kLogits.size(); ++i)
    CHECK(correction.settled(kLogits[i - 1]) < correction.settled(kLogits[i]));
  CHECK(correction.settled(1) == 1);
}

TEST_CASE("the bulk is never stretched more than four times") {
  Correction correction = unmoved();
  anchor_matches(correction, std::vector{example(-1, false)}, kLogits, 0.001);
  CHECK(correction.stretch == 4);
}
