#include "models/scorer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "tests/models/mapping_laws.hpp"
#include "tests/models/small_corpus.hpp"
#include "tests/properties/random_corpus.hpp"

using namespace bearout;
using models::DocumentResult;
using models::Mapping;
using models::Model;
using models::ScoreOptions;
using models::Scorer;
using models::Unit;
using tests::comment;
using tests::comments;
using tests::outcomes;

namespace {

constexpr ScoreOptions kAll = {.all_pairs = true};

std::vector<corpus::Document> town_comments() {
  return comments({"Our community garden feeds the whole street. Beans – and peas – for everybody! 🌱",
                   "The choir sings on Sundays. Singing made my naïve uncle happy.",
                   "Point 2 reminds me of our choir. We sing and people are happy.",
                   "I would like to see an example of 1 if you get one!",
                   "The café’s garden was closed. No beans, no people.", "Parking is awful."});
}

std::vector<corpus::Outcome> town_outcomes() {
  return outcomes(
      {"Community gardens feed people.", "Singing makes people happy.", "Cafés bring a street together."});
}

Model town_model(Unit unit = Unit::passage) {
  return models::fit(tests::counted(town_comments(), {.analyzer = {}, .unit = unit}), town_outcomes());
}

DocumentResult score(const Model& model, const corpus::Document& document,
                     const ScoreOptions& options = kAll) {
  return Scorer(model).score(document, options);
}

DocumentResult score(const Model& model, const std::string& text, const ScoreOptions& options = kAll) {
  return score(model, comment("x", text), options);
}

/// The pair of a passage and an outcome; all pairs must have been asked for.
const Mapping& pair(const DocumentResult& result, std::uint32_t passage, std::uint32_t outcome) {
  const auto found = std::find_if(
      result.mappings.begin(), result.mappings.end(),
      [&](const Mapping& mapping) { return mapping.passage == passage && mapping.outcome == outcome; });
  REQUIRE(found != result.mappings.end());
  return *found;
}

/// A word in common, a near word, a lesson of the corpus or a reference: without any nothing is suggested.
bool is_spoken_of(const Mapping& mapping) {
  const auto value = [&](models::Channel c) { return mapping.channels[static_cast<std::size_t>(c)].value; };
  return value(models::Channel::words) > 0 || value(models::Channel::self_trained) > 0 ||
         std::any_of(mapping.evidence.begin(), mapping.evidence.end(),
                     [](const auto& e) { return e.via == models::Via::reference; });
}

}  // namespace

TEST_CASE("evidence and base add up to the logit of the score, and evidence names what it cuts") {
  for (const Unit unit : {Unit::passage, Unit::document}) {
    const Model model = town_model(unit);
    for (const corpus::Document& document : town_comments()) {
      const DocumentResult result = score(model, document);
      CHECK(result.mappings.size() == (unit == Unit::document ? 3 : 3 * result.passages.size()));
      for (const Mapping& mapping : result.mappings) {
        CAPTURE(document.text);
        CHECK(tests::adds_up(mapping));
        CHECK(tests::names_what_it_cuts(mapping, document.text));
      }
    }
  }
}

TEST_CASE("the passage that speaks of an outcome is mapped to it, on the evidence of its words") {
  const Model model = town_model();
  const DocumentResult result = score(model, "Our community garden feeds the whole street.", {});
  REQUIRE_FALSE(result.mappings.empty());
  const Mapping& best = result.mappings.front();
  CHECK(best.outcome == 0);
  CHECK(best.band == models::Band::likely);
  std::vector<std::string> terms;
  for (const auto& evidence : best.evidence) {
    if (evidence.via != models::Via::words) continue;
    terms.push_back(evidence.term);
    CHECK(evidence.weight > 0);
  }
  std::sort(terms.begin(), terms.end());
  CHECK(terms == std::vector<std::string>{"community", "feeds", "garden"});
  CHECK(std::is_sorted(best.evidence.begin(), best.evidence.end(),
                       [](const auto& a, const auto& b) { return std::abs(a.weight) > std::abs(b.weight); }));
}

TEST_CASE("a named outcome gets the weight of a reference, as evidence of its own") {
  const Model model = town_model();
  const DocumentResult named = score(model, "Point 2 reminds me of our choir.");
  const Mapping& mapping = pair(named, 0, 1);
  const auto reference = std::find_if(mapping.evidence.begin(), mapping.evidence.end(),
                                      [](const auto& e) { return e.via == models::Via::reference; });
  REQUIRE(reference != mapping.evidence.end());
  CHECK(reference->term == "Point 2");
  CHECK(reference->weight == model.matcher.weights.reference);
  CHECK(tests::adds_up(mapping));
  CHECK(pair(named, 0, 0).score < mapping.score);
}

TEST_CASE("who only asks for an example gives none, but is counted") {
  const Model model = town_model();
  const std::string text = "I would like to see an example of community gardens feeding people, point 1.";
  const DocumentResult asked = score(model, text, {});
  REQUIRE(asked.requests.size() == 1);
  CHECK(asked.requests[0].outcome == 0);
  for (const Mapping& mapping : asked.mappings) CHECK(mapping.outcome != 0);
  // Asked for every pair, the pair is there, without the weight of a reference.
  const DocumentResult every = score(model, text);
  for (const auto& evidence : pair(every, 0, 0).evidence) CHECK(evidence.via != models::Via::reference);
}

TEST_CASE("mappings go by passage, then best first, and bands follow the score") {
  const Model model = town_model();
  for (const corpus::Document& document : town_comments()) {
    const auto mappings = score(model, document).mappings;
    for (std::size_t i = 1; i < mappings.size(); ++i) {
      CHECK(mappings[i - 1].passage <= mappings[i].passage);
      if (mappings[i - 1].passage == mappings[i].passage) CHECK(mappings[i - 1].score >= mappings[i].score);
    }
    for (const Mapping& mapping : mappings) {
      CHECK((mapping.band == models::Band::likely) == (mapping.score >= models::kLikely));
      CHECK((mapping.band == models::Band::below) == (mapping.score < models::kUnsure));
    }
  }
}

TEST_CASE("min_score and top choose among the same scores") {
  const Model model = town_model();
  for (const corpus::Document& document : town_comments()) {
    const auto all = score(model, document).mappings;
    const auto count_from = [&](double least) {
      return static_cast<std::size_t>(std::count_if(
          all.begin(), all.end(), [&](const Mapping& m) { return is_spoken_of(m) && m.score >= least; }));
    };
    const DocumentResult every = score(model, document, {.min_score = 0});
    // Without evidence nothing is suggested, and a request for outcome 1 is never a mapping of its sentence.
    CHECK(every.mappings.size() <= count_from(0));
    CHECK(every.mappings.size() + every.requests.size() >= count_from(0));
    if (every.requests.empty())
      CHECK(score(model, document, {.min_score = 0.4}).mappings.size() == count_from(0.4));
    const DocumentResult one = score(model, document, {.min_score = 0, .top = 1});
    REQUIRE(one.mappings.size() <= one.passages.size());
    for (const Mapping& mapping : one.mappings) {
      for (const Mapping& other : every.mappings) {
        if (other.passage == mapping.passage) CHECK(other.score <= mapping.score);
      }
    }
  }
}

TEST_CASE("what the author of the page writes is no evidence") {
  corpus::Document reply = comment("x", "Point 1: our community garden feeds people. Parking is awful.");
  reply.role = corpus::Role::author;
  const DocumentResult result = score(town_model(), reply);
  CHECK(result.passages.size() == 2);
  CHECK(result.mappings.empty());
  CHECK(result.negative.empty());
  CHECK(result.members.empty());
  CHECK(result.requests.empty());
  CHECK(result.proposals.empty());
}

TEST_CASE("a text without words") {
  const Model model = town_model();
  CHECK(score(model, "").mappings.empty());
  CHECK(score(model, " \n ").passages.empty());
  for (const Mapping& mapping : score(model, "🙂🙂 …").mappings) {
    CHECK(mapping.channels[0].value == 0);
    CHECK(mapping.evidence.empty());
    CHECK(tests::adds_up(mapping));
  }
}

TEST_CASE("an empty list of outcomes maps nothing, but finds what is negative") {
  const Model model = models::fit(tests::counted(town_comments()), {});
  const DocumentResult result =
      score(model, "Point 1 is awful, a terrible failure. Our garden feeds people.");
  CHECK(result.mappings.empty());
  CHECK(result.requests.empty());
  CHECK(result.negative.size() == 1);
}

TEST_CASE("a single document is its own sample") {
  const std::string text = "Our community garden feeds the whole street.";
  const Model model = models::fit(tests::counted(std::vector{comment("x", text)}), town_outcomes());
  const DocumentResult result = score(model, text);
  REQUIRE(result.mappings.size() == 3);
  CHECK(result.mappings[0].outcome == 0);
  for (const Mapping& mapping : result.mappings) CHECK(tests::adds_up(mapping));
}

TEST_CASE("a lone outcome is scored in the order of the cosines") {
  const auto documents = town_comments();
  const Model model = models::fit(tests::counted(documents), outcomes({"Community gardens feed people."}));
  std::vector<std::pair<double, double>> pairs;  // cosine, score
  for (const corpus::Document& document : documents) {
    for (const Mapping& mapping : score(model, document).mappings) {
      if (document.id == "c4") continue;  // names it by number
      pairs.emplace_back(mapping.channels[0].value, mapping.score);
      for (const auto& part : mapping.channels) CHECK(part.passage_mean == 0);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  CHECK(pairs.front().first < pairs.back().first);
  CHECK(std::is_sorted(pairs.begin(), pairs.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; }));
}

TEST_CASE("two outcomes of one wording score alike") {
  const Model model = models::fit(tests::counted(town_comments()),
                                  outcomes({"Singing makes people happy.", "Community gardens feed people.",
                                            "Singing makes people happy."}));
  const DocumentResult result = score(model, "Singing made my naïve uncle happy.");
  CHECK(pair(result, 0, 0).score == pair(result, 0, 2).score);
  CHECK(result.mappings[0].outcome == 0);  // of two alike, the one that is first on the list
  CHECK(result.mappings[1].outcome == 2);
}

TEST_CASE("an outcome whose words occur nowhere matches on no evidence") {
  const Model model = models::fit(tests::counted(town_comments()),
                                  outcomes({"Quantum xylophones.", "Singing makes people happy."}));
  for (const corpus::Document& document : town_comments()) {
    for (const Mapping& mapping : score(model, document).mappings) {
      if (mapping.outcome != 0) continue;
      CHECK(mapping.channels[0].value == 0);
      CHECK(std::isfinite(mapping.score));
      for (const auto& evidence : mapping.evidence) CHECK(evidence.via != models::Via::words);
    }
  }
}

TEST_CASE("an outcome without a content word scores like nothing") {
  const Model model = models::fit(tests::counted(town_comments()),
                                  outcomes({"It is what it is.", "Singing makes people happy."}));
  for (const Mapping& mapping : score(model, "It is what it is, and we sing.").mappings) {
    CHECK(std::isfinite(mapping.score));
    CHECK(tests::adds_up(mapping));
  }
}

TEST_CASE("of a whole document the best sentence is the evidence") {
  const Model model = town_model(Unit::document);
  const DocumentResult result =
      score(model, "Parking is awful. Our community garden feeds people. The choir sings.");
  REQUIRE(result.passages.size() == 3);
  REQUIRE(result.mappings.size() == 3);
  const auto mapping = std::find_if(result.mappings.begin(), result.mappings.end(),
                                    [](const Mapping& m) { return m.outcome == 0; });
  CHECK(mapping->passage == 1);
}

TEST_CASE("a text of one megabyte is scored whole") {
  std::string text;
  while (text.size() < (std::size_t{1} << 20))
    text += "Our community garden feeds the whole street – again. ";
  text += "The choir sings.";
  for (const Unit unit : {Unit::passage, Unit::document}) {
    const DocumentResult result = score(town_model(unit), text, {.top = 1});
    REQUIRE_FALSE(result.mappings.empty());
    CHECK(tests::adds_up(result.mappings.back()));
    CHECK(result.passages.back().span.end == text.size());
  }
}

TEST_CASE("passages that are left early are those of which nothing would be written") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    tests::RandomCorpus random(seed);
    const auto documents = random.documents(150);
    const auto list = random.outcomes(6);
    for (const double wanted : {0.3, 2.0}) {
      const Model model = models::fit(tests::counted(documents), list,
                                      {.question = {}, .matches_per_document = wanted, .candidates = false});
      Scorer scorer(model);
      std::size_t suggested = 0;
      for (const corpus::Document& document : documents)
        suggested += tests::check_left_early(scorer, document);
      CHECK(suggested > 0);
    }
  }
}
