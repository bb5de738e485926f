#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/cli/program.hpp"
#include "tests/cli/results.hpp"
#include "tests/corpus/scratch_folder.hpp"

using namespace bearout::tests;
namespace fs = std::filesystem;

namespace {

using Names = std::vector<std::string>;

/// Calls that must succeed and say nothing on standard error.
std::string call(const std::vector<std::string>& arguments, std::string_view input = {}) {
  const Finished finished = run_program(arguments, input);
  REQUIRE_MESSAGE(finished.code == 0, arguments[0], ": ", finished.err);
  CHECK(finished.err.empty());
  return finished.out;
}

/// run.json without what differs from run to run.
Json lasting_record(const fs::path& results) {
  Json run = read_json(results / "run.json");
  run.erase("timings");
  run.erase("finished");
  return run;
}

/// The sample's documents in two files.
struct Halves {
  explicit Halves(const ScratchFolder& scratch) {
    std::string first_text;
    for (const std::string& line : lines_of(sample_documents())) {
      std::string& text = number++ < 31 ? first_text : second_text;
      text += line + "\n";
    }
    first = scratch.write("first.jsonl", first_text);
    second = scratch.write("second.jsonl", second_text);
  }
  int number = 0;
  std::string second_text;
  std::string first;
  std::string second;
};

}  // namespace

TEST_CASE("one thread, two and three write the same bytes") {
  const ScratchFolder scratch;
  for (const std::string threads : {"1", "2", "3"})
    call(sample_run(scratch.path() / threads, {"--threads", threads}));
  for (const std::string threads : {"2", "3"}) {
    CAPTURE(threads);
    CHECK(differences(scratch.path() / "1", scratch.path() / threads) == Names{"run.json"});
    CHECK(lasting_record(scratch.path() / "1") == lasting_record(scratch.path() / threads));
  }
}

TEST_CASE("many batches read by many threads keep their order") {
  const ScratchFolder scratch;
  std::string many;
  for (int copy = 0; copy < 40; ++copy) {
    for (const std::string& line : lines_of(sample_documents())) {
      Json document = Json::parse(line);
      document["id"] = document["id"].get<std::string>() + "-" + std::to_string(copy);
      many += document.dump() + "\n";
    }
  }
  const std::string comments = scratch.write("many.jsonl", many);
  for (const std::string threads : {"1", "3"}) {
    call({"run", "--outcomes", sample("outcomes.md"), "--comments", comments, "--candidate-count", "3",
          "--out", scratch.path() / threads, "--threads", threads});
  }
  CHECK(differences(scratch.path() / "1", scratch.path() / "3") == Names{"run.json"});
}

TEST_CASE("five moves in two shards write what one run writes") {
  const ScratchFolder scratch;
  const Halves halves(scratch);
  const auto at = [&](const char* name) { return (scratch.path() / name).string(); };
  const std::string list = sample("outcomes.md");
  const std::vector<std::string> asked{"--question", "What has it done for you?", "--matches-per-document",
                                       "2"};
  const auto with = [](std::vector<std::string> words, const std::vector<std::string>& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
  };
  call(with({"run", "--outcomes", list, "--comments", halves.first, "--comments", "-", "--min-score", "0.15",
             "--out", at("whole")},
            asked),
       halves.second_text);

  call({"observe", halves.first, "--out", at("first.statistics")});
  call({"observe", "--out", at("second.statistics")}, halves.second_text);
  call({"merge", at("first.statistics"), at("second.statistics"), "--out", at("all.statistics")});
  call({"merge", at("second.statistics"), at("first.statistics"), "--out", at("turned.statistics")});
  CHECK(read_text(at("all.statistics")) == read_text(at("turned.statistics")));

  call(with({"fit", "--statistics", at("turned.statistics"), "--outcomes", list, "--out", at("model")},
            asked));
  CHECK(read_text(at("model")) == read_text(scratch.path() / "whole" / "model.bearout"));

  call({"score", "--model", at("model"), "--comments", halves.first, "--min-score", "0.15", "--out",
        at("first.jsonl.zst")});
  const std::string rows =
      call({"score", "--model", at("model"), "--min-score", "0.15", "--out", "-"}, halves.second_text);
  CHECK(call({"score", "--model", at("model"), "--min-score", "0.15", "--line-buffered"},
             halves.second_text) == rows);
  scratch.write("second.jsonl.rows", rows);
  call({"assemble", "--model", at("model"), "--out", at("assembled"), at("first.jsonl.zst"),
        at("second.jsonl.rows")});

  CHECK(differences(at("whole"), at("assembled")) == Names{"run.json"});
  CHECK(false_claims(at("assembled")).empty());
  const Json one = read_json(scratch.path() / "whole" / "run.json");
  const Json other = read_json(scratch.path() / "assembled" / "run.json");
  CHECK(other["command"] == "assemble");
  for (const char* same : {"counts", "skipped", "model", "files", "channels"}) {
    CAPTURE(same);
    CHECK(one[same] == other[same]);
  }
  for (const char* same : {"question", "matches_per_document", "min_score", "unit", "language", "seed"}) {
    CAPTURE(same);
    CHECK(one["options"][same] == other["options"][same]);
  }
  const std::string again = read_text(scratch.path() / "assembled" / "report.html");
  call({"report", at("assembled")});
  CHECK(again == read_text(scratch.path() / "assembled" / "report.html"));
}

TEST_CASE("whole documents give the same in shards, too") {
  const ScratchFolder scratch;
  const Halves halves(scratch);
  const auto at = [&](const char* name) { return (scratch.path() / name).string(); };
  call({"run", "--unit", "document", "--all-pairs", "--outcomes", sample("outcomes.md"), "--comments",
        halves.first, "--comments", halves.second, "--out", at("whole")});
  call({"observe", "--unit", "document", "--comments", halves.first, "--comments", halves.second, "--out",
        at("statistics")});
  call({"fit", "--statistics", at("statistics"), "--outcomes", sample("outcomes.md"), "--out", at("model")});
  call({"score", "--all-pairs", "--model", at("model"), "--comments", halves.first, "--out", at("1.jsonl")});
  call({"score", "--all-pairs", "--model", at("model"), "--comments", halves.second, "--out", at("2.jsonl")});
  call({"assemble", "--model", at("model"), "--out", at("assembled"), at("1.jsonl"), at("2.jsonl")});
  CHECK(differences(at("whole"), at("assembled")) == Names{"run.json"});
}

TEST_CASE("words alone give the same in shards, and the results say that nothing else was compared") {
  const ScratchFolder scratch;
  const Halves halves(scratch);
  const auto at = [&](const char* name) { return (scratch.path() / name).string(); };
  call({"run", "--channels", "words", "--outcomes", sample("outcomes.md"), "--comments", halves.first,
        "--comments", halves.second, "--out", at("whole")});
  call({"observe", halves.first, halves.second, "--out", at("statistics")});
  call({"fit", "--channels", "words", "--statistics", at("statistics"), "--outcomes", sample("outcomes.md"),
        "--out", at("model")});
  call({"score", "--model", at("model"), "--comments", halves.first, "--out", at("1.jsonl")});
  call({"score", "--model", at("model"), "--comments", halves.second, "--out", at("2.jsonl")});
  call({"assemble", "--model", at("model"), "--out", at("assembled"), at("1.jsonl"), at("2.jsonl")});
  CHECK(differences(at("whole"), at("assembled")) == Names{"run.json"});
  const Json run = read_json(scratch.path() / "whole" / "run.json");
  CHECK(run["options"]["channels"] == "words");
  CHECK(run["channels"] == Json{"words", "reference"});
  CHECK(run["counts"]["likely"] > 0);
  const std::string report = read_text(scratch.path() / "whole" / "report.html");
  CHECK(report.find("Words alone were compared") != std::string::npos);
}

TEST_CASE("a shard may be empty") {
  const ScratchFolder scratch;
  const Halves halves(scratch);
  const auto at = [&](const char* name) { return (scratch.path() / name).string(); };
  call({"observe", "--comments", halves.first, "--out", at("half")});
  call({"observe", "--comments", "-", "--out", at("nothing")}, "");
  call({"merge", at("half"), at("nothing"), "--out", at("statistics")});
  CHECK(read_text(at("half")) == read_text(at("statistics")));
  call({"fit", "--statistics", at("statistics"), "--outcomes", sample("outcomes.md"), "--out", at("model")});
  call({"score", "--model", at("model"), "--comments", halves.first, "--out", at("1.jsonl")});
  scratch.write("2.jsonl", call({"score", "--model", at("model"), "--comments", "-"}, ""));
  call({"assemble", "--model", at("model"), "--out", at("one"), at("1.jsonl")});
  call({"assemble", "--model", at("model"), "--out", at("two"), at("1.jsonl"), at("2.jsonl")});
  CHECK(differences(at("one"), at("two")) == Names{"report.html", "run.json"});  // both list what was read
}

TEST_CASE("rows without documents make results without documents") {
  const ScratchFolder scratch;
  const Halves halves(scratch);
  const auto at = [&](const char* name) { return (scratch.path() / name).string(); };
  call({"observe", "--comments", halves.first, "--out", at("statistics")});
  call({"fit", "--statistics", at("statistics"), "--outcomes", sample("outcomes.md"), "--out", at("model")});
  call({"score", "--no-documents", "--model", at("model"), "--comments", halves.first, "--out", at("rows")});
  call({"assemble", "--model", at("model"), "--out", at("out"), at("rows")});
  CHECK_FALSE(fs::exists(scratch.path() / "out" / "documents.jsonl.zst"));
  CHECK(false_claims(at("out")).empty());
}

TEST_CASE("shards that don't belong together are refused in one line") {
  const ScratchFolder scratch;
  const Halves halves(scratch);
  const auto at = [&](const char* name) { return (scratch.path() / name).string(); };
  const auto refused = [&](const std::vector<std::string>& arguments) {
    const Finished finished = run_program(arguments);
    CHECK(finished.code == 2);
    CHECK(lines_of(finished.err).size() == 1);
    return scratch.here(finished.err);
  };
  call({"observe", "--comments", halves.first, "--out", at("p")});
  call({"observe", "--unit", "document", "--comments", halves.first, "--out", at("d")});
  CHECK(refused({"merge", at("p"), at("d"), "--out", at("sum")}) ==
        "d: statistics were counted with different options (language, unit or sample size); observe them "
        "alike\n");
  CHECK_FALSE(fs::exists(at("sum")));

  call({"fit", "--statistics", at("p"), "--outcomes", sample("outcomes.md"), "--out", at("model")});
  call({"fit", "--statistics", at("p"), "--outcomes", sample("outcomes.md"), "--seed", "2", "--out",
        at("other")});
  call({"score", "--model", at("model"), "--comments", halves.first, "--out", at("1.jsonl")});
  call({"score", "--model", at("model"), "--comments", halves.first, "--top", "1", "--out", at("2.jsonl")});
  const auto assemble = [&](const char* model, std::vector<std::string> rows) {
    std::vector<std::string> words{"assemble", "--model", at(model), "--out", at("out")};
    words.insert(words.end(), rows.begin(), rows.end());
    const std::string message = refused(words);
    CHECK_FALSE(fs::exists(at("out")));
    return message;
  };
  CHECK(assemble("other", {at("1.jsonl")}) ==
        "1.jsonl:1: was scored with another model; score it again with this one\n");
  CHECK(assemble("model", {at("1.jsonl"), at("2.jsonl")}) ==
        "2.jsonl: was scored with other options than the shards before it; score all alike\n");
  CHECK(assemble("model", {at("1.jsonl"), at("1.jsonl")}) ==
        "1.jsonl: is given twice; each shard counts once\n");

  const std::string rows = read_text(at("1.jsonl"));
  const std::string shorter = scratch.write("short.jsonl", rows.substr(0, rows.rfind("{\"row\":\"end\"")));
  CHECK(assemble("model", {shorter}).find("ends without its last row; score that shard again") !=
        std::string::npos);
  const std::string broken = scratch.write("broken.jsonl", rows.substr(0, rows.size() / 2));
  CHECK(assemble("model", {broken}).find("broken.jsonl:") == 0);
  CHECK(assemble("model", {at("p")}) == "p:1: does not begin like rows that `bearout score` wrote\n");
  CHECK(assemble("missing", {at("1.jsonl")}) == "missing: can't be read; make it with `bearout fit`\n");
  CHECK(assemble("p", {at("1.jsonl")}) == "p: holds \"statistics\", expected \"model\"\n");
  CHECK(assemble("model", {at("none.jsonl")}) == "none.jsonl: no such file\n");

  std::string model = read_text(at("model"));
  model[model.size() / 2] = static_cast<char>(model[model.size() / 2] ^ 1);
  scratch.write("flipped", model);
  CHECK(assemble("flipped", {at("1.jsonl")}) ==
        "flipped: is damaged (its checksum does not agree); make it again\n");
  scratch.write("cut", model.substr(0, model.size() / 2));
  CHECK(assemble("cut", {at("1.jsonl")}) == "cut: is cut short; make it again\n");
}

TEST_CASE("the shards' commands ask for ids") {
  const ScratchFolder scratch;
  const std::string comments = scratch.write("c.jsonl", "{\"text\":\"No id here.\"}\n");
  const Finished finished = run_program({"observe", "--comments", comments, "--out", scratch.path() / "s"});
  CHECK(scratch.here(finished.err) == "skipped: c.jsonl:1: the id is missing\n");
}
