#include "models/decision_learning.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "models/evaluation.hpp"
#include "models/matcher.hpp"
#include "models/random_stream.hpp"
#include "models/reviewed.hpp"

using namespace bearout::models;

namespace {

/// Pairs of random passages of ten dimensions; an outcome matches where one of them is positive.
std::vector<DecidedExample> random_examples(std::size_t count, std::size_t outcomes, std::uint64_t seed) {
  RandomStream random(seed);
  std::vector<DecidedExample> examples;
  for (std::size_t i = 0; i < count; ++i) {
    DecidedExample example;
    example.pair.passage.resize(10);
    for (Eigen::Index k = 0; k < 10; ++k)
      example.pair.passage[k] = static_cast<float>(random.uniform() - 0.5);
    example.pair.passage.normalize();
    example.pair.outcome = static_cast<std::uint32_t>(random.next() % outcomes);
    example.pair.logit = random.uniform() * 4 - 3;
    example.pair.standing = example.pair.logit + 1;
    example.match = example.pair.passage[static_cast<Eigen::Index>(example.pair.outcome)] > 0.2F;
    examples.push_back(example);
  }
  return examples;
}

double corrected(const Correction& correction, const LearnedPair& pair) {
  const auto j = static_cast<Eigen::Index>(pair.outcome);
  double logit = pair.logit + correction.intercepts[j] + correction.standings[j] * pair.standing +
                 static_cast<double>(correction.texts.col(j).dot(pair.passage));
  return correction.slope * logit + correction.offset;
}

/// Average precision of the order that corrected logits give.
double ranked(const std::vector<DecidedExample>& examples, const Correction& correction) {
  std::vector<JudgedPair> judged;
  for (std::uint32_t i = 0; i < examples.size(); ++i)
    judged.push_back({i, 0, corrected(correction, examples[i].pair), examples[i].match});
  return average_precision(judged);
}

double log_loss(const std::vector<DecidedExample>& examples, const Correction* correction) {
  double sum = 0;
  for (const DecidedExample& example : examples) {
    const double logit = correction != nullptr ? corrected(*correction, example.pair) : example.pair.logit;
    sum -= std::log(probability(example.match ? logit : -logit));
  }
  return sum / static_cast<double>(examples.size());
}

}  // namespace

TEST_CASE("nothing decided, nothing corrected") {
  const LearnedDecisions learned = learn_decisions({}, 3);
  CHECK(learned.correction.empty());
  CHECK(learned.posterior.pairs.empty());
}

TEST_CASE("one answer moves little, and in its own direction") {
  auto examples = random_examples(1, 1, 1);
  for (const bool match : {true, false}) {
    examples[0].match = match;
    const Correction correction = learn_decisions(examples, 1).correction;
    const double moved = corrected(correction, examples[0].pair) - examples[0].pair.logit;
    CHECK((moved > 0) == match);
    CHECK(std::abs(moved) < 6);
  }
}

TEST_CASE("what was learned holds for passages that nobody judged, the more the more answers there are") {
  const auto unseen = random_examples(1000, 3, 99);
  double before = log_loss(unseen, nullptr);
  for (const std::size_t count : {50U, 200U, 800U}) {
    const Correction correction = learn_decisions(random_examples(count, 3, 7), 3).correction;
    const double after = log_loss(unseen, &correction);
    CHECK(after < before);
    before = after;
  }
}

TEST_CASE("answers that have nothing to do with the passages leave the order as it was") {
  auto noise = random_examples(400, 3, 5);
  RandomStream random(11);
  for (DecidedExample& example : noise) example.match = random.uniform() < probability(example.pair.logit);
  const LearnedDecisions learned = learn_decisions(noise, 3);
  CHECK(learned.posterior.prior.text <= 2);
  const auto unseen = random_examples(200, 3, 6);
  double moved = 0;
  for (const DecidedExample& example : unseen)
    moved += std::abs(corrected(learned.correction, example.pair) - example.pair.logit) / 200;
  CHECK(moved < 0.6);
}

TEST_CASE("the more answers are wrong, the worse the order, by little at a time") {
  const auto unseen = random_examples(1000, 3, 99);
  double before = 1;
  for (const double share : {0.0, 0.05, 0.1, 0.15, 0.2}) {
    double after = 0;
    for (const std::uint64_t draw : {7U, 8U, 9U, 10U}) {
      auto examples = random_examples(400, 3, draw);
      RandomStream lots(draw);
      for (DecidedExample& example : examples) example.match ^= lots.uniform() < share;
      after += ranked(unseen, learn_decisions(examples, 3).correction) / 4;
    }
    CHECK(after > before - 0.11);
    CHECK(after < before);
    before = after;
  }
  CHECK(before > 0.6);
}

TEST_CASE("many decisions come to the optimum that few would") {
  // Just beyond and just within what is solved exactly: the same answers, but for a handful.
  const auto many = random_examples(kMostExact + 8, 3, 3);
  const auto few =
      std::vector<DecidedExample>(many.begin(), many.begin() + static_cast<std::ptrdiff_t>(kMostExact));
  const LearnedDecisions exact = learn_decisions(few, 3);
  const LearnedDecisions linear = learn_decisions(many, 3);
  if (exact.posterior.prior.text != linear.posterior.prior.text) return;
  for (const DecidedExample& example : random_examples(50, 3, 4)) {
    CHECK(corrected(linear.correction, example.pair) ==
          doctest::Approx(corrected(exact.correction, example.pair)).epsilon(0.1));
  }
}

TEST_CASE("the variance of words is chosen about the one that is given") {
  const auto examples = random_examples(60, 2, 3);
  CorrectionPrior wordless;
  wordless.text = wordless.shared_text = 0;
  const LearnedDecisions learned = learn_decisions(examples, 2, wordless);
  CHECK(learned.correction.texts.isZero());
  const double usual = learn_decisions(examples, 2).posterior.prior.text;
  CHECK(usual >= CorrectionPrior{}.text / 8);
  CHECK(usual <= CorrectionPrior{}.text * 4);
}
