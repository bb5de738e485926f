#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/cli/program.hpp"
#include "tests/cli/results.hpp"
#include "tests/corpus/scratch_folder.hpp"

using namespace bearout::tests;
namespace fs = std::filesystem;

namespace {

using Names = std::vector<std::string>;

/// A run of the sample's comments with what was decided.
Finished run_sample(const ScratchFolder& scratch, const std::string& out, const Names& more = {}) {
  Names words{"run",
              "--outcomes",
              sample("outcomes.md"),
              "--comments",
              sample("comments.xml"),
              "--out",
              (scratch.path() / out).string()};
  words.insert(words.end(), more.begin(), more.end());
  return run_program(words);
}

Json act(const Json& row, const std::string& decision) {
  return {{"document", row["document"]}, {"start", row["start"]}, {"end", row["end"]}, {"text", row["text"]},
          {"outcome", row["outcome"]},   {"decision", decision},  {"by", "ann"}};
}

/// Acts on the first rows of a run, every third a rejection.
std::string decisions_on(const fs::path& results) {
  std::string lines;
  std::size_t number = 0;
  for (const Json& row : read_rows(results / "mappings.jsonl"))
    lines += act(row, number++ % 3 == 0 ? "reject" : "accept").dump() + "\n";
  return lines;
}

}  // namespace

TEST_CASE("what was decided is shown, teaches, and is found again in any order of the lines") {
  const ScratchFolder scratch;
  REQUIRE(run_sample(scratch, "first").code == 0);
  const std::string lines = decisions_on(scratch.path() / "first");
  const std::string file = scratch.write("decisions.jsonl", lines);
  REQUIRE(run_sample(scratch, "second", {"--decisions", file}).code == 0);
  std::size_t decided = 0;
  bool reviewed = false;
  for (const Json& row : read_rows(scratch.path() / "second" / "mappings.jsonl")) {
    if (row["decided"].is_null()) continue;
    ++decided;
    CHECK(row["priority"].is_null());
    for (const Json& evidence : row["evidence"]) reviewed |= evidence["via"] == "reviewed";
  }
  CHECK(decided > 20);
  CHECK(reviewed);
  const Json run = read_json(scratch.path() / "second" / "run.json");
  CHECK(run["decisions"]["lost"] == 0);
  CHECK(run["decisions"]["taught"] > 20);

  auto turned = lines_of(lines);
  std::reverse(turned.begin(), turned.end());
  std::string text;
  for (const std::string& line : turned) text += line + "\n";
  scratch.write("turned/decisions.jsonl", text);
  REQUIRE(
      run_sample(scratch, "third", {"--decisions", (scratch.path() / "turned" / "decisions.jsonl").string()})
          .code == 0);
  CHECK(read_text(scratch.path() / "second" / "outcomes.json") ==
        read_text(scratch.path() / "third" / "outcomes.json"));
}

TEST_CASE("wrong answers do not make suggestions multiply") {
  const ScratchFolder scratch;
  REQUIRE(run_sample(scratch, "first").code == 0);
  const auto first = read_rows(scratch.path() / "first" / "mappings.jsonl");
  std::set<std::pair<std::string, std::string>> matches;
  for (const Json& line : read_rows(sample("reading.jsonl"))) {
    if (line["match"] == 1) matches.emplace(line["document"], line["outcome"]);
  }
  // All that is suggested is answered from the reading by hand; one in `wrong` answers is turned round.
  std::vector<std::size_t> likely;
  for (const std::size_t wrong : {1000U, 20U, 10U, 5U}) {
    std::string lines;
    std::size_t number = 0;
    for (const Json& row : first) {
      const bool match = matches.contains({row["document"], row["outcome"]});
      lines += act(row, match != (++number % wrong == 0) ? "accept" : "reject").dump() + "\n";
    }
    const std::string file = scratch.write("decisions.jsonl", lines);
    REQUIRE(run_sample(scratch, "again", {"--force", "--decisions", file}).code == 0);
    const auto again = read_rows(scratch.path() / "again" / "mappings.jsonl");
    CHECK(again.size() < 2 * first.size());
    likely.push_back(static_cast<std::size_t>(std::count_if(again.begin(), again.end(), [](const Json& row) {
      return row["decided"].is_null() && row["band"] == "likely";
    })));
    CHECK(likely.back() < likely.front() + 15);
  }
}

TEST_CASE("decisions that match nothing are counted, listed, and told in one line") {
  const ScratchFolder scratch;
  const std::string file = scratch.write(
      "decisions.jsonl", R"({"document":"gone","text":"x","outcome":"1","decision":"accept"})"
                         "\n"
                         R"({"document":"c44","text":"never said","outcome":"1","decision":"reject"})"
                         "\n");
  const Finished finished = run_sample(scratch, "out", {"--decisions", file});
  CHECK(finished.code == 0);
  CHECK(finished.err.find("2 of 2 decisions match no passage") != std::string::npos);
  const Json run = read_json(scratch.path() / "out" / "run.json");
  CHECK(run["decisions"]["lost"] == 2);
  CHECK(run["decisions"]["lost_ones"].size() == 2);
}

TEST_CASE("outcomes added, reworded and retired in review are the list of the next run") {
  const ScratchFolder scratch;
  const std::string file = scratch.write(
      "decisions.jsonl", R"({"kind":"outcome","action":"retire","outcome":"4"})"
                         "\n"
                         R"({"kind":"outcome","action":"add","text":"The car park is too small."})"
                         "\n"
                         R"({"kind":"outcome","action":"reword","outcome":"1","text":"Older people meet."})"
                         "\n");
  REQUIRE(run_sample(scratch, "out", {"--decisions", file}).code == 0);
  const Json outcomes = read_json(scratch.path() / "out" / "outcomes.json");
  Names ids;
  for (const Json& outcome : outcomes) ids.push_back(outcome["id"]);
  CHECK(std::find(ids.begin(), ids.end(), "4") == ids.end());
  CHECK(outcomes.front()["text"] == "Older people meet.");
  CHECK(outcomes.back()["text"] == "The car park is too small.");
}

TEST_CASE("a dismissed candidate stays away, a promoted one is an outcome") {
  const ScratchFolder scratch;
  REQUIRE(run_sample(scratch, "first").code == 0);
  const Json before = read_json(scratch.path() / "first" / "candidates.json");
  REQUIRE(before.size() >= 2);
  const auto on = [&](std::size_t i, const char* action) {
    return Json{{"kind", "candidate"}, {"action", action}, {"statement", before[i]["statement"]}}.dump() +
           "\n";
  };
  const std::string file = scratch.write("decisions.jsonl", on(0, "dismiss") + on(1, "promote"));
  REQUIRE(run_sample(scratch, "second", {"--decisions", file}).code == 0);
  for (const Json& candidate : read_json(scratch.path() / "second" / "candidates.json")) {
    CHECK(candidate["statement"] != before[0]["statement"]);
    CHECK(candidate["statement"] != before[1]["statement"]);
  }
  CHECK(read_json(scratch.path() / "second" / "outcomes.json").back()["text"] == before[1]["statement"]);
}

TEST_CASE("the order of review is for what it was asked to be") {
  const ScratchFolder scratch;
  Names first_rows;
  for (const char* purpose : {"learning", "finding", "balance"}) {
    REQUIRE(run_sample(scratch, purpose, {"--review-for", purpose}).code == 0);
    const auto rows = read_rows(scratch.path() / purpose / "mappings.jsonl");
    double best = 0;
    double sum = 0;
    for (const Json& row : rows) {
      best = std::max(best, row["priority"].get<double>());
      sum += row["priority"].get<double>();
    }
    CHECK(best == doctest::Approx(1));
    first_rows.push_back(std::to_string(sum));
  }
  const Finished wrong = run_sample(scratch, "wrong", {"--review-for", "fun"});
  CHECK(wrong.code == 2);
  CHECK(std::count(wrong.err.begin(), wrong.err.end(), '\n') == 1);
}

TEST_CASE("decisions teach the same in one piece and in shards") {
  const ScratchFolder scratch;
  const auto at = [&](const char* name) { return (scratch.path() / name).string(); };
  std::string first;
  std::string second;
  std::size_t number = 0;
  for (const std::string& line : lines_of(sample_documents()))
    (number++ < 31 ? first : second) += line + "\n";
  scratch.write("1.jsonl", first);
  scratch.write("2.jsonl", second);
  const std::string list = sample("outcomes.md");
  const auto call = [&](const Names& words) {
    const Finished finished = run_program(words);
    REQUIRE_MESSAGE(finished.code == 0, words[0], ": ", finished.err);
  };
  call({"run", "--outcomes", list, "--comments", at("1.jsonl"), "--comments", at("2.jsonl"), "--out",
        at("first")});
  scratch.write("decisions.jsonl", decisions_on(scratch.path() / "first"));
  call({"run", "--outcomes", list, "--comments", at("1.jsonl"), "--comments", at("2.jsonl"), "--decisions",
        at("decisions.jsonl"), "--review-for", "learning", "--threads", "3", "--out", at("whole")});
  call({"observe", "--comments", at("2.jsonl"), "--out", at("2.statistics")});
  call({"observe", "--comments", at("1.jsonl"), "--out", at("1.statistics")});
  call({"merge", at("2.statistics"), at("1.statistics"), "--out", at("statistics")});
  call({"fit", "--statistics", at("statistics"), "--outcomes", list, "--decisions", at("decisions.jsonl"),
        "--out", at("model")});
  CHECK(read_text(at("model")) == read_text(scratch.path() / "whole" / "model.bearout"));
  call({"score", "--model", at("model"), "--comments", at("1.jsonl"), "--out", at("1.rows.jsonl")});
  call({"score", "--model", at("model"), "--comments", at("2.jsonl"), "--out", at("2.rows.jsonl")});
  call({"assemble", "--model", at("model"), "--review-for", "learning", "--out", at("assembled"),
        at("1.rows.jsonl"), at("2.rows.jsonl")});
  CHECK(differences(at("whole"), at("assembled")) == Names{"run.json"});
  CHECK(read_json(scratch.path() / "whole" / "run.json")["decisions"] ==
        read_json(scratch.path() / "assembled" / "run.json")["decisions"]);
}
