#include "models/model.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <sstream>

#include "models/channel_reader.hpp"
#include "models/error.hpp"
#include "models/passage_judge.hpp"
#include "models/stop_check.hpp"
#include "tests/models/small_corpus.hpp"

using namespace bearout;
using models::FitOptions;
using models::Model;
using tests::comments;
using tests::counted;
using tests::outcomes;

namespace {

std::vector<corpus::Document> garden_comments() {
  return comments({"The community garden feeds our street. Beans and peas grow well.",
                   "Our choir sings on Sundays. The choir made me happy.",
                   "Parking near the garden is awful. No parking on Sundays.",
                   "The parking costs too much. I gave up parking there.",
                   "Parking again! Why is parking so hard?", "Singing in the choir helped my lungs."});
}

std::vector<corpus::Outcome> garden_outcomes() {
  return outcomes({"Community gardens feed people.", "Singing makes people happy."});
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

double idf(const Model& model, std::string_view stem) {
  const auto term = model.vocabulary.find(stem);
  REQUIRE(term != models::Vocabulary::kNone);
  return model.weights.idf[term];
}

}  // namespace

TEST_CASE("the vocabulary holds the outcomes' stems and those of two passages or more") {
  const Model model = models::fit(counted(garden_comments()), garden_outcomes());
  CHECK(model.documents == 6);
  CHECK(model.passages == 11);
  CHECK(model.vocabulary.find("park") != models::Vocabulary::kNone);
  CHECK(model.vocabulary.find("peopl") != models::Vocabulary::kNone);
  CHECK(model.vocabulary.find("lung") == models::Vocabulary::kNone);
  // "garden": two passages and an outcome, of 11 passages and 2 outcomes
  CHECK(idf(model, "garden") == doctest::Approx(models::inverse_document_frequency(3, 13)));
}

TEST_CASE("beyond its limit the vocabulary holds the most frequent stems, and the outcomes' own") {
  // In as many passages: parking 5, sunday 2, choir 3, garden 2, sing 2; "of two passages" makes them terms.
  const auto fitted = [](std::size_t most) {
    return models::fit(counted(garden_comments()), outcomes({"Swifts nest."}),
                       {.question = {}, .max_terms = most});
  };
  const auto stems = [](const Model& model) {
    std::vector<std::string> list;
    for (models::TermId term = 0; term < model.vocabulary.size(); ++term)
      list.emplace_back(model.vocabulary[term]);
    return list;
  };
  const Model all = fitted(1000);
  CHECK(all.rare_terms == 0);
  const Model two = fitted(2);
  CHECK(stems(two) == std::vector<std::string>{"choir", "nest", "park", "swift"});
  CHECK(two.rare_terms == all.vocabulary.size() - 4);
  // Equally frequent ones are taken together or not at all.
  CHECK(stems(fitted(3)) == stems(two));
  CHECK(fitted(all.vocabulary.size() - 2).rare_terms == 0);
  CHECK(fitted(all.vocabulary.size() - 3).rare_terms > 0);
  CHECK(loaded(saved(two)).rare_terms == two.rare_terms);
}

TEST_CASE("where more words are equally frequent than there is room for, the outcomes' own remain") {
  const auto documents = comments({"Bees hum.", "Bees hum."});
  const models::FitOptions one{.question = {}, .max_terms = 1};
  const Model model = models::fit(counted(documents), outcomes({"Bees sting."}), one);
  CHECK(model.vocabulary.size() == 2);
  CHECK(model.rare_terms == 1);
  const Model no_outcomes = models::fit(counted(documents), {}, one);
  CHECK(no_outcomes.vocabulary.size() == 0);
  CHECK(no_outcomes.rare_terms == 2);
  CHECK(no_outcomes.themes.empty());
}

TEST_CASE("a fit takes statistics that are given away as it takes others") {
  models::Statistics statistics = counted(garden_comments());
  const std::string kept = models::fingerprint(models::fit(statistics, garden_outcomes()));
  CHECK(models::fingerprint(models::fit(std::move(statistics), garden_outcomes())) == kept);
}

TEST_CASE("passages of the sample beyond those that a fit looks at change nothing") {
  std::vector<corpus::Document> documents;
  const auto garden = garden_comments();
  for (std::size_t i = 0; i < 21'000; ++i) {
    documents.push_back(garden[i % garden.size()]);
    documents.back().id = std::to_string(i);
  }
  const auto print = [&](std::size_t sample_size) {
    return models::fingerprint(models::fit(counted(documents, {.analyzer = {}, .sample_size = sample_size}),
                                           garden_outcomes(), {.question = {}, .candidates = false}));
  };
  CHECK(print(50'000) == print(20'000 * garden.size()));
}

TEST_CASE("outcomes are rows of unit length, in which a shared word counts less") {
  const Model model = models::fit(counted(garden_comments()), garden_outcomes());
  const auto& rows = model.space.contrasted;
  REQUIRE(rows.rows() == 2);
  for (Eigen::Index j = 0; j < 2; ++j) CHECK(rows.row(j).norm() == doctest::Approx(1));
  const auto weight = [&](std::string_view stem) {
    return rows.coeff(0, static_cast<Eigen::Index>(model.vocabulary.find(stem)));
  };
  const double shared = idf(model, "peopl") * std::log(1 + 2.0 / 2) / std::log(1 + 2.0);
  CHECK(weight("peopl") / weight("garden") == doctest::Approx(shared / idf(model, "garden")));
}

TEST_CASE("words of the question weigh half") {
  const auto statistics = counted(garden_comments());
  const Model plain = models::fit(statistics, garden_outcomes());
  const Model asked =
      models::fit(statistics, garden_outcomes(), {.question = "What do you think of the garden?"});
  CHECK(idf(asked, "garden") == doctest::Approx(idf(plain, "garden") / 2));
  CHECK(idf(asked, "choir") == idf(plain, "choir"));
}

TEST_CASE("the wanted number of matches a document is met on the sample") {
  const auto statistics = counted(garden_comments());
  const auto list = garden_outcomes();
  for (const double wanted : {0.25, 1.0}) {
    const Model model =
        models::fit(statistics, list, {.question = {}, .matches_per_document = wanted, .candidates = false});
    models::Analyzer analyzer;
    models::Weigher weigher(model.vocabulary, model.weights);
    models::WeightedText weighted;
    const models::ModelIndex index(model);
    models::ChannelReader channels(model, index, &model.learning);
    models::PassageJudge judge(model.matcher.weights.second, model.matcher.standing);
    std::vector<double> logits(list.size());
    double matches = 0;
    for (const auto& passage : statistics.sample()) {
      weigher.weigh(analyzer.analyze(passage.text), analyzer, weighted);
      channels.read(weighted, analyzer);
      judge.judge(channels.values(), logits);
      for (const double logit : logits) matches += models::probability(logit);
    }
    // Each in as many passages as the root of a document's: 11 in 6 documents.
    CHECK(matches / 6 == doctest::Approx(wanted * std::sqrt(11.0 / 6)).epsilon(1e-6));
  }
}

TEST_CASE("a fit that is asked to stop stops") {
  std::stop_source stop;
  const models::Statistics statistics = counted(garden_comments());
  CHECK_NOTHROW((void)models::fit(statistics, garden_outcomes(), {}, nullptr, {}, stop.get_token()));
  stop.request_stop();
  CHECK_THROWS_AS((void)models::fit(statistics, garden_outcomes(), {}, nullptr, {}, stop.get_token()),
                  models::Stopped);
}

TEST_CASE("matches a document must be above 0") {
  const char* const message = "matches per document must be above 0";
  for (const double wanted : {0.0, -1.0, std::numeric_limits<double>::quiet_NaN()}) {
    CHECK_THROWS_WITH_AS(
        (void)models::fit(models::Statistics(), {}, {.question = {}, .matches_per_document = wanted}),
        message, models::Error);
  }
}

TEST_CASE("no word at all is no limit") {
  CHECK_THROWS_WITH_AS(
      (void)models::fit(counted(garden_comments()), garden_outcomes(), {.question = {}, .max_terms = 0}),
      "at least one word must be told apart", models::Error);
}

TEST_CASE("no outcomes, no comments, or neither: there is a model all the same") {
  const Model themes_only =
      models::fit(counted(garden_comments()), {}, {.question = {}, .candidate_count = 1});
  CHECK(themes_only.themes.size() == 1);
  const Model no_comments = models::fit(models::Statistics(), garden_outcomes());
  CHECK(no_comments.outcomes.size() == 2);
  CHECK(no_comments.matcher.standing.outcome_means == std::vector<double>(2 * models::kChannels, 0.0));
  for (const Model& model :
       {models::fit(models::Statistics(), {}), models::fit(counted(comments({"…"})), {})}) {
    CHECK(model.vocabulary.size() == 0);
    CHECK(saved(loaded(saved(model))) == saved(model));
  }
}

TEST_CASE("a saved model gives all of itself back") {
  const Model model =
      models::fit(counted(garden_comments(), {.analyzer = {}, .unit = models::Unit::document}),
                  std::vector<corpus::Outcome>{{"a", "Gardens feed people.", "Gardens", {"beans", "peas"}}},
                  {.question = "Why?", .matches_per_document = 0.5, .candidate_count = 2, .seed = 9});
  REQUIRE(model.themes.size() == 2);
  const Model again = loaded(saved(model));
  CHECK(again.analyzer == model.analyzer);
  CHECK(again.unit == models::Unit::document);
  CHECK(again.options == model.options);
  CHECK(again.documents == model.documents);
  CHECK(again.passages == model.passages);
  CHECK(again.outcomes == model.outcomes);
  CHECK(again.weights.idf == model.weights.idf);
  CHECK(again.weights.texts == model.weights.texts);
  CHECK(again.matcher == model.matcher);
  REQUIRE(again.themes.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(again.themes[i].statement == model.themes[i].statement);
    CHECK(again.themes[i].terms == model.themes[i].terms);
    CHECK(again.themes[i].words == model.themes[i].words);
    CHECK(again.themes[i].centre == model.themes[i].centre);
    CHECK(again.themes[i].nearest_outcome == model.themes[i].nearest_outcome);
  }
  CHECK(saved(again) == saved(model));
  CHECK(models::fingerprint(again) == models::fingerprint(model));
}

TEST_CASE("outcomes as short as can be, without a content word, survive a file") {
  const auto list = outcomes({"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"});
  const Model model = models::fit(models::Statistics(), list);
  CHECK(loaded(saved(model)).outcomes == list);
}

TEST_CASE("a fingerprint is 32 digits that change with whatever could change a score") {
  const auto statistics = counted(garden_comments());
  const std::string print = models::fingerprint(models::fit(statistics, garden_outcomes()));
  CHECK(print.size() == 32);
  CHECK(print.find_first_not_of("0123456789abcdef") == std::string::npos);
  CHECK(models::fingerprint(models::fit(statistics, garden_outcomes())) == print);

  auto reworded = garden_outcomes();
  reworded[1].text += " Always.";
  auto renamed = garden_outcomes();
  renamed[1].id = "x";
  auto one_more = garden_comments();
  one_more.push_back(tests::comment("c7", "Beans!"));
  models::WeightTable weights = models::default_weights();
  weights.without_knowledge.second[0].against_passage += 1;
  for (const Model& other :
       {models::fit(statistics, reworded), models::fit(statistics, renamed),
        models::fit(counted(one_more), garden_outcomes()),
        models::fit(statistics, garden_outcomes(), {.question = "choir"}),
        models::fit(statistics, garden_outcomes(), {.question = {}, .matches_per_document = 2}),
        models::fit(statistics, garden_outcomes(), {.question = {}, .weights = weights})})
    CHECK(models::fingerprint(other) != print);
}

TEST_CASE("the order in which shards were added can't be seen in the model") {
  const auto documents = garden_comments();
  auto forwards = counted(std::span(documents).first(3));
  forwards += counted(std::span(documents).subspan(3));
  auto backwards = counted(std::span(documents).subspan(3));
  backwards += counted(std::span(documents).first(3));
  CHECK(models::fingerprint(models::fit(forwards, garden_outcomes())) ==
        models::fingerprint(models::fit(backwards, garden_outcomes())));
}

TEST_CASE("what is no model, or a cut one, is refused by name") {
  std::ostringstream statistics;
  counted(garden_comments()).save(statistics);
  CHECK_THROWS_WITH_AS((void)loaded(statistics.str()), "m.bearout: holds \"statistics\", expected \"model\"",
                       models::Error);
  const std::string bytes = saved(models::fit(counted(garden_comments()), garden_outcomes()));
  CHECK_THROWS_WITH_AS((void)loaded(bytes.substr(0, bytes.size() / 2)),
                       "m.bearout: is cut short; make it again", models::Error);
}
