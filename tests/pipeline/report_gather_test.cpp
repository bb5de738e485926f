#include <doctest/doctest.h>
#include <zstd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "corpus/error.hpp"
#include "pipeline/report.hpp"

using namespace bearout;
using pipeline::Reason;
using pipeline::Report;

namespace {

/// A results folder with two outcomes, as small as it can be; it goes when the test ends.
class ResultsFolder {
 public:
  ResultsFolder() : path_(std::filesystem::temp_directory_path() / "bearout-report-test") {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_ / "review");
    write(
        "run.json",
        R"({"bearout":"0.1.0","options":{"outcomes":"/srv/x/list.md","comments":["/srv/x/c.xml"],"threads":8,
              "min_score":0.25,"language":"en"},"inputs":[{"path":"/srv/x/c.xml","bytes":7,"sha256":"abc"}],
              "counts":{"documents":4,"passages":9,"skipped":1},"timings":{"total":1.5},
              "skipped":[{"source":"/srv/x/c.xml","line":3,"message":"no text"}],"channels":["words"]})");
    write("outcomes.json",
          R"([{"id":"1","text":"Gardens feed people.","for":2,"against":1,"unsure":1,"requests":1,
               "needs_example":false,"examples":[{"document":"c2","start":0,"end":9,"text":"Éat beans"}]},
              {"id":"2","text":"Gardens calm people.","for":0,"against":0,"unsure":0,"needs_example":true}])");
    write("mappings.jsonl", row("c1", "1", 0.9, "likely", "supports", "We harvest beans", 4) +
                                row("c2", "1", 0.7, "likely", "supports", "Éat beans", 0) +
                                row("c3", "1", 0.8, "likely", "contrary", "No beans left", 0) +
                                row("c4", "1", 0.3, "unsure", "supports", "Peas perhaps", 0));
    write("framing.jsonl",
          R"({"document":"c3","start":0,"end":13,"text":"No beans left","outcome":"1","score":-0.7,
              "cues":[{"cue":"No","start":0,"end":2,"kind":"negation"}]})",
          true);
  }
  ResultsFolder(const ResultsFolder&) = delete;
  ResultsFolder& operator=(const ResultsFolder&) = delete;
  ~ResultsFolder() { std::filesystem::remove_all(path_); }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  void write(const std::string& name, std::string text, bool one_line = false) const {
    if (one_line) std::erase(text, '\n');
    std::ofstream(path_ / name, std::ios::binary) << text;
  }

  void decide(const std::string& lines) const { write("review/decisions.jsonl", lines); }

  void write_documents(const std::string& text) const {
    std::string stored(ZSTD_compressBound(text.size()), '\0');
    stored.resize(ZSTD_compress(stored.data(), stored.size(), text.data(), text.size(), 3));
    write("documents.jsonl.zst", stored);
  }

  /// A line of mappings.jsonl whose evidence is the word "beans", where it has it.
  static std::string row(const std::string& document, const std::string& outcome, double score,
                         const std::string& band, const std::string& framing, const std::string& text,
                         std::size_t start) {
    std::size_t length = 0;
    std::size_t beans = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text.substr(i, 5) == "beans") beans = start + length;
      if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) ++length;
    }
    return R"({"document":")" + document + R"(","start":)" + std::to_string(start) + R"(,"end":)" +
           std::to_string(start + length) + R"(,"text":")" + text + R"(","outcome":")" + outcome +
           R"(","score":)" + std::to_string(score) + R"(,"band":")" + band + R"(","framing":")" + framing +
           R"(","decided":null,"evidence":[{"term":"bean","start":)" + std::to_string(beans) + R"(,"end":)" +
           std::to_string(beans + 5) +
           R"(,"weight":0.4,"via":"words"},{"term":"point 1","start":900,"end":907,"weight":0.2,"via":"reference"}]})" +
           "\n";
  }

 private:
  std::filesystem::path path_;
};

std::string decision(const std::string& text, const std::string& word, const std::string& more = "") {
  const std::string document = text == "We harvest beans" ? "c1" : text == "Éat beans" ? "c2" : "c3";
  return R"({"document":")" + document + R"(","text":")" + text + R"(","outcome":"1","decision":")" + word +
         "\"" + more + "}\n";
}

}  // namespace

TEST_CASE("the program's examples come first, each passage under its heading") {
  const ResultsFolder folder;
  const Report report = pipeline::gather_report(folder.path());
  REQUIRE(report.outcomes.size() == 2);
  const auto& outcome = report.outcomes[0];
  REQUIRE(outcome.quotes.size() == 2);
  CHECK(outcome.quotes[0].text == "Éat beans");
  CHECK(outcome.quotes[1].text == "We harvest beans");
  REQUIRE(outcome.contrary.size() == 1);
  REQUIRE(outcome.unsure.size() == 1);
  CHECK(outcome.coverage.supporting == 2);
  CHECK(outcome.coverage.requests == 1);
  CHECK(report.outcomes[1].needs_example);
}

TEST_CASE("evidence becomes highlights in bytes; a reference elsewhere is only named") {
  const ResultsFolder folder;
  const Report report = pipeline::gather_report(folder.path());
  const auto& quote = report.outcomes[0].quotes[0];
  REQUIRE(quote.highlights.size() == 1);
  CHECK(corpus::cut(quote.text, quote.highlights[0].span) == "beans");
  REQUIRE(quote.deciding.size() == 2);
  CHECK(quote.deciding[1].term == "point 1");
  const auto& second = report.outcomes[0].quotes[1];
  CHECK(corpus::cut(second.text, second.highlights.at(0).span) == "beans");
}

TEST_CASE("contrary quotes carry the cues of their framing") {
  const ResultsFolder folder;
  const Report report = pipeline::gather_report(folder.path());
  const auto& quote = report.outcomes[0].contrary.at(0);
  REQUIRE(quote.highlights.size() == 2);
  CHECK(quote.highlights[0].reason == Reason::negation);
  CHECK(report.negative.total == 1);
  REQUIRE(report.negative.groups.size() == 1);
  CHECK(report.negative.groups[0].outcome == "1");
}

TEST_CASE("rejected quotes vanish and aren't counted; confirmed ones lead, starred ones before them") {
  const ResultsFolder folder;
  folder.decide(decision("Éat beans", "reject") + decision("We harvest beans", "accept"));
  Report report = pipeline::gather_report(folder.path());
  REQUIRE(report.outcomes[0].quotes.size() == 1);
  CHECK(report.outcomes[0].quotes[0].confirmed);
  CHECK(report.outcomes[0].coverage.supporting == 1);
  CHECK(report.method.review.accepted == 1);
  CHECK(report.method.review.rejected == 1);

  folder.decide(decision("Éat beans", "accept") + decision("We harvest beans", "accept", R"(,"star":true)"));
  report = pipeline::gather_report(folder.path());
  CHECK(report.outcomes[0].quotes.at(0).text == "We harvest beans");
  CHECK(report.outcomes[0].quotes.at(0).starred);
}

TEST_CASE("when the last example is rejected, the outcome needs one") {
  const ResultsFolder folder;
  folder.decide(decision("Éat beans", "reject") + decision("We harvest beans", "reject"));
  const Report report = pipeline::gather_report(folder.path());
  CHECK(report.outcomes[0].quotes.empty());
  CHECK(report.outcomes[0].needs_example);
}

TEST_CASE("a reviewer's framing moves a passage; a dismissed framing is gone") {
  const ResultsFolder folder;
  folder.decide(decision("No beans left", "accept", R"(,"framing":"supports")") +
                R"({"kind":"framing","document":"c3","text":"No beans left","decision":"dismiss"})");
  const Report report = pipeline::gather_report(folder.path());
  CHECK(report.outcomes[0].contrary.empty());
  CHECK(report.outcomes[0].coverage.supporting == 3);
  CHECK(report.outcomes[0].coverage.against == 0);
  CHECK(report.negative.total == 0);
}

TEST_CASE("a document rejected as a whole takes its passages with it, accepted it confirms none") {
  const ResultsFolder folder;
  folder.decide(
      "{\"document\":\"c1\",\"outcome\":\"1\",\"decision\":\"reject\"}\n"
      "{\"document\":\"c2\",\"outcome\":\"1\",\"decision\":\"accept\"}\n");
  const Report report = pipeline::gather_report(folder.path());
  REQUIRE(report.outcomes[0].quotes.size() == 1);
  CHECK_FALSE(report.outcomes[0].quotes[0].confirmed);
}

TEST_CASE("acts on the list show, but nothing is made up for them") {
  const ResultsFolder folder;
  folder.decide(
      "{\"kind\":\"outcome\",\"action\":\"retire\",\"outcome\":\"2\"}\n"
      "{\"kind\":\"outcome\",\"action\":\"add\",\"outcome\":\"3\",\"text\":\"Fun.\"}\n");
  const Report report = pipeline::gather_report(folder.path());
  REQUIRE(report.outcomes.size() == 3);
  CHECK(report.outcomes[1].change == pipeline::OutcomeChange::retired);
  CHECK_FALSE(report.outcomes[1].needs_example);
  CHECK(report.outcomes[2].change == pipeline::OutcomeChange::added);
  CHECK_FALSE(report.outcomes[2].needs_example);
}

TEST_CASE("documents give author, date and surroundings; without them the report stands") {
  const ResultsFolder folder;
  CHECK(pipeline::gather_report(folder.path()).outcomes[0].quotes[1].author.empty());
  folder.write_documents(
      "{\"id\":\"c0\",\"text\":\"x\"}\n"
      "{\"id\":\"c1\",\"text\":\"Ôui We harvest beans. Daily.\",\"author\":\"Ann\","
      "\"date\":\"2024-05-06\",\"parent\":null}\n");
  const Report report = pipeline::gather_report(folder.path());
  const auto& quote = report.outcomes[0].quotes[1];
  CHECK(quote.author == "Ann");
  CHECK(quote.before == "Ôui");
  CHECK(quote.after == ". Daily.");
}

TEST_CASE("candidates: dismissed ones vanish, quotes may be bare texts") {
  const ResultsFolder folder;
  folder.write("candidates.json",
               R"([{"statement":"Fun.","source":"proposed","proposed_by":["Ann"],"accepted_by_author":false,
                    "nearest_outcome":"1","novelty":0.9,"quotes":["Is fun among them?"]},
                   {"statement":"Dull.","source":"recurring","size":3,"nearest_outcome":null}])");
  folder.decide(R"({"kind":"candidate","action":"dismiss","statement":"Dull."})");
  const Report report = pipeline::gather_report(folder.path());
  REQUIRE(report.candidates.size() == 1);
  CHECK(report.candidates[0].proposed);
  CHECK(report.candidates[0].accepted_by_author == false);
  CHECK(report.candidates[0].quotes.at(0).text == "Is fun among them?");
}

TEST_CASE("template letters are quoted once") {
  const ResultsFolder folder;
  std::string rows;
  for (int i = 0; i < 9; ++i) {
    rows += ResultsFolder::row("t" + std::to_string(i), "2", 0.8, "likely", "supports", "Same  beans", 0);
  }
  folder.write("mappings.jsonl", rows);
  CHECK(pipeline::gather_report(folder.path()).outcomes[1].quotes.size() == 1);
}

TEST_CASE("the page tells no folders, threads or timings") {
  const ResultsFolder folder;
  const std::string page = pipeline::to_html(pipeline::gather_report(folder.path()));
  CHECK(page.find("/srv") == std::string::npos);
  CHECK(page.find("threads") == std::string::npos);
  CHECK(page.find("c.xml:3: no text") != std::string::npos);
  CHECK(page.find("list.md") != std::string::npos);
  CHECK(page.find("0.25") != std::string::npos);
  CHECK(page == pipeline::to_html(pipeline::gather_report(folder.path())));
}

TEST_CASE("a folder that isn't whole, and broken files, are refused by name") {
  const ResultsFolder folder;
  folder.write("mappings.jsonl", "{\"document\":\"c1\",\"outcome\":\"1\"}\n{\"document\":\n");
  CHECK_THROWS_WITH_AS((void)pipeline::gather_report(folder.path()), "mappings.jsonl:2: not JSON",
                       corpus::Error);
  folder.write("mappings.jsonl", "{\"document\":\"c1\"}\n");
  CHECK_THROWS_WITH_AS((void)pipeline::gather_report(folder.path()),
                       "mappings.jsonl:1: \"outcome\" is missing", corpus::Error);
  folder.write("mappings.jsonl", "");
  folder.decide("{}\n");
  CHECK_THROWS_WITH_AS((void)pipeline::gather_report(folder.path()),
                       "decisions.jsonl:1: \"document\" is missing", corpus::Error);
  std::filesystem::remove(folder.path() / "run.json");
  const std::string missing = (folder.path() / "run.json").string() + ": no such file";
  CHECK_THROWS_WITH_AS((void)pipeline::gather_report(folder.path()), missing.c_str(), corpus::Error);
}

TEST_CASE("a truncated documents file is refused") {
  const ResultsFolder folder;
  folder.write_documents("{\"id\":\"c1\",\"text\":\"x\"}\n");
  const auto file = folder.path() / "documents.jsonl.zst";
  std::filesystem::resize_file(file, std::filesystem::file_size(file) - 4);
  CHECK_THROWS_AS((void)pipeline::gather_report(folder.path()), corpus::Error);
}
