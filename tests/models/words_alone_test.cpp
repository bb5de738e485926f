#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <vector>

#include "models/error.hpp"
#include "models/model.hpp"
#include "models/scorer.hpp"
#include "tests/models/mapping_laws.hpp"
#include "tests/models/small_corpus.hpp"

using namespace bearout;
using models::Model;
using tests::comments;
using tests::counted;
using tests::outcomes;

namespace {

std::vector<corpus::Document> street_comments() {
  return comments({"The community garden feeds our street. Beans and peas grow well.",
                   "Our choir sings on Sundays. The choir made me happy.",
                   "Parking near the garden is awful. No parking on Sundays.",
                   "The garden doesn't feed anybody in the community.", "Vegetables for all neighbours!",
                   "Parking is awful and far too dear."});
}

Model words_model() {
  return models::fit(counted(street_comments()),
                     outcomes({"Community gardens feed people.", "Singing makes people happy."}),
                     {.question = {}, .candidates = false, .words_alone = true});
}

std::vector<models::DocumentResult> results_of(const Model& model) {
  models::Scorer scorer(model);
  std::vector<models::DocumentResult> results;
  for (const corpus::Document& document : street_comments()) results.push_back(scorer.score(document, {}));
  return results;
}

}  // namespace

TEST_CASE("what words alone leave early would not have been suggested, nor framed") {
  const Model model = words_model();
  models::Scorer scorer(model);
  std::size_t suggested = 0;
  std::size_t negative = 0;
  for (const corpus::Document& document : street_comments()) {
    suggested += tests::check_left_early(scorer, document);
    const models::DocumentResult all = scorer.score(document, {.all_pairs = true});
    for (const double least : {.01, .1, .5}) {
      const models::DocumentResult some = scorer.score(document, {.min_score = least});
      CAPTURE(document.text);
      CAPTURE(least);
      REQUIRE(some.negative.size() == all.negative.size());
      for (std::size_t i = 0; i < some.negative.size(); ++i) {
        CHECK(some.negative[i].passage == all.negative[i].passage);
        CHECK(some.negative[i].outcome == all.negative[i].outcome);
      }
    }
    negative += all.negative.size();
  }
  CHECK(suggested > 0);
  CHECK(negative > 0);
}

TEST_CASE("where words alone are compared, nothing else gives anything") {
  const Model model = words_model();
  CHECK(model.landmarks.size() == 0);
  CHECK(model.learning.terms.empty());
  std::size_t mappings = 0;
  for (const models::DocumentResult& result : results_of(model)) {
    for (const models::Mapping& mapping : result.mappings) {
      ++mappings;
      CHECK(mapping.channels[0].value > 0);
      for (std::size_t c = 1; c < models::kChannels; ++c) CHECK(mapping.channels[c].value == 0);
      double sum = mapping.base;
      for (const models::Evidence& evidence : mapping.evidence) {
        CHECK(evidence.via == models::Via::words);
        sum += evidence.weight;
      }
      CHECK(models::probability(sum) == doctest::Approx(mapping.score));
    }
  }
  CHECK(mappings >= 3);
}

TEST_CASE("where words alone are compared, what turns a suggested outcome round is found all the same") {
  const auto results = results_of(words_model());
  REQUIRE(results[3].mappings.size() == 1);
  CHECK(results[3].mappings[0].framing.verdict == models::Verdict::contrary);
  REQUIRE(results[3].negative.size() == 1);
  CHECK(results[3].negative[0].outcome == 0);
  CHECK(results[5].mappings.empty());
  CHECK(results[5].negative.empty());  // bad words, but about nothing that is suggested

  // Whatever is written besides.
  const Model model = words_model();
  models::Scorer scorer(model);
  for (const models::ScoreOptions& options :
       {models::ScoreOptions{.all_pairs = true}, models::ScoreOptions{.top = 1}}) {
    for (std::size_t i = 0; i < results.size(); ++i) {
      const auto other = scorer.score(street_comments()[i], options);
      REQUIRE(other.negative.size() == results[i].negative.size());
      for (std::size_t k = 0; k < other.negative.size(); ++k)
        CHECK(other.negative[k].passage == results[i].negative[k].passage);
    }
  }
}

TEST_CASE("a model of words alone is saved as one, and is another one than that of all channels") {
  const Model model = words_model();
  std::ostringstream out;
  models::save(model, out);
  std::istringstream in(out.str());
  const Model read = models::load(in, "m.bearout");
  CHECK(read.options == model.options);
  CHECK(read.matcher == model.matcher);
  CHECK(models::fingerprint(read) == models::fingerprint(model));
  auto options = model.options;
  options.words_alone = false;
  CHECK(models::fingerprint(models::fit(counted(street_comments()), model.outcomes, options)) !=
        models::fingerprint(model));
}

TEST_CASE("words alone judge whole documents, too, and hear what reviewers decided") {
  const auto documents = street_comments();
  const auto list = outcomes({"Community gardens feed people.", "Singing makes people happy."});
  const Model whole = models::fit(counted(documents, {.analyzer = {}, .unit = models::Unit::document}), list,
                                  {.question = {}, .candidates = false, .words_alone = true});
  models::Scorer scorer(whole);
  const auto result = scorer.score(documents[1], {});
  REQUIRE(result.mappings.size() == 1);
  CHECK(result.mappings[0].outcome == 1);

  models::DecidedFacts facts;
  for (const char* rejected : {"c1", "c4"}) {
    models::DecidedPair pair;
    pair.passage.document = rejected;
    pair.outcome = list[0].id;
    pair.decision = models::Decision::reject;
    facts.pairs.push_back(pair);
  }
  const Model taught = models::fit(
      counted(documents), list, {.question = {}, .candidates = false, .words_alone = true}, nullptr, facts);
  models::Scorer after(taught);
  for (const corpus::Document& document : documents) (void)after.score(document, {});
  CHECK(after.score(documents[0], {}).decisions.size() == 1);
}

TEST_CASE("weights that have none for words alone are refused") {
  models::FitOptions options{.question = {}, .words_alone = true};
  options.weights.words_alone = {};
  CHECK_THROWS_WITH_AS(
      (void)models::fit(counted(street_comments()), outcomes({"Gardens feed people."}), options),
      "the weights have none for words alone; make them again with scripts/calibrate", models::Error);
}
