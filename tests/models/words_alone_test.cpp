#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <vector>

#include "models/error.hpp"
#include "models/model.hpp"
#include "models/scorer.hpp"
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

TEST_CASE("weights that have none for words alone are refused") {
  models::FitOptions options{.question = {}, .words_alone = true};
  options.weights.words_alone = {};
  CHECK_THROWS_WITH_AS(
      (void)models::fit(counted(street_comments()), outcomes({"Gardens feed people."}), options),
      "the weights have none for words alone; make them again with scripts/calibrate", models::Error);
}
