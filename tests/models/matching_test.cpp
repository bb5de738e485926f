// The matcher as a whole, on lists and corpora that are hard on it.

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <string>

#include "models/sample_channels.hpp"
#include "models/scorer.hpp"
#include "tests/models/mapping_laws.hpp"
#include "tests/models/small_corpus.hpp"
#include "tests/properties/random_corpus.hpp"

using namespace bearout;
using models::Mapping;
using models::Model;
using models::Scorer;
using models::Unit;

namespace {

constexpr models::ScoreOptions kAll = {.all_pairs = true};

std::vector<corpus::Document> library_comments() {
  return tests::comments(
      {"The children read with volunteers after school.", "My daughter reads better since the reading club.",
       "Buses to the library come once an hour.", "The bus is always late and the bus stop has no roof.",
       "Volunteers taught my father to use the computer.", "He writes emails on the library's computer now.",
       "The building is cold in winter.", "Heating broke twice, the hall was cold.",
       "Reading aloud made the children braver.", "There is no parking for the bus.",
       "The computer course was full.", "Cold hall, warm people."});
}

std::vector<corpus::Outcome> library_outcomes() {
  return tests::outcomes({"Children learn to read.", "People learn to use a computer."});
}

std::map<std::string, std::vector<double>> scores(const Model& model,
                                                  std::span<const corpus::Document> documents) {
  std::map<std::string, std::vector<double>> all;
  Scorer scorer(model);
  for (const corpus::Document& document : documents) {
    std::vector<double>& own = all[document.id];
    own.resize(model.outcomes.size());
    for (const Mapping& mapping : scorer.score(document, kAll).mappings) own[mapping.outcome] = mapping.score;
  }
  return all;
}

Model document_model(std::span<const corpus::Document> documents, std::span<const corpus::Outcome> list) {
  return models::fit(tests::counted(documents, {.analyzer = {}, .unit = Unit::document}), list);
}

}  // namespace

TEST_CASE("no built-in weight can turn the order of a lone outcome round") {
  // With one outcome all that stands is the value itself: its slope must not be negative.
  for (const models::MatcherWeights& weights :
       {models::default_weights().with_knowledge, models::default_weights().without_knowledge,
        models::default_weights().words_alone}) {
    for (std::size_t c = 0; c < models::kChannels; ++c) {
      CAPTURE(models::kChannelNames[c]);
      CHECK(weights.first[c].slope() >= 0);
      CHECK(weights.second[c].slope() >= 0);
    }
  }
}

TEST_CASE("a lone outcome puts the passages that speak of it first") {
  const auto documents = library_comments();
  const Model model = document_model(documents, tests::outcomes({"People learn to use a computer."}));
  const auto all = scores(model, documents);
  for (const char* speaks : {"c5", "c6", "c11"}) {
    for (const char* silent : {"c3", "c7", "c8", "c10"}) CHECK(all.at(speaks)[0] > all.at(silent)[0]);
  }
}

TEST_CASE("a corpus in capitals scores like the same in small letters") {
  const auto documents = library_comments();
  auto shouted = documents;
  for (corpus::Document& document : shouted) {
    for (char& c : document.text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  const auto list = library_outcomes();
  CHECK(scores(document_model(shouted, list), shouted) == scores(document_model(documents, list), documents));
}

TEST_CASE("outcomes that begin with the same ten words are told apart by the rest") {
  const std::string same = "The library programme of the county has in recent years made ";
  const auto list =
      tests::outcomes({same + "children read", same + "people use a computer", same + "buses come"});
  const auto documents = library_comments();
  const auto all = scores(document_model(documents, list), documents);
  const auto best = [&](const char* id) {
    const auto& own = all.at(id);
    return std::max_element(own.begin(), own.end()) - own.begin();
  };
  CHECK(best("c1") == 0);
  CHECK(best("c6") == 1);
  CHECK(best("c3") == 2);
}

TEST_CASE("five hundred outcomes, some without a word, some alike") {
  tests::RandomCorpus random(5);
  const auto documents = random.documents(60);
  std::vector<corpus::Outcome> list;
  for (int j = 0; j < 500; ++j)
    list.push_back({std::to_string(j), j % 100 == 0 ? "the" : random.text(1 + random.below(12)), {}, {}});
  list[7].text = list[8].text;
  const Model model = models::fit(tests::counted(documents), list);
  Scorer scorer(model);
  const auto result = scorer.score(tests::comment("x", random.text(40)), kAll);
  REQUIRE_FALSE(result.passages.empty());
  CHECK(result.mappings.size() == 500 * result.passages.size());
  for (const Mapping& mapping : result.mappings) {
    REQUIRE(std::isfinite(mapping.score));
    CHECK(tests::adds_up(mapping));
  }
}

TEST_CASE("passages teach: a word that keeps an outcome's words company speaks for it") {
  // "glebe" stands in no outcome, but where it stands, beans do.
  std::vector<corpus::Document> documents;
  for (int i = 0; i < 40; ++i) {
    const std::string number = std::to_string(i);
    documents.push_back(tests::comment("b" + number, "Beans on the glebe, row " + number + "."));
    documents.push_back(tests::comment("s" + number, "Singing in the nave, verse " + number + "."));
  }
  const auto list = tests::outcomes({"People grow beans.", "People enjoy singing."});
  const Model model = document_model(documents, list);
  CHECK(model.learning.trust > 0.2);
  const auto result = Scorer(model).score(tests::comment("x", "We met at the glebe."), kAll);
  REQUIRE(result.mappings.size() == 2);
  CHECK(result.mappings[0].outcome == 0);
  const auto& evidence = result.mappings[0].evidence;
  CHECK(std::any_of(evidence.begin(), evidence.end(), [](const models::Evidence& e) {
    return e.term == "glebe" && e.via == models::Via::learned && e.weight > 0;
  }));
}

TEST_CASE("a slip of the pen is seen through parts of words") {
  const auto documents = library_comments();
  const Model model = document_model(documents, library_outcomes());
  const auto result = Scorer(model).score(tests::comment("x", "A compueter for my sister."), kAll);
  CHECK(result.mappings[0].outcome == 1);
  const auto& evidence = result.mappings[0].evidence;
  CHECK(std::any_of(evidence.begin(), evidence.end(), [](const models::Evidence& e) {
    return e.term == "compueter" && e.via == models::Via::parts && e.weight > 0;
  }));
}

TEST_CASE("who says nothing bears out nothing, however much the corpus taught") {
  std::vector<corpus::Document> documents;
  for (int i = 0; i < 40; ++i) {
    documents.push_back(tests::comment("b" + std::to_string(i), "Beans on the glebe."));
    documents.push_back(tests::comment("s" + std::to_string(i), "Singing in the nave."));
  }
  const Model model =
      document_model(documents, tests::outcomes({"People grow beans.", "People enjoy singing."}));
  Scorer scorer(model);
  for (const char* text : {"Hm.", "And so it was.", "…!", "Xyzzy!"})
    CHECK(scorer.score(tests::comment("x", text), {.min_score = 0}).mappings.empty());
}

#ifdef BEAROUT_WORDNET_KNOWLEDGE
TEST_CASE("with knowledge too, an empty list or an empty corpus is a model that scores") {
  const auto knowledge = std::make_shared<const models::Knowledge>(BEAROUT_WORDNET_KNOWLEDGE);
  const corpus::Document document = tests::comment("x", "A coach would do.");
  const Model no_outcomes = models::fit(tests::counted(library_comments()), {}, {}, knowledge);
  CHECK(Scorer(no_outcomes).score(document, kAll).mappings.empty());
  const Model no_comments = models::fit(models::Statistics(), library_outcomes(), {}, knowledge);
  for (const Mapping& mapping : Scorer(no_comments).score(document, kAll).mappings)
    CHECK(std::isfinite(mapping.score));
}

TEST_CASE("knowledge of words: a coach speaks of a bus") {
  const auto knowledge = std::make_shared<const models::Knowledge>(BEAROUT_WORDNET_KNOWLEDGE);
  const auto documents = library_comments();
  const auto list = tests::outcomes({"A bus takes people to the library.", "Children learn to read."});
  const auto statistics = tests::counted(documents, {.analyzer = {}, .unit = Unit::document});
  const Model model = models::fit(statistics, list, {}, knowledge);
  const auto result = Scorer(model).score(tests::comment("x", "A coach would do."), kAll);
  CHECK(result.mappings[0].outcome == 0);
  const auto& evidence = result.mappings[0].evidence;
  CHECK(std::any_of(evidence.begin(), evidence.end(), [](const models::Evidence& e) {
    return e.term == "coach" && e.via == models::Via::knowledge && e.weight > 0;
  }));
  for (const Mapping& mapping : result.mappings) CHECK(tests::adds_up(mapping));

  // In another language the knowledge is off.
  const auto german = tests::counted(documents, {.analyzer = {.language = "de"}, .unit = Unit::document});
  CHECK(models::fit(german, list, {}, knowledge).space.knowledge == nullptr);
}

TEST_CASE("knowledge of words: passages that are left early are those of which nothing would be written") {
  const auto knowledge = std::make_shared<const models::Knowledge>(BEAROUT_WORDNET_KNOWLEDGE);
  std::vector<corpus::Document> documents;  // each sentence alone, and with each other one
  for (const corpus::Document& first : library_comments()) {
    documents.push_back(tests::comment("a" + std::to_string(documents.size()), first.text));
    for (const corpus::Document& second : library_comments()) {
      documents.push_back(
          tests::comment("b" + std::to_string(documents.size()), first.text + " " + second.text));
    }
  }
  const auto list = tests::outcomes({"Children learn to read.", "People learn to use a computer.",
                                     "Rooms are warm.", "Volunteers are trained.", "Coaches run on time."});
  for (const Unit unit : {Unit::passage, Unit::document}) {
    const auto statistics = tests::counted(documents, {.analyzer = {}, .unit = unit});
    const Model model = models::fit(
        statistics, list, {.question = {}, .matches_per_document = 0.2, .candidates = false}, knowledge);
    Scorer scorer(model);
    std::size_t suggested = 0;
    std::size_t left_out = 0;
    for (const corpus::Document& document : documents) {
      const std::size_t found = tests::check_left_early(scorer, document);
      suggested += found;
      left_out += found == 0 ? 1 : 0;
    }
    CHECK(suggested > 0);
    CHECK(left_out > 0);
  }
}

TEST_CASE("knowledge of words: a passage of the sample read again is what it is when read in full") {
  const auto knowledge = std::make_shared<const models::Knowledge>(BEAROUT_WORDNET_KNOWLEDGE);
  auto documents = library_comments();
  documents.push_back(tests::comment("wordless", "… 🙂"));
  const Model model = models::fit(tests::counted(documents), library_outcomes(), {}, knowledge);
  models::Analyzer analyzer;
  models::Weigher weigher(model.vocabulary, model.weights);
  std::vector<models::WeightedText> rows(documents.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    weigher.weigh(analyzer.analyze(documents[i].text), analyzer, rows[i]);
  const models::ModelIndex index(model);
  models::ChannelReader reader(model, index, &model.learning);
  models::SampleChannels passages(model, index, rows, analyzer);
  passages.learn(&model.learning);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    reader.read(rows[i], analyzer);
    const auto wanted = reader.values();
    const auto neighbours = passages.read_neighbours(i);
    CHECK(std::equal(neighbours.begin(), neighbours.end(), wanted.end() - std::ssize(neighbours)));
    const auto values = passages.read(i);
    CHECK(std::equal(values.begin(), values.end(), wanted.begin(), wanted.end()));
  }
}
#endif
