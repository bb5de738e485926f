#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/cli/program.hpp"
#include "tests/cli/results.hpp"
#include "tests/corpus/scratch_folder.hpp"

using namespace bearout::tests;
namespace fs = std::filesystem;

namespace {

/// A copy of the sample's results that may change.
class Copy {
 public:
  Copy() { fs::copy(sample_results(), path(), fs::copy_options::recursive); }
  [[nodiscard]] fs::path path() const { return scratch_.path() / "results"; }
  [[nodiscard]] std::string report() const { return read_text(path() / "report.html"); }
  void decide(const std::string& lines) const { scratch_.write("results/review/decisions.jsonl", lines); }

 private:
  ScratchFolder scratch_;
};

/// A reviewer's word on a row of mappings.jsonl.
std::string decision_on(const Json& row, const char* decision) {
  Json line;
  for (const char* key : {"document", "start", "end", "text", "outcome"}) line[key] = row[key];
  line["kind"] = "mapping";
  line["decision"] = decision;
  line["by"] = "ann";
  line["at"] = "2026-01-01T10:00:00Z";
  return line.dump() + "\n";
}

}  // namespace

TEST_CASE("the same results give the same report") {
  const Copy copy;
  const Finished report = run_program({"report", copy.path()});
  REQUIRE_MESSAGE(report.code == 0, report.err);
  CHECK(differences(copy.path(), sample_results()).empty());
}

TEST_CASE("decisions change the report, and run.json still holds") {
  const Copy copy;
  const auto rows = read_rows(copy.path() / "mappings.jsonl");
  REQUIRE(rows.size() >= 2);
  copy.decide(decision_on(rows[0], "accept") + decision_on(rows[1], "reject"));
  REQUIRE(run_program({"report", copy.path()}).code == 0);
  CHECK(copy.report() != read_text(sample_results() / "report.html"));
  CHECK(copy.report().find("1 of this report’s suggestions accepted, 1 rejected") != std::string::npos);
  CHECK(false_claims(copy.path()).empty());
  CHECK(names_in(copy.path()).size() == names_in(sample_results()).size() + 1);  // and nothing is left beside
  const std::string first = copy.report();
  REQUIRE(run_program({"report", copy.path()}).code == 0);
  CHECK(copy.report() == first);
  fs::remove_all(copy.path() / "review");
  REQUIRE(run_program({"report", copy.path()}).code == 0);
  CHECK(differences(copy.path(), sample_results()).empty());
}

TEST_CASE("a report is one page that needs nothing else") {
  const std::string report = read_text(sample_results() / "report.html");
  for (const char* outside : {"<script", "<link", "src=", "@import", "url("}) {
    CAPTURE(outside);
    CHECK(report.find(outside) == std::string::npos);
  }
  for (const char* inside : {"outcomes.md", "comments.xml", "spot-the-con.md"}) {
    CAPTURE(inside);
    CHECK(report.find(inside) != std::string::npos);
  }
  CHECK(report.find("corpus/samples") == std::string::npos);  // names, not folders
}

TEST_CASE("evaluate prints its figures, as text and as JSON") {
  const Finished text = run_program({"evaluate", sample_results(), "--gold", sample("reading.jsonl")});
  REQUIRE_MESSAGE(text.code == 0, text.err);
  CHECK(text.out.find("84 labelled pairs of document and outcome") != std::string::npos);
  for (const char* measure : {"precision of likely", "recall of likely", "F1 of likely", "Cohen's kappa",
                              "average precision", "mean AP over outcomes", "framing right"}) {
    CAPTURE(measure);
    CHECK(text.out.find(measure) != std::string::npos);
  }
  const Finished json =
      run_program({"evaluate", sample_results(), "--gold", sample("reading.jsonl"), "--json"});
  REQUIRE(json.code == 0);
  const Json figures = Json::parse(json.out, nullptr, false);
  REQUIRE(figures.is_object());
  CHECK(figures["pairs"] == 84);
  CHECK(figures["unknown"] == 0);
  CHECK(figures["outcomes"].size() == 10);
  for (const char* measure : {"likely_precision", "likely_recall", "average_precision"}) {
    const Json& figure = figures[measure];
    CAPTURE(measure);
    CHECK(figure["value"] >= 0);
    CHECK(figure["value"] <= 1);
    CHECK(figure["low"] <= figure["value"]);
    CHECK(figure["value"] <= figure["high"]);
  }
  CHECK(run_program({"evaluate", sample_results(), "--gold", sample("reading.jsonl"), "--json"}).out ==
        json.out);
}

TEST_CASE("evaluate takes the decisions in review/ where no labels are named") {
  const Copy copy;
  const auto rows = read_rows(copy.path() / "mappings.jsonl");
  std::string lines;
  for (std::size_t i = 0; i < rows.size(); ++i)
    lines += decision_on(rows[i], i % 3 == 0 ? "reject" : "accept");
  copy.decide(lines);
  const Finished json = run_program({"evaluate", copy.path(), "--json"});
  REQUIRE_MESSAGE(json.code == 0, json.err);
  const Json figures = Json::parse(json.out);
  CHECK(figures["unknown"] == 0);
  CHECK(figures["matches"] > 0);
  CHECK(figures["matches"] < figures["pairs"]);
}

TEST_CASE("what explain lists adds up to the score") {
  const auto rows = read_rows(sample_results() / "mappings.jsonl");
  REQUIRE(rows.size() >= 3);
  for (const std::size_t i : {std::size_t{0}, rows.size() / 2, rows.size() - 1}) {
    const Json& row = rows[i];
    const std::vector<std::string> words{"explain",   sample_results(), "--document", row["document"],
                                         "--outcome", row["outcome"],   "--passage",  row["passage"].dump()};
    const Finished text = run_program(words);
    REQUIRE_MESSAGE(text.code == 0, text.err);
    CHECK(text.out.find(row["text"].get<std::string>()) != std::string::npos);

    // The lines between "made up of" and the rule, and the sum below it.
    double sum = 0;
    double total = 0;
    bool counting = false;
    for (const std::string& line : lines_of(text.out)) {
      if (line.find("  --------") == 0) {
        counting = false;
      } else if (counting) {
        sum += std::strtod(line.c_str(), nullptr);
      } else if (sum != 0 && total == 0) {
        total = std::strtod(line.c_str(), nullptr);
      }
      if (line.find("made up of") != std::string::npos) counting = true;
    }
    CAPTURE(text.out);
    const double score = row["score"];
    CHECK(sum == doctest::Approx(total).epsilon(0.005));
    CHECK(total == doctest::Approx(std::log(score / (1 - score))).epsilon(0.005));

    auto with_json = words;
    with_json.emplace_back("--json");
    const Json explained = Json::parse(run_program(with_json).out, nullptr, false);
    REQUIRE(explained.is_object());
    double logit = explained["base"];
    for (const Json& evidence : explained["evidence"]) logit += evidence["weight"].get<double>();
    CHECK(logit == doctest::Approx(std::log(score / (1 - score))).epsilon(0.001));
    CHECK(explained["score"] == row["score"]);
    CHECK(explained["start"] == row["start"]);
    CHECK(explained["framing"] == row["framing"]);
  }
}

TEST_CASE("explain takes a model and a text, too") {
  const Finished text = run_program({"explain", "--model", sample_results() / "model.bearout", "--text",
                                     "We keep in touch with friends online.", "--outcome", "1"});
  CHECK(text.code == 0);
  CHECK(text.err.empty());
  CHECK(text.out.find("“We keep in touch with friends online.”") != std::string::npos);
}
