#include "models/matcher.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "models/error.hpp"
#include "models/passage_judge.hpp"
#include "models/random_stream.hpp"

using namespace bearout;

namespace {

/// A stage in which only the words channel weighs: 1 against the passage, 2 the outcome, 4 the rival.
models::StageWeights words_only() {
  models::StageWeights weights{};
  weights[0] = {.against_passage = 1, .against_outcome = 2, .against_rival = 4};
  return weights;
}

models::Standing standing(std::vector<double> means, double shift) {
  models::Standing standing{std::move(means), shift};
  standing.outcome_means.resize(models::kChannels * standing.outcome_means.size());
  return standing;
}

std::vector<float> channels(std::vector<float> words) {
  words.resize(models::kChannels * words.size());
  return words;
}

}  // namespace

TEST_CASE("a logit weighs a channel's standing against passage, outcome and rival") {
  std::array<double, 3> logits{};
  models::PassageJudge(words_only(), standing({0.1, 0.0, 0.3}, -1.5))
      .judge(channels({0.6F, 0.0F, 0.3F}), logits);
  const double mean = 0.3;
  CHECK(logits[0] == doctest::Approx((0.6 - mean) + 2 * (0.6 - 0.1) + 4 * (0.6 - 0.3) - 1.5).epsilon(1e-6));
  CHECK(logits[1] == doctest::Approx((0.0 - mean) + 2 * (0.0 - 0.0) + 4 * (0.0 - 0.6) - 1.5).epsilon(1e-6));
  CHECK(logits[2] == doctest::Approx((0.3 - mean) + 2 * (0.3 - 0.3) + 4 * (0.3 - 0.6) - 1.5).epsilon(1e-6));
}

TEST_CASE("doubt shrinks what the channels say, not the shift") {
  std::array<double, 2> sure{};
  std::array<double, 2> doubting{};
  models::Standing s = standing({0.1, 0.2}, 0);
  models::PassageJudge(words_only(), s).judge(channels({0.6F, 0.2F}), sure);
  s.confidence = 0.5;
  s.shift = 3;
  models::PassageJudge(words_only(), s).judge(channels({0.6F, 0.2F}), doubting);
  for (std::size_t j = 0; j < 2; ++j) CHECK(doubting[j] == doctest::Approx(sure[j] / 2 + 3));
  CHECK(models::confidence_of(0) <= 1);
  CHECK(models::confidence_of(0.5) < models::confidence_of(0.1));
}

TEST_CASE("a lone outcome has no others to stand against, so its order is that of the channel") {
  std::array<double, 1> logits{};
  models::PassageJudge(words_only(), standing({0.1}, 0.5)).judge(channels({0.6F}), logits);
  CHECK(logits[0] == doctest::Approx(0.6 + 2 * 0.5 + 4 * 0.6 + 0.5).epsilon(1e-6));
  CHECK(models::passage_mean(std::vector<float>{0.6F}) == 0.0);
  CHECK(models::passage_mean({}) == 0.0);
}

TEST_CASE("an outcome's rival is the best of the others") {
  const std::vector<float> values{0.2F, 0.7F, 0.5F, 0.7F};
  const models::Rivals rivals = models::find_rivals(values);
  CHECK(rivals.of(0) == doctest::Approx(0.7));
  CHECK(rivals.of(1) == doctest::Approx(0.7));
  CHECK(rivals.of(3) == doctest::Approx(0.7));
  CHECK(models::find_rivals(std::vector<float>{-0.2F, -0.7F}).of(0) == doctest::Approx(-0.7));
  CHECK(models::find_rivals(std::vector<float>{0.4F}).of(0) == 0);
}

TEST_CASE("all built-in weights raise a pair's logit with its words") {
  for (const models::MatcherWeights& weights :
       {models::default_weights().with_knowledge, models::default_weights().without_knowledge,
        models::default_weights().words_alone}) {
    CHECK(weights.first[0].slope() > 0);
    CHECK(weights.second[0].slope() > 0);
    CHECK(weights.reference > 0);
    for (std::size_t c = models::kFirstChannels; c < models::kChannels; ++c)
      CHECK(weights.first[c] == models::ChannelWeights{});
  }
}

TEST_CASE("weights survive being written and read; other text is refused with its line") {
  const models::WeightTable& table = models::default_weights();
  CHECK(models::parse_weights(models::format_weights(table), "w") == table);
  CHECK_THROWS_WITH_AS((void)models::parse_weights("# nothing\n", "w"),
                       "w: holds no weights; make it with scripts/calibrate", models::Error);
  for (const char* line : {"with-knowledge first words 1 2", "with-knowledge third words 1 2 3",
                           "with-knowledge first smell 1 2 3", "with-knowledge first words 1 2 x",
                           "with-knowledge first words 1 nan 2", "hello"}) {
    CHECK_THROWS_WITH_AS((void)models::parse_weights("\n" + std::string(line), "w"),
                         "w:2: is no line of weights; make the file again with scripts/calibrate",
                         models::Error);
  }
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
    CHECK(sum / 500 == doctest::Approx(rate).epsilon(1e-6));
  }
  CHECK(models::shift_to_rate({}, 0.5) == 0.0);
}
