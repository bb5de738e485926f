#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/cli/program.hpp"
#include "tests/cli/results.hpp"
#include "tests/corpus/scratch_folder.hpp"

using namespace bearout::tests;

namespace {

struct Command {
  std::string name;
  std::vector<std::string> options;
};

const std::vector<Command>& commands() {
  static const std::vector<Command> all{
      {"run",
       {"--outcomes",
        "--comments",
        "--case-studies",
        "--out",
        "--force",
        "--question",
        "--unit",
        "--language",
        "--all-pairs",
        "--min-score",
        "--top",
        "--matches-per-document",
        "--decisions",
        "--review-for",
        "--no-candidates",
        "--channels",
        "--threads",
        "--seed",
        "--candidate-count",
        "--no-documents",
        "--report-author",
        "--text-column",
        "--sheet",
        "--group-by",
        "--id-column",
        "--author-column",
        "--date-column",
        "--parent-column",
        "--url-column",
        "--role-column",
        "--help",
        "--include-unapproved"}},
      {"report", {"results", "--help"}},
      {"export", {"results", "--to", "--out", "--bom", "--help"}},
      {"import", {"results", "file", "--help"}},
      {"evaluate", {"results", "--gold", "--json", "--seed", "--help"}},
      {"explain",
       {"results", "--document", "--passage", "--outcome", "--model", "--text", "--json", "--help"}},
      {"observe",
       {"shard", "--comments", "--case-studies", "--out", "--unit", "--language", "--threads",
        "--text-column", "--help"}},
      {"merge", {"statistics", "--out", "--help"}},
      {"fit",
       {"--statistics", "--outcomes", "--question", "--matches-per-document", "--candidate-count",
        "--no-candidates", "--channels", "--seed", "--decisions", "--out", "--help"}},
      {"score",
       {"--model", "--comments", "--case-studies", "--out", "--all-pairs", "--min-score", "--top",
        "--no-documents", "--line-buffered", "--threads", "--help"}},
      {"assemble", {"rows", "--model", "--out", "--force", "--review-for", "--help"}}};
  return all;
}

bool names(const std::string& help, const std::string& option) {
  for (std::size_t at = help.find(option); at != std::string::npos; at = help.find(option, at + 1)) {
    const std::size_t end = at + option.size();
    if (end == help.size() || std::string(" \n:,").find(help[end]) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("each command's help names each of its options") {
  for (const Command& command : commands()) {
    CAPTURE(command.name);
    const Finished help = run_program({command.name, "--help"});
    CHECK(help.code == 0);
    CHECK(help.err.empty());
    for (const std::string& option : command.options) {
      CAPTURE(option);
      CHECK(names(help.out, option));
    }
  }
}

TEST_CASE("the program's help names its commands and what goes before them") {
  const Finished help = run_program({"--help"});
  CHECK(help.code == 0);
  for (const Command& command : commands()) {
    CAPTURE(command.name);
    CHECK(names(help.out, "  " + command.name));
  }
  for (const char* option : {"--version", "--quiet", "--verbose", "--log-json"}) {
    CAPTURE(option);
    CHECK(names(help.out, option));
  }
}

TEST_CASE("the version is one line") {
  const Finished version = run_program({"--version"});
  CHECK(version.code == 0);
  CHECK(lines_of(version.out).size() == 1);
  CHECK(version.out.rfind("bearout ", 0) == 0);
  CHECK(version.err.empty());
}

TEST_CASE("a call that makes no sense is refused in one line that says where to look") {
  const ScratchFolder scratch;
  const std::string out = (scratch.path() / "out").string();
  const std::string list = sample("outcomes.md");
  const std::string comments = sample("comments.csv");
  const std::vector<std::vector<std::string>> calls{
      {},
      {"rum"},
      {"--loud", "run"},
      {"run", "--outcomes", list, "--comments", comments, "--out", out, "--frobnicate"},
      {"run", "--outcomes", list, "--comments", comments},
      {"run", "--comments", comments, "--out", out},
      {"run", "--outcomes", list, "--out", out},
      {"run", "--outcomes", list, "--comments", comments, "--out", out, "--unit", "word"},
      {"run", "--outcomes", list, "--comments", comments, "--out", out, "--language", "xx"},
      {"run", "--outcomes", list, "--comments", comments, "--out", out, "--min-score", "2"},
      {"run", "--outcomes", list, "--comments", comments, "--out", out, "--matches-per-document", "0"},
      {"run", "--outcomes", list, "--comments", comments, "--out", out, "--threads", "0"},
      {"run", "--outcomes", list, "--comments", comments, "--out", out, "--top", "many"},
      {"report"},
      {"explain", "--outcome", "1"},
      {"merge", "--out", out},
      {"assemble", "--model", out, "--out", out}};
  for (const auto& call : calls) {
    std::string words;
    for (const std::string& word : call) words += " " + word;
    CAPTURE(words);
    const Finished finished = run_program(call);
    CAPTURE(finished.err);
    CHECK(finished.code == 2);
    CHECK(finished.out.empty());
    CHECK(lines_of(finished.err).size() == 1);
    CHECK_FALSE(std::filesystem::exists(out));
  }
  CHECK(run_program({"run", "--frobnicate"}).err.find("bearout run --help") != std::string::npos);
}
