#include "pipeline/explain.hpp"

#include <doctest/doctest.h>

#include "pipeline/error.hpp"
#include "tests/corpus/scratch_folder.hpp"
#include "tests/models/mapping_laws.hpp"
#include "tests/models/small_corpus.hpp"
#include "tests/pipeline/made_results.hpp"

using namespace bearout;
using pipeline::explain;

namespace {

models::Model small_model() {
  return models::fit(tests::counted(tests::comments(
                         {"Gardens feed people.", "Choirs sing on Sundays.", "Parking is awful."})),
                     tests::outcomes({"Gardens feed people.", "Singing makes happy."}));
}

const corpus::Document kComment =
    tests::comment("c7", "Größe zählt. Our gardens feed everybody. Is parking hard?");

}  // namespace

TEST_CASE("without a passage the best one for the outcome is explained, with all its numbers") {
  const models::Model model = small_model();
  const auto why = explain(model, kComment, "1", std::nullopt);
  CHECK(why.document == "c7");
  CHECK(why.text == "Our gardens feed everybody.");
  CHECK(why.start == 13);
  CHECK(why.end == 40);
  CHECK(why.outcome == "1");
  CHECK(why.outcome_text == "Gardens feed people.");
  for (std::size_t c = 0; c < models::kChannels; ++c)
    CHECK(why.outcome_means[c] == model.matcher.standing.outcome_means[2 * c]);
  CHECK(why.shift == model.matcher.standing.shift);
  CHECK(tests::adds_up(why.mapping));
  CHECK(why.mapping.evidence.size() >= 2);
}

TEST_CASE("a passage without evidence is explained too") {
  const auto why = explain(small_model(), kComment, "2", 0);
  CHECK(why.text == "Größe zählt.");
  CHECK(why.mapping.evidence.empty());
}

TEST_CASE("an outcome or passage that is not there is an error") {
  const models::Model model = small_model();
  CHECK_THROWS_WITH_AS((void)explain(model, kComment, "9", std::nullopt),
                       "there is no outcome \"9\" on the list", pipeline::Error);
  CHECK_THROWS_WITH_AS((void)explain(model, kComment, "1", 3), "document \"c7\" has no passage 3; it has 3",
                       pipeline::Error);
  CHECK_THROWS_WITH_AS((void)explain(model, tests::comment("e", ""), "1", std::nullopt),
                       "document \"e\" has no passage that could be judged; it has 0", pipeline::Error);
}

TEST_CASE("a document is found among those that the run kept") {
  const tests::ScratchFolder scratch;
  const auto results = scratch.path() / "results";
  tests::make_results(results, {{"documents.jsonl.zst",
                                 "{\"id\":\"c1\",\"text\":\"Beans\"}\n{\"id\":\"c2\",\"text\":\"Peas\"}\n"}});
  CHECK(pipeline::find_document(results, "c2").text == "Peas");
  CHECK_THROWS_WITH_AS((void)pipeline::find_document(results, "c3"),
                       (results.string() + ": there is no document \"c3\"").c_str(), pipeline::Error);
  tests::make_results(results, {});
  CHECK_THROWS_WITH_AS((void)pipeline::find_document(results, "c1"),
                       (results.string() + ": the run kept no documents.jsonl.zst").c_str(), pipeline::Error);
}
