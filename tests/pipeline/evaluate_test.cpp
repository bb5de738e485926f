#include "pipeline/evaluate.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "pipeline/error.hpp"
#include "tests/corpus/scratch_folder.hpp"
#include "tests/pipeline/made_results.hpp"

using namespace bearout;
using pipeline::Evaluation;

namespace {

std::string mapping(const std::string& document, const std::string& outcome, double score, double framing) {
  return R"({"document":")" + document + R"(","start":0,"end":5,"text":"Beans","outcome":")" + outcome +
         R"(","score":)" + std::to_string(score) + R"(,"framing_score":)" + std::to_string(framing) + "}\n";
}

/// Four comments, two outcomes; what is suggested is plain to see below.
class Results {
 public:
  Results() {
    std::string documents;
    for (const char* const id : {"c1", "c2", "c3", "c4"})
      documents += R"({"id":")" + std::string(id) + R"(","text":"Beans"})" + "\n";
    tests::make_results(path(),
                        {{"documents.jsonl.zst", documents},
                         {"mappings.jsonl", mapping("c1", "1", 0.3, -0.5) + mapping("c1", "1", 0.9, 0.5) +
                                                mapping("c2", "1", 0.8, -0.4) + mapping("c3", "2", 0.3, 0.2)},
                         {"outcomes.json", R"([{"id":"1"},{"id":"2"}])"}});
  }

  [[nodiscard]] std::filesystem::path path() const { return scratch_.path() / "results"; }
  [[nodiscard]] Evaluation with_gold(const std::string& lines) const {
    return pipeline::evaluate(path(), scratch_.write("gold.jsonl", lines), 1);
  }
  [[nodiscard]] Evaluation with_decisions(const std::string& lines) const {
    (void)scratch_.write("results/review/decisions.jsonl", lines);
    return pipeline::evaluate(path(), std::nullopt, 1);
  }
  template <class Act>
  [[nodiscard]] std::string refusal(Act act) const {
    try {
      (void)act();
      return {};
    } catch (const pipeline::Error& error) {
      return scratch_.here(error.what());
    }
  }

 private:
  tests::ScratchFolder scratch_;
};

std::string gold(const std::string& document, const std::string& outcome, int match,
                 const std::string& more = "") {
  return R"({"document":")" + document + R"(","outcome":")" + outcome + R"(","match":)" +
         std::to_string(match) + more + "}\n";
}

std::string decision(const std::string& document, const std::string& outcome, const std::string& verdict,
                     const std::string& text = "Beans") {
  return R"({"document":")" + document + R"(","start":0,"end":5,"text":")" + text + R"(","outcome":")" +
         outcome + R"(","decision":")" + verdict + "\"}\n";
}

}  // namespace

TEST_CASE("a pair of document and outcome has the score of its best passage") {
  const Results results;
  const Evaluation found = results.with_gold(gold("c1", "1", 1) + gold("c2", "1", 0) + gold("c3", "2", 1) +
                                             gold("c4", "2", 1) + gold("c4", "1", 0));
  CHECK(found.labels == "gold.jsonl");
  CHECK(found.pairs == 5);
  CHECK(found.matches == 3);
  CHECK(found.unknown == 0);
  // likely: c1 (right), c2 (wrong); listed: c3 too (right); never: c4
  CHECK(found.likely_precision.value == doctest::Approx(1.0 / 2));
  CHECK(found.likely_recall.value == doctest::Approx(1.0 / 3));
  CHECK(found.listed_precision.value == doctest::Approx(2.0 / 3));
  CHECK(found.listed_recall.value == doctest::Approx(2.0 / 3));
  // 0.9 right, 0.8 wrong, 0.3 right, then two at 0 of which one is right
  CHECK(found.average_precision.value == doctest::Approx((1.0 + 2.0 / 3 + 3.0 / 5) / 3));
  CHECK(found.likely_recall.interval.low <= found.likely_recall.value);
  CHECK(found.likely_recall.interval.high >= found.likely_recall.value);
  REQUIRE(found.outcomes.size() == 2);
  CHECK(found.outcomes[0].id == "1");
  CHECK(found.outcomes[0].likely.both == 1);
  CHECK(found.outcomes[0].likely.only_program == 1);
  CHECK(found.outcomes[0].likely.neither == 1);
  CHECK(found.outcomes[1].likely.only_gold == 2);
}

TEST_CASE("labels of documents and outcomes that this run has not are counted, not judged") {
  const Results results;
  const Evaluation found = results.with_gold(gold("c1", "1", 1) + gold("c9", "1", 1) + gold("c1", "9", 1));
  CHECK(found.pairs == 1);
  CHECK(found.unknown == 2);
}

TEST_CASE("framing is judged where a true pair was suggested and its label takes sides") {
  const Results results;
  const Evaluation found = results.with_gold(
      gold("c1", "1", 1, R"(,"framing":"supports")") + gold("c2", "1", 1, R"(,"framing":"supports")") +
      gold("c3", "2", 1, R"(,"framing":"neutral")") + gold("c4", "2", 1, R"(,"framing":"contrary")"));
  CHECK(found.framed == 2);
  CHECK(found.framed_right == 1);
}

TEST_CASE("labels may have numbers for ids, truth values for matches, and blank lines") {
  const Results results;
  const Evaluation found =
      results.with_gold("\n{\"document\":\"c1\",\"outcome\":1,\"match\":true}\n \n" + gold("c2", "1", 0));
  CHECK(found.pairs == 2);
  CHECK(found.matches == 1);
}

TEST_CASE("without labels the decisions are the truth: one accepted passage makes a match") {
  const Results results;
  const Evaluation found =
      results.with_decisions(decision("c1", "1", "reject") + decision("c1", "1", "accept", "More beans") +
                             decision("c2", "1", "reject") + decision("c3", "2", "unsure"));
  CHECK(found.labels == "decisions.jsonl");
  CHECK(found.pairs == 2);
  CHECK(found.matches == 1);
  CHECK(found.likely_precision.value == doctest::Approx(0.5));
}

TEST_CASE("what can't be measured is not a number") {
  const Results results;
  const Evaluation found = results.with_gold(gold("c4", "1", 0));
  CHECK(std::isnan(found.likely_precision.value));
  CHECK(std::isnan(found.likely_precision.interval.low));
  CHECK(std::isnan(found.average_precision.value));
}

TEST_CASE("no labels, bad labels, none of this run") {
  const Results results;
  CHECK(results.refusal([&] { return pipeline::evaluate(results.path(), std::nullopt, 1); }) ==
        "results: there are no decisions in review/ yet; give labels with --gold");
  CHECK(results.refusal([&] { return pipeline::evaluate(results.path(), results.path() / "no.jsonl", 1); }) ==
        "results/no.jsonl: no such file");
  const std::string form = R"(gold.jsonl:2: is not of the form {"document":"c1","outcome":"3","match":1})";
  for (const char* const line : {"{", "[]", "7", "{}", R"({"document":"c1","outcome":"1"})"}) {
    CAPTURE(line);
    CHECK(results.refusal([&] { return results.with_gold(gold("c1", "1", 1) + line); }) == form);
  }
  const std::string strange = R"({"document":"c1","outcome":"1","match":"yes"})";
  CHECK(results.refusal([&] { return results.with_gold(gold("c1", "1", 1) + strange); }) ==
        "gold.jsonl:2: \"match\" is \"yes\"; it may be 0 or 1");
  CHECK(results.refusal([&] { return results.with_gold(gold("c9", "1", 1)); }) ==
        "gold.jsonl: no label speaks of a document and an outcome of this run");
  CHECK(results.refusal([&] { return results.with_gold(""); }) ==
        "gold.jsonl: no label speaks of a document and an outcome of this run");
}
