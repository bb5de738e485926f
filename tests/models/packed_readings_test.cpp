#include "models/packed_readings.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <vector>

#include "models/model.hpp"
#include "models/scorer.hpp"
#include "models/statistics.hpp"
#include "tests/models/small_corpus.hpp"
#include "tests/properties/random_corpus.hpp"

using namespace bearout;
using models::ReadText;

namespace {

/// Spelled out, since two analysers number forms in their own ways.
std::vector<std::string> forms_of(const ReadText& reading, const models::Analyzer& analyzer) {
  std::vector<std::string> forms;
  for (const models::Token& token : reading.tokens) forms.emplace_back(analyzer.form(token.form).text);
  return forms;
}

/// What `unpacker` gives next is what a reader of its own makes of the text.
void check_next(models::ReadingUnpacker& unpacker, const models::Analyzer& analyzer,
                const std::string& text) {
  CAPTURE(text);
  models::TextReader reader{{}};
  const ReadText& fresh = reader.read(text);
  ReadText unpacked;
  unpacker.next(unpacked);
  CHECK(unpacked.passages == fresh.passages);
  CHECK(unpacked.first_token == fresh.first_token);
  CHECK(forms_of(unpacked, analyzer) == forms_of(fresh, reader.analyzer()));
  REQUIRE(unpacked.tokens.size() == fresh.tokens.size());
  for (std::size_t i = 0; i < fresh.tokens.size(); ++i)
    CHECK(unpacked.tokens[i].span == fresh.tokens[i].span);
}

/// Packs batches of texts with one reader, unpacks them with one analyser.
void check_batches(const std::vector<std::vector<std::string>>& batches) {
  models::TextReader reader{{}};
  models::ReadingPacker packer;
  models::Analyzer analyzer;
  for (const auto& texts : batches) {
    for (const std::string& text : texts) packer.add(reader.read(text), reader.analyzer());
    const std::string packed = packer.take();
    models::ReadingUnpacker unpacker(packed, analyzer);
    for (const std::string& text : texts) check_next(unpacker, analyzer, text);
  }
}

}  // namespace

TEST_CASE("readings come out as they went in, of any texts in any batches") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    tests::RandomCorpus random(seed);
    std::vector<std::vector<std::string>> batches(4);
    for (auto& texts : batches) {
      for (std::size_t left = 40; left > 0; --left) texts.push_back(random.text(60));
    }
    check_batches(batches);
  }
}

TEST_CASE("long words, wide gaps, other scripts and empty texts are packed as well") {
  check_batches(
      {{"", "   \n", std::string(62, 'a') + " " + std::string(63, 'b') + " " + std::string(64, 'c'),
        "one   two    three" + std::string(100'000, ' ') + "four.", std::string(20'000, 'x') + " end"},
       {},
       {"Ein Café für Ärzte… не так ли? 図書館は閉まった。 ไม่มี ห้องสมุด "
        "👩‍👩‍👧 "
        "na\u00efve",
        "1. a) b) 2,500 don’t U.S.A."}});
}

TEST_CASE("a batch without texts unpacks to none") {
  models::ReadingPacker packer;
  const std::string packed = packer.take();
  models::Analyzer analyzer;
  const models::ReadingUnpacker unpacker(packed, analyzer);
  CHECK(analyzer.form_count() == 0);
}

TEST_CASE("forms that are forgotten within a batch get their own numbers again") {
  models::TextReader reader{{}};
  models::ReadingPacker packer;
  packer.add(reader.read("Bees and flowers."), reader.analyzer());
  reader.analyzer().forget_forms();
  packer.forget_forms();
  packer.add(reader.read("Flowers, trees and bees."), reader.analyzer());
  const std::string packed = packer.take();
  models::Analyzer analyzer;
  models::ReadingUnpacker unpacker(packed, analyzer);
  check_next(unpacker, analyzer, "Bees and flowers.");
  check_next(unpacker, analyzer, "Flowers, trees and bees.");
}

TEST_CASE("statistics that forget forms tell the packer, and a scorer that does reads on") {
  std::string many;  // more forms than statistics and scorers remember
  for (int i = 0; i <= 500'000; ++i) many += "w" + std::to_string(i) + " ";
  std::vector<corpus::Document> documents(3);
  documents[0].text = "Bees like gardens.";
  documents[1].text = std::move(many);
  documents[2].text = "Gardens feed people. Bees like gardens.";
  for (std::size_t i = 0; i < documents.size(); ++i) documents[i].id = std::to_string(i);
  models::Statistics statistics;
  models::ReadingPacker packer;
  for (const corpus::Document& document : documents) statistics.observe(document, &packer);
  const std::string packed = packer.take();
  models::Analyzer analyzer;
  models::ReadingUnpacker unpacker(packed, analyzer);
  ReadText skipped;
  check_next(unpacker, analyzer, documents[0].text);
  unpacker.next(skipped);
  check_next(unpacker, analyzer, documents[2].text);
  CHECK(unpacker.is_at_end());

  const models::Model model =
      models::fit(statistics, tests::outcomes({"Gardens feed people.", "Bees like gardens."}));
  models::Scorer scorer(model);
  const auto score = [&] {
    std::vector<double> scores;
    scorer.score(documents, packed, {.min_score = 0},
                 [&](const corpus::Document& document, const models::DocumentResult& result) {
                   if (document.id == "1") return;
                   for (const models::Mapping& mapping : result.mappings) scores.push_back(mapping.score);
                 });
    return scores;
  };
  const std::vector<double> first = score();
  CHECK(!first.empty());
  CHECK(score() == first);  // it has forgotten in between
}
