#include "models/statistics.hpp"

#include <doctest/doctest.h>

#include <map>
#include <sstream>

#include "corpus/utf8.hpp"
#include "models/error.hpp"
#include "models/packed_readings.hpp"
#include "tests/models/small_corpus.hpp"

using namespace bearout;
using models::Statistics;
using tests::comment;
using tests::comments;
using tests::counted;

namespace {

using Counts = std::map<std::string, std::uint64_t>;

Counts counts(const Statistics& statistics) {
  Counts all;
  const models::TermCounts terms = statistics.terms();
  for (models::TermCounts::Reader term(terms); term.next();)
    all.emplace(term.term().stem, term.term().passages);
  return all;
}

std::string saved(const Statistics& statistics) {
  std::ostringstream out;
  statistics.save(out);
  return out.str();
}

}  // namespace

TEST_CASE("a stem counts once in a passage; stop words and single letters don't") {
  const Statistics statistics = counted(comments({"Bees hum. A bee b stings the bees!", "The choir hums."}));
  CHECK(statistics.documents() == 2);
  CHECK(statistics.passages() == 3);
  CHECK(counts(statistics) == Counts{{"bee", 2}, {"choir", 1}, {"hum", 2}, {"sting", 1}});
}

TEST_CASE("what the author of the page writes is left out") {
  auto reply = comment("c1", "Bees hum.");
  reply.role = corpus::Role::author;
  const Statistics statistics = counted(std::vector{reply, comment("c2", "Bees sting.")});
  CHECK(statistics.documents() == 1);
  CHECK(statistics.passages() == 1);
  CHECK(counts(statistics) == Counts{{"bee", 1}, {"sting", 1}});
  REQUIRE(statistics.sample().size() == 1);
  CHECK(statistics.sample()[0].document == "c2");
}

TEST_CASE("the document unit counts a stem once in a document") {
  const Statistics statistics = counted(comments({"Bees hum. Bees sting.", "Bees!", "🙂"}),
                                        {.analyzer = {}, .unit = models::Unit::document});
  CHECK(statistics.documents() == 3);
  CHECK(counts(statistics) == Counts{{"bee", 2}, {"hum", 1}, {"sting", 1}});
  for (const auto& passage : statistics.sample()) {
    if (passage.document == "c1") CHECK(passage.text == "Bees hum. Bees sting.");
  }
}

TEST_CASE("an empty text is a document without passages") {
  const Statistics statistics = counted(comments({"", "  \n"}));
  CHECK(statistics.documents() == 2);
  CHECK(statistics.passages() == 0);
  CHECK(statistics.terms().empty());
}

TEST_CASE("terms are sorted by their bytes") {
  const Statistics statistics = counted(comments({"zebra ähre apple"}));
  const models::TermCounts terms = statistics.terms();
  std::vector<std::string> stems;
  for (models::TermCounts::Reader term(terms); term.next();) stems.emplace_back(term.term().stem);
  CHECK(stems == std::vector<std::string>{"appl", "zebra", "ähre"});
}

TEST_CASE("stems beyond what can be looked up are counted all the same, in one piece or in two") {
  std::vector<corpus::Document> documents;
  Counts expected;
  for (int d = 0; d < 60; ++d) {
    std::string text;
    for (int i = 0; i < 10'000; ++i) {
      // Some recur after their counts were set aside: 300,000 different ones, each twice.
      const std::string word = "x" + std::to_string((d * 10'000 + i) % 300'000) + "q";
      text += word + " ";
      ++expected[word];
    }
    documents.push_back(comment(std::to_string(d), text));
  }
  models::StatisticsOptions options;
  options.unit = models::Unit::document;
  const Statistics whole = counted(documents, options);
  CHECK(counts(whole) == expected);
  Statistics parts = counted(std::span(documents).first(20), options);
  parts += counted(std::span(documents).subspan(20), options);
  CHECK(parts == whole);
  CHECK(saved(parts) == saved(whole));
}

TEST_CASE("places in the sample are code points") {
  const Statistics statistics = counted(comments({"Größe zählt. Bees hum."}));
  const auto sample = statistics.sample();
  REQUIRE(sample.size() == 2);
  const auto& second = sample[0].start == 0 ? sample[1] : sample[0];
  CHECK(second.text == "Bees hum.");
  CHECK(second.start == 13);
  CHECK(second.end == 22);
}

TEST_CASE("a full sample keeps the passages with the smallest hashes") {
  std::vector<corpus::Document> documents;
  for (int i = 0; i < 40; ++i) documents.push_back(comment("c" + std::to_string(i), "Bees hum."));
  const auto whole = counted(documents).sample();
  const auto part = counted(documents, {.analyzer = {}, .sample_size = 7}).sample();
  REQUIRE(whole.size() == 40);
  REQUIRE(part.size() == 7);
  CHECK(std::equal(part.begin(), part.end(), whole.begin()));
  CHECK(counted(documents, {.analyzer = {}, .sample_size = 0}).sample().empty());
}

TEST_CASE("a very long passage is clipped in the sample, between characters") {
  std::string text = "x";
  for (int i = 0; i < 15'000; ++i) text += "é";
  const Statistics statistics = counted(comments({text}));
  for (const auto& passage : statistics.sample()) {
    CHECK(passage.text.size() <= 20'000);
    CHECK(corpus::is_valid_utf8(passage.text));
  }
}

TEST_CASE("statistics counted in different ways are not added") {
  Statistics passages;
  const Statistics documents({.analyzer = {}, .unit = models::Unit::document});
  const Statistics german({.analyzer = {.language = "de"}});
  const char* const message =
      "statistics were counted with different options (language, unit or sample size); observe them alike";
  CHECK_THROWS_WITH_AS(passages += documents, message, models::Error);
  CHECK_THROWS_WITH_AS(passages += german, message, models::Error);
  CHECK_THROWS_WITH_AS(passages += Statistics({.analyzer = {}, .sample_size = 3}), message, models::Error);
}

TEST_CASE("counting goes on after adding and after loading") {
  const auto documents = comments({"Bees hum.", "Bees sting.", "Bees hum again."});
  const Statistics whole = counted(documents);
  Statistics sum = counted(std::span(documents).first(1));
  sum += counted(std::span(documents).subspan(1, 1));
  sum.observe(documents[2]);
  CHECK(sum == whole);
  std::istringstream in(saved(counted(std::span(documents).first(2))));
  Statistics loaded = Statistics::load(in, "s.stats");
  loaded.observe(documents[2]);
  CHECK(loaded == whole);
}

TEST_CASE("counting goes on after terms were set aside, with the packer of before") {
  const auto documents = comments({"Bees hum.", "Wasps sting.", "Bees hum again."});
  const Statistics whole = counted(documents);
  Statistics statistics;
  models::ReadingPacker packer;
  statistics.observe(documents[0], &packer);
  statistics.set_aside(&packer);
  statistics.observe(documents[1], &packer);
  statistics.set_aside(&packer);
  statistics.set_aside(&packer);
  statistics.observe(documents[2], &packer);
  CHECK(statistics == whole);
  CHECK(saved(statistics) == saved(whole));

  models::Analyzer analyzer;
  const std::string packed = packer.take();
  models::ReadingUnpacker unpacker(packed, analyzer);
  models::ReadText reading;
  std::string words;
  while (!unpacker.is_at_end()) {
    unpacker.next(reading);
    for (const models::Token& token : reading.tokens)
      words += std::string(analyzer.form(token.form).text) + " ";
  }
  CHECK(words == "bees hum wasps sting bees hum again ");
}

TEST_CASE("statistics that are added for good are empty afterwards") {
  const auto documents = comments({"Bees hum.", "Wasps sting.", "Bees hum again."});
  Statistics sum = counted(std::span(documents).first(1));
  Statistics rest = counted(std::span(documents).subspan(1));
  sum += std::move(rest);
  CHECK(sum == counted(documents));
  CHECK(rest == Statistics());  // NOLINT(bugprone-use-after-move): that is the promise
}

TEST_CASE("the first passages of the sample are those of the whole one") {
  const Statistics statistics = counted(comments({"Bees hum.", "Wasps sting.", "Birds sing. Frogs croak."}));
  const auto whole = statistics.sample();
  REQUIRE(whole.size() == 4);
  const auto two = statistics.sample(2);
  REQUIRE(two.size() == 2);
  CHECK(std::equal(two.begin(), two.end(), whole.begin()));
  CHECK(statistics.sample(0).empty());
  CHECK(statistics.sample(5) == whole);
}

TEST_CASE("a file of statistics gives them back, and has one form") {
  const Statistics statistics = counted(comments({"Größe zählt. Bees hum.", "Choirs sing."}),
                                        {.analyzer = {}, .unit = models::Unit::document, .sample_size = 5});
  std::istringstream in(saved(statistics));
  const Statistics loaded = Statistics::load(in, "s.stats");
  CHECK(loaded == statistics);
  CHECK(saved(loaded) == saved(statistics));
}

TEST_CASE("a cut or foreign file of statistics is refused") {
  const std::string bytes = saved(counted(comments({"Bees hum."})));
  std::istringstream cut(bytes.substr(0, bytes.size() - 1));
  CHECK_THROWS_WITH_AS((void)Statistics::load(cut, "s.stats"), "s.stats: is cut short; make it again",
                       models::Error);
  std::istringstream foreign("id,text\n");
  CHECK_THROWS_WITH_AS((void)Statistics::load(foreign, "s.stats"), "s.stats: is not a file of bearout",
                       models::Error);
}
