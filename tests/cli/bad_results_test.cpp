#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/cli/program.hpp"
#include "tests/cli/results.hpp"
#include "tests/corpus/scratch_folder.hpp"

using namespace bearout::tests;
namespace fs = std::filesystem;

namespace {

/// A copy of the sample's results, to spoil.
class Copy {
 public:
  Copy() { fs::copy(sample_results(), path(), fs::copy_options::recursive); }
  [[nodiscard]] fs::path path() const { return scratch_.path() / "results"; }

  /// The one line with which each reader of results refuses this folder; they must agree.
  [[nodiscard]] std::string refused() const {
    std::string common;
    for (const auto& reader :
         std::vector<std::vector<std::string>>{{"report", path()},
                                               {"evaluate", path(), "--gold", sample("reading.jsonl")},
                                               {"explain", path(), "--document", "c11", "--outcome", "1"}}) {
      CAPTURE(reader[0]);
      const std::string message = refusal_of(reader);
      if (!common.empty()) CHECK(message == common);
      common = message;
    }
    return common;
  }
  [[nodiscard]] std::string refusal_of(const std::vector<std::string>& arguments) const {
    const Finished finished = run_program(arguments);
    CHECK(finished.code == 2);
    CHECK(finished.out.empty());
    CHECK(lines_of(finished.err).size() == 1);
    return scratch_.here(finished.err);
  }
  std::string write(const std::string& name, std::string_view bytes) const {
    return scratch_.write(name, bytes).string();
  }

 private:
  ScratchFolder scratch_;
};

void append(const fs::path& file, std::string_view bytes) {
  std::ofstream(file, std::ios::binary | std::ios::app) << bytes;
}

std::vector<std::string> run_into(const fs::path& out) {
  return {"run", "--outcomes", sample("outcomes.md"), "--comments", sample("comments.csv"), "--out", out};
}

}  // namespace

TEST_CASE("every reader refuses a folder without run.json") {
  const Copy copy;
  fs::remove(copy.path() / "run.json");
  CHECK(copy.refused() ==
        "results: there is no run.json, so this is no whole results folder; run `bearout run` (again, with "
        "--force)\n");
}

TEST_CASE("every reader refuses a damaged run.json") {
  const Copy copy;
  for (const char* content : {"", "{", "[]", "{\"files\":1}", "{\"bearout\":\"0.1.0\"}"}) {
    CAPTURE(content);
    copy.write("results/run.json", content);
    CHECK(copy.refused() == "results/run.json: is damaged; run `bearout run` again with --force\n");
  }
}

TEST_CASE("every reader refuses a folder whose files are not those of its run") {
  for (const char* name : {"mappings.jsonl", "model.bearout", "documents.jsonl.zst", "candidates.json"}) {
    CAPTURE(name);
    const std::string expected =
        "results: " + std::string(name) +
        " is not the file that run.json names; run `bearout run` again with --force\n";
    const Copy longer;
    append(longer.path() / name, "\n");
    CHECK(longer.refused() == expected);
    const Copy without;
    fs::remove(without.path() / name);
    CHECK(without.refused() == expected);
  }
}

TEST_CASE("explain refuses a model and documents of another content") {
  for (const char* name : {"model.bearout", "documents.jsonl.zst"}) {
    const Copy copy;
    std::fstream file(copy.path() / name, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(40);
    file << "\x01\x02\x03\x04\x05\x06\x07\x08";
    file.close();
    CHECK(copy.refusal_of({"explain", copy.path(), "--document", "c11", "--outcome", "1"}) ==
          "results/" + std::string(name) +
              ": was changed after the run; run `bearout run` again with --force\n");
  }
}

TEST_CASE("a folder that holds another run asks for --force, and leaves it whole") {
  const Copy copy;
  CHECK(copy.refusal_of(run_into(copy.path())) ==
        "results: holds another run; give another folder with --out, or --force to replace it\n");
  CHECK(differences(copy.path(), sample_results()).empty());
  auto words = run_into(copy.path());
  words.emplace_back("--force");
  CHECK(run_program(words).code == 0);
  CHECK(read_json(copy.path() / "run.json")["inputs"].size() == 2);
  CHECK(false_claims(copy.path()).empty());
}

TEST_CASE("a folder that holds somebody's files is left alone") {
  const Copy copy;
  copy.write("mine/notes.txt", "mine");
  const fs::path mine = copy.path().parent_path() / "mine";
  for (const bool force : {false, true}) {
    auto words = run_into(mine);
    if (force) words.emplace_back("--force");
    CHECK(copy.refusal_of(words) ==
          "mine: holds \"notes.txt\", which is no result of a run; give an empty folder with --out\n");
    CHECK(names_in(mine) == std::vector<std::string>{"notes.txt"});
  }
}

TEST_CASE("what people put beside a run survives the next one") {
  const Copy copy;
  copy.write("results/notes.txt", "mine");
  copy.write("results/review/decisions.jsonl", "");
  auto words = run_into(copy.path());
  words.emplace_back("--force");
  CHECK(run_program(words).code == 0);
  CHECK(read_text(copy.path() / "notes.txt") == "mine");
  CHECK(fs::exists(copy.path() / "review" / "decisions.jsonl"));
}

TEST_CASE("a folder that a run has left empty is as good as none") {
  const Copy copy;
  const fs::path empty = copy.path().parent_path() / "empty";
  fs::create_directory(empty);
  const Finished failed = run_program({"run", "--outcomes", sample("outcomes.md"), "--comments",
                                       copy.write("c.xml", "<rss><channel>"), "--out", empty});
  CHECK(failed.code == 2);
  CHECK(names_in(empty).empty());  // it was there before: it stays
  CHECK(run_program(run_into(empty)).code == 0);
}

TEST_CASE("labels and decisions that can't be read are refused with their line") {
  const Copy copy;
  const auto gold = [&](const std::string& text) {
    return copy.refusal_of({"evaluate", copy.path(), "--gold", copy.write("gold.jsonl", text)});
  };
  const std::string good = "{\"document\":\"c11\",\"outcome\":\"1\",\"match\":1}\n";
  CHECK(gold(good + "{\"document\":\n") ==
        "gold.jsonl:2: is not of the form {\"document\":\"c1\",\"outcome\":\"3\",\"match\":1}\n");
  CHECK(gold(good + "{\"document\":\"c12\",\"outcome\":\"1\"}\n") ==
        "gold.jsonl:2: is not of the form {\"document\":\"c1\",\"outcome\":\"3\",\"match\":1}\n");
  CHECK(gold(good + "{\"document\":\"c12\",\"outcome\":\"1\",\"match\":2}\n") ==
        "gold.jsonl:2: \"match\" is 2; it may be 0 or 1\n");
  CHECK(gold(good + "{\"document\":\"c12\",\"outcome\":\"1\",\"match\":1,\"framing\":\"happy\"}\n") ==
        "gold.jsonl:2: \"framing\" is \"happy\"; it may be \"supports\", \"contrary\" or \"unclear\"\n");
  CHECK(gold("") == "gold.jsonl: no label speaks of a document and an outcome of this run\n");
  CHECK(copy.refusal_of({"evaluate", copy.path(), "--gold", "none.jsonl"}) == "none.jsonl: no such file\n");
  CHECK(copy.refusal_of({"evaluate", copy.path()}) ==
        "results: there are no decisions in review/ yet; give labels with --gold\n");  // neither labels nor
                                                                                       // decisions
}

TEST_CASE("explain says what it does not know") {
  const Copy copy;
  const auto explain = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words{"explain"};
    words.insert(words.end(), more.begin(), more.end());
    return copy.refusal_of(words);
  };
  const std::string results = copy.path();
  CHECK(explain({results, "--document", "c999", "--outcome", "1"}) ==
        "results: there is no document \"c999\"\n");
  CHECK(explain({results, "--document", "c11", "--outcome", "99"}) ==
        "there is no outcome \"99\" on the list\n");
  CHECK(explain({results, "--document", "c11", "--outcome", "1", "--passage", "99"}) ==
        "document \"c11\" has no passage 99; it has 5\n");
  CHECK(explain({results, "--outcome", "1"}) == "name the document with --document\n");
  CHECK(explain({results, "--model", "m", "--outcome", "1"}) ==
        "name either a results folder and --document, or --model and --text\n");
}
