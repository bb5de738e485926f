#include "models/weighting.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace bearout;
using models::Analyzer;
using models::Weigher;
using models::WeightedText;

namespace {

/// "bee" weighs 2, "choir" 3, whatever else 1 + ln 2.
struct Weights {
  std::vector<std::string> stems = {"bee", "choir"};
  models::Vocabulary vocabulary{stems, {4, 1}};
  models::TermWeights weights{{2.0, 3.0}, 3, nullptr};
  Analyzer analyzer;
  Weigher weigher{vocabulary, weights};

  WeightedText weigh(std::string_view text) {
    WeightedText out;
    weigher.weigh(analyzer.analyze(text), analyzer, out);
    return out;
  }
};

double square_sum(const WeightedText& text) {
  double sum = 0;
  for (const auto& entry : models::content_terms(text)) sum += entry.weight * entry.weight;
  return sum;
}

}  // namespace

TEST_CASE("rarer terms weigh more, and none weighs nothing") {
  CHECK(models::inverse_document_frequency(1, 3) == doctest::Approx(std::log(2.0) + 1));
  CHECK(models::inverse_document_frequency(0, 9) == doctest::Approx(std::log(10.0) + 1));
  CHECK(models::inverse_document_frequency(9, 9) == 1.0);
  CHECK(models::inverse_document_frequency(0, 0) == 1.0);
}

TEST_CASE("repetition is dampened") {
  CHECK(models::dampened_frequency(0) == 0.0);
  CHECK(models::dampened_frequency(1) == 1.0);
  CHECK(models::dampened_frequency(8) == doctest::Approx(1 + std::log(8.0)));
}

TEST_CASE("a row holds dampened frequency times idf, divided by its length") {
  Weights w;
  const WeightedText text = w.weigh("The choir of bees, bees");
  const double bee = (1 + std::log(2.0)) * 2;
  const double length = std::sqrt(bee * bee + 9);
  const auto row = models::content_terms(text);
  REQUIRE(row.size() == 2);
  CHECK(row[0].term == 0);
  CHECK(row[0].weight == doctest::Approx(bee / length));
  CHECK(row[1].weight == doctest::Approx(3 / length));
  CHECK(square_sum(text) == doctest::Approx(1));
  REQUIRE(text.terms.size() == 2);
  CHECK(text.terms[0].first_token == 1);
  CHECK(text.terms[1].first_token == 3);
  CHECK(text.terms[1].frequency == 2);
}

TEST_CASE("unknown terms have no entry but count towards the length, each on its own") {
  Weights w;
  const WeightedText text = w.weigh("bee yak yak gnu");
  const double unseen = 1 + std::log(2.0);
  const double yak = (1 + std::log(2.0)) * unseen;
  const auto row = models::content_terms(text);
  REQUIRE(row.size() == 1);
  CHECK(row[0].weight == doctest::Approx(2 / std::sqrt(4 + yak * yak + unseen * unseen)));
}

TEST_CASE("a text without known content has an empty row") {
  Weights w;
  CHECK(models::content_terms(w.weigh("")).empty());
  CHECK(models::content_terms(w.weigh("the and of")).empty());
  CHECK(models::content_terms(w.weigh("yak")).empty());
  CHECK(w.weigh("yak").terms.size() == 1);
  CHECK(w.weigh("the and of").terms.empty());
}

TEST_CASE("a row is the same to the last bit, whatever was read before") {
  Weights fresh;
  Weights used;
  (void)used.weigh("gnu emu yak owl ibis");
  const std::string_view text = "yak yak yak emu gnu gnu bee owl choir";
  CHECK(models::content_terms(fresh.weigh(text)) == models::content_terms(used.weigh(text)));
}

TEST_CASE("after forget() a weigher follows an emptied analyser") {
  Weights w;
  const WeightedText before = w.weigh("yak bee choir");
  w.analyzer.clear();
  w.weigher.forget();
  CHECK(models::content_terms(w.weigh("yak bee choir")) == models::content_terms(before));
}

TEST_CASE("light words weigh half, and are not what a text is about") {
  Weights w;
  const WeightedText text = w.weigh("the choir came");
  REQUIRE(text.terms.size() == 2);
  CHECK(text.terms[1].light);
  CHECK(text.terms[1].weight / text.terms[0].weight == doctest::Approx((1 + std::log(2.0)) / 2 / 3));
  const auto row = models::content_terms(text);
  REQUIRE(row.size() == 1);
  CHECK(row[0].weight == doctest::Approx(1));
}
