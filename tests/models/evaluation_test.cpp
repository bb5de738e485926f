#include "models/evaluation.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "models/random_stream.hpp"

using namespace bearout;
using models::JudgedPair;
using Pairs = std::vector<JudgedPair>;

namespace {

/// One document each, one outcome; a tie at 0.8.
const Pairs kFive = {
    {0, 0, 0.9, true}, {1, 0, 0.8, false}, {2, 0, 0.8, true}, {3, 0, 0.3, true}, {4, 0, 0.1, false}};

double precision_at_half(std::span<const JudgedPair> pairs) {
  return models::agreement(pairs, 0.5).precision();
}

Pairs many_pairs() {
  models::RandomStream random(5);
  Pairs pairs;
  for (std::uint32_t i = 0; i < 300; ++i) {
    const double score = random.uniform();
    pairs.push_back({i / 3, i % 3, score, random.uniform() < score});
  }
  return pairs;
}

}  // namespace

TEST_CASE("agreement at a threshold, counted by hand") {
  const models::Agreement found = models::agreement(kFive, 0.5);
  CHECK(found.both == 2);
  CHECK(found.only_program == 1);
  CHECK(found.only_gold == 1);
  CHECK(found.neither == 1);
  CHECK(found.precision() == doctest::Approx(2.0 / 3));
  CHECK(found.recall() == doctest::Approx(2.0 / 3));
  CHECK(found.f1() == doctest::Approx(2.0 / 3));
  // observed 3/5; by chance 3/5 * 3/5 + 2/5 * 2/5 = 13/25
  CHECK(found.kappa() == doctest::Approx(1.0 / 6));
}

TEST_CASE("a score at the threshold is a suggestion") {
  CHECK(models::agreement(kFive, 0.8).both == 2);
  CHECK(models::agreement(kFive, 0.9).both == 1);
  CHECK(models::agreement(kFive, 0.0).neither == 0);
}

TEST_CASE("kappa is 1 for full agreement, 0 for chance, below 0 for less") {
  CHECK(models::Agreement{5, 0, 0, 5}.kappa() == doctest::Approx(1));
  CHECK(models::Agreement{4, 4, 4, 4}.kappa() == doctest::Approx(0));
  CHECK(models::Agreement{0, 5, 5, 0}.kappa() == doctest::Approx(-1));
}

TEST_CASE("what has no denominator is not a number") {
  CHECK(std::isnan(models::Agreement{}.kappa()));
  CHECK(std::isnan(models::Agreement{0, 0, 3, 3}.precision()));
  CHECK(std::isnan(models::Agreement{0, 3, 0, 3}.recall()));
  CHECK(std::isnan(models::Agreement{0, 0, 0, 3}.f1()));
  CHECK(std::isnan(models::Agreement{0, 0, 0, 3}.kappa()));
  CHECK(std::isnan(models::average_precision({})));
  CHECK(std::isnan(models::average_precision(std::span(kFive).last(1))));
  CHECK(std::isnan(models::mean_average_precision({})));
}

TEST_CASE("average precision takes tied scores in one step") {
  // 1 of 1, then 2 of 3, then 3 of 4
  CHECK(models::average_precision(kFive) == doctest::Approx((1.0 + 2.0 / 3 + 3.0 / 4) / 3));
  const Pairs turned(kFive.rbegin(), kFive.rend());
  CHECK(models::average_precision(turned) == models::average_precision(kFive));
  // all tied: the share of true pairs
  const Pairs tied = {{0, 0, 0.5, true}, {1, 0, 0.5, false}, {2, 0, 0.5, false}, {3, 0, 0.5, false}};
  CHECK(models::average_precision(tied) == doctest::Approx(0.25));
}

TEST_CASE("the mean is over outcomes that have a true pair") {
  const Pairs pairs = {{0, 0, 0.9, true},
                       {1, 0, 0.1, false},  // 1
                       {0, 1, 0.9, false},
                       {1, 1, 0.1, true},    // 1/2
                       {0, 2, 0.9, false}};  // none true
  CHECK(models::mean_average_precision(pairs) == doctest::Approx(0.75));
}

TEST_CASE("a bootstrap interval is the same for the same seed, and holds the measured value") {
  const Pairs pairs = many_pairs();
  const auto once = models::bootstrap(pairs, precision_at_half, 7);
  const auto again = models::bootstrap(pairs, precision_at_half, 7);
  CHECK(once.low == again.low);
  CHECK(once.high == again.high);
  CHECK(once.low < precision_at_half(pairs));
  CHECK(once.high > precision_at_half(pairs));
  CHECK(models::bootstrap(pairs, precision_at_half, 8).low != once.low);
}

TEST_CASE("pairs of one document are drawn together") {
  // Two documents that agree with themselves: any draw has precision 0, 1/2 or 1.
  Pairs pairs;
  for (std::uint32_t i = 0; i < 50; ++i) {
    pairs.push_back({0, i, 0.9, true});
    pairs.push_back({1, i, 0.9, false});
  }
  const auto interval = models::bootstrap(pairs, precision_at_half, 1);
  CHECK(interval.low == 0.0);
  CHECK(interval.high == 1.0);
}

TEST_CASE("an interval of nothing, or of what mostly can't be measured, is not a number") {
  CHECK(std::isnan(models::bootstrap({}, precision_at_half, 1).low));
  const Pairs none = {{0, 0, 0.1, true}, {1, 0, 0.2, false}};
  CHECK(std::isnan(models::bootstrap(none, precision_at_half, 1).high));
}
