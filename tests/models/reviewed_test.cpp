#include "models/reviewed.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>

#include "models/error.hpp"
#include "models/scorer.hpp"
#include "tests/models/mapping_laws.hpp"
#include "tests/models/small_corpus.hpp"

using namespace bearout;
using models::DecidedFacts;
using models::Decision;
using models::Mapping;
using models::Model;
using models::Scorer;

namespace {

constexpr models::ScoreOptions kAll = {.all_pairs = true};

std::vector<corpus::Document> clinic() {
  return tests::comments({"The nurse was kind and gentle with me.", "I waited four hours in a cold corridor.",
                          "Nobody rang back about my results.",
                          "The doctor was gentle and patient with my mother.",
                          "We sat in the corridor for three hours.", "The receptionist never rang me back.",
                          "A gentle, patient team.", "Waiting in that corridor was awful.",
                          "They rang twice to explain the results.", "The car park is too small."});
}

std::vector<corpus::Outcome> clinic_outcomes() {
  return tests::outcomes({"Staff treat people with respect.", "People are seen without delay."});
}

models::DecidedPair decided(std::string document, std::string text, std::string outcome, Decision decision) {
  return {{std::move(document), std::move(text), {}}, std::move(outcome), decision, {}};
}

DecidedFacts clinic_decisions() {
  DecidedFacts facts;
  facts.pairs = {decided("c1", "The nurse was kind and gentle with me.", "1", Decision::accept),
                 decided("c1", "The nurse was kind and gentle with me.", "2", Decision::reject),
                 decided("c2", "I waited four hours in a cold corridor.", "1", Decision::reject),
                 decided("c3", "Nobody rang back about my results.", "1", Decision::reject),
                 decided("c4", "The doctor was gentle and patient with my mother.", "1", Decision::accept),
                 decided("c5", "We sat in the corridor for three hours.", "2", Decision::unsure)};
  return facts;
}

Model clinic_model(DecidedFacts facts, models::Unit unit = models::Unit::passage) {
  return models::fit(tests::counted(clinic(), {.analyzer = {}, .unit = unit}), clinic_outcomes(),
                     {.question = {}, .candidates = false}, nullptr, std::move(facts));
}

const Mapping& pair(const models::DocumentResult& result, std::uint32_t outcome) {
  const auto found = std::find_if(result.mappings.begin(), result.mappings.end(),
                                  [&](const Mapping& mapping) { return mapping.outcome == outcome; });
  REQUIRE(found != result.mappings.end());
  return *found;
}

std::string saved(const Model& model) {
  std::ostringstream out;
  models::save(model, out);
  return out.str();
}

Model loaded(const std::string& bytes) {
  std::istringstream in(bytes);
  return models::load(in, "m.bearout");
}

}  // namespace

TEST_CASE("answers carry over to passages that say the like") {
  const Model before = clinic_model({});
  const Model after = clinic_model(clinic_decisions());
  CHECK(before.reviewed.correction.empty());
  CHECK(after.reviewed.taught == 5);  // `unsure` teaches nothing
  const auto like = clinic()[6];      // "A gentle, patient team."
  const double raised = pair(Scorer(after).score(like, kAll), 0).score;
  CHECK(raised > pair(Scorer(before).score(like, kAll), 0).score);
  const auto unlike = clinic()[7];  // the corridor
  CHECK(pair(Scorer(after).score(unlike, kAll), 0).score < raised);
}

TEST_CASE("evidence and base add up to the logit after learning too") {
  for (const auto unit : {models::Unit::passage, models::Unit::document}) {
    const Model model = clinic_model(clinic_decisions(), unit);
    bool reviewed = false;
    for (const corpus::Document& document : clinic()) {
      for (const Mapping& mapping : Scorer(model).score(document, kAll).mappings) {
        CHECK(tests::adds_up(mapping));
        CHECK(tests::names_what_it_cuts(mapping, document.text));
        for (const auto& evidence : mapping.evidence) reviewed |= evidence.via == models::Via::reviewed;
      }
    }
    CHECK(reviewed);
  }
}

TEST_CASE("a decided pair keeps its decision, an accepted one is always given") {
  const Model model = clinic_model(clinic_decisions());
  const auto result = Scorer(model).score(clinic()[0], {.min_score = 0.999});
  REQUIRE(result.mappings.size() == 1);
  CHECK(result.mappings[0].decided == Decision::accept);
  CHECK(result.decisions == std::vector<std::uint32_t>{0, 1});
  CHECK(pair(Scorer(model).score(clinic()[0], kAll), 1).decided == Decision::reject);
  CHECK_FALSE(pair(Scorer(model).score(clinic()[6], kAll), 0).decided);
}

TEST_CASE("decisions survive another cut and other white space, and other documents lack them") {
  DecidedFacts facts;
  facts.pairs = {decided("x", "was kind and gentle with me.", "1", Decision::accept),
                 decided("x", "She rang. She came.", "2", Decision::reject)};
  const Model model = clinic_model(facts);
  const auto document =
      tests::comment("x", "The nurse was  kind and\u00a0gentle with me. She rang. She came.");
  const auto result = Scorer(model).score(document, kAll);
  REQUIRE(result.passages.size() == 3);
  std::size_t accepted = 0;
  std::size_t rejected = 0;
  for (const Mapping& mapping : result.mappings) {
    accepted += mapping.decided == Decision::accept ? 1 : 0;
    rejected += mapping.decided == Decision::reject ? 1 : 0;
    if (mapping.decided == Decision::accept) CHECK(mapping.passage == 0);
  }
  CHECK(accepted == 1);
  CHECK(rejected == 1);
  CHECK(Scorer(model).score(tests::comment("y", document.text), kAll).decisions.empty());
}

TEST_CASE("a decision on a whole document counts where documents are judged whole, else only against") {
  for (const Decision decision : {Decision::accept, Decision::reject}) {
    DecidedFacts facts;
    facts.pairs = {decided("c1", "", "1", decision)};
    const auto whole = Scorer(clinic_model(facts, models::Unit::document)).score(clinic()[0], kAll);
    CHECK(pair(whole, 0).decided == decision);
    const auto passages = Scorer(clinic_model(facts)).score(clinic()[0], kAll);
    CHECK(pair(passages, 0).decided.has_value() == (decision == Decision::reject));
  }
}

TEST_CASE("what was said on framing stands in the place of the program's word") {
  DecidedFacts facts;
  facts.framings = {{{"c8", "Waiting in that corridor was awful.", {}}, {}, false},
                    {{"c10", "The car park is too small.", {}}, "1", true}};
  const Model model = clinic_model(facts);
  CHECK(Scorer(model).score(clinic()[7], kAll).negative.empty());
  const auto confirmed = Scorer(model).score(clinic()[9], kAll);
  CHECK(pair(confirmed, 0).framing.verdict == models::Verdict::contrary);
  CHECK(std::any_of(confirmed.negative.begin(), confirmed.negative.end(),
                    [](const auto& negative) { return negative.outcome == 0U; }));
}

TEST_CASE("a model that was taught survives a file, bit for bit; a damaged one is refused") {
  const Model model = clinic_model(clinic_decisions());
  const std::string bytes = saved(model);
  const Model again = loaded(bytes);
  CHECK(saved(again) == bytes);
  for (const corpus::Document& document : clinic()) {
    const auto before = Scorer(model).score(document, kAll);
    const auto after = Scorer(again).score(document, kAll);
    REQUIRE(before.mappings.size() == after.mappings.size());
    for (std::size_t i = 0; i < before.mappings.size(); ++i) {
      CHECK(before.mappings[i].score == after.mappings[i].score);
      CHECK(before.mappings[i].decided == after.mappings[i].decided);
    }
  }
  CHECK_THROWS_AS((void)loaded(bytes.substr(0, bytes.size() - 9)), models::Error);
}

TEST_CASE("the questions are pairs that nobody decided, each once") {
  const Model model = clinic_model(clinic_decisions());
  const auto& questions = model.questions.among_all;
  CHECK(questions.size() == 20 - 6);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    CHECK(std::count(questions.begin(), questions.end(), questions[i]) == 1);
    CHECK_FALSE((questions[i].document == "c1"));
  }
}
