#include "models/matcher.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "models/random_stream.hpp"

using namespace bearout;
using models::Matcher;

namespace {

Matcher matcher(std::vector<double> means, double shift) {
  return {{.raw = 1, .against_passage = 2, .against_outcome = 4, .reference = 8}, std::move(means), shift};
}

}  // namespace

TEST_CASE("a logit weighs the cosine and its standing among outcomes and passages") {
  const Matcher m = matcher({0.1, 0.0, 0.3}, -1.5);
  const std::array cosines = {0.6, 0.0, 0.3};
  std::array<double, 3> logits{};
  m.judge(cosines, logits);
  const double mean = 0.3;
  CHECK(logits[0] == doctest::Approx(0.6 + 2 * (0.6 - mean) + 4 * (0.6 - 0.1) - 1.5));
  CHECK(logits[1] == doctest::Approx(0.0 + 2 * (0.0 - mean) + 4 * (0.0 - 0.0) - 1.5));
  CHECK(logits[2] == doctest::Approx(0.3 + 2 * (0.3 - mean) + 4 * (0.3 - 0.3) - 1.5));
}

TEST_CASE("a lone outcome has no others to stand against") {
  const Matcher m = matcher({0.1}, 0.5);
  const std::array cosines = {0.6};
  std::array<double, 1> logits{};
  m.judge(cosines, logits);
  CHECK(logits[0] == doctest::Approx(0.6 + 2 * 0.6 + 4 * 0.5 + 0.5));
  CHECK(Matcher::passage_mean(cosines) == 0.0);
  CHECK(Matcher::passage_mean({}) == 0.0);
}

TEST_CASE("the built-in weights raise a pair's logit with its cosine") {
  const models::MatcherWeights weights = models::default_weights();
  CHECK(weights.slope() > 0);
  CHECK(weights.reference > 0);
}

TEST_CASE("probabilities stay in [0, 1] for any logit") {
  CHECK(models::probability(0) == 0.5);
  CHECK(models::probability(std::log(4.0)) == doctest::Approx(0.8));
  CHECK(models::probability(1000) == 1.0);
  CHECK(models::probability(-1000) == 0.0);
}

TEST_CASE("the shift makes the mean probability the wanted rate") {
  models::RandomStream random(3);
  std::vector<double> logits;
  for (int i = 0; i < 500; ++i) logits.push_back(20 * random.uniform() - 10);
  for (const double rate : {0.001, 0.1, 0.5, 0.9}) {
    const double shift = models::shift_to_rate(logits, rate);
    double sum = 0;
    for (const double logit : logits) sum += models::probability(logit + shift);
    CHECK(sum / 500 == doctest::Approx(rate).epsilon(1e-9));
  }
  CHECK(models::shift_to_rate({}, 0.5) == 0.0);
}
