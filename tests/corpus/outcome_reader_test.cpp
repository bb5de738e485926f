#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "corpus/outcome.hpp"
#include "tests/corpus/error_message.hpp"
#include "tests/corpus/scratch_folder.hpp"

using bearout::corpus::Outcome;
using bearout::corpus::read_outcomes;
using bearout::tests::error_message;
using bearout::tests::ScratchFolder;

namespace {

using Outcomes = std::vector<Outcome>;

Outcomes outcomes_of(const std::string& name, const std::string& bytes) {
  const ScratchFolder folder;
  return read_outcomes(folder.write(name, bytes));
}

std::string fault_of(const std::string& name, const std::string& bytes) {
  const ScratchFolder folder;
  return folder.here(error_message([&] { static_cast<void>(read_outcomes(folder.write(name, bytes))); }));
}

Outcome plain(std::string id, std::string text) {
  return {std::move(id), std::move(text), {}, {}};
}

}  // namespace

TEST_CASE("the first list of a text, up to the next paragraph") {
  CHECK(
      outcomes_of(
          "o.txt",
          "Preface.\n\n  1. It reaches people\n     who are hard to reach.\r\n\n  2) It costs 3.5 million.\n"
          "\nDo you agree?\n\n  1. Yes.\n") ==
      Outcomes{plain("1", "It reaches people who are hard to reach."), plain("2", "It costs 3.5 million.")});
  CHECK(outcomes_of("o.txt", "(4) four\n\n(7) seven\nThat is all.\n") ==
        Outcomes{plain("4", "four"), plain("7", "seven")});
  CHECK(outcomes_of("o.md", "\xEF\xBB\xBF* a\n* b\n  - b1\n\n+ c") ==
        Outcomes{plain("1", "a"), plain("2", "b b1"), plain("3", "c")});
  CHECK(outcomes_of("o.txt", "• a\n• b\n\n1. c") == Outcomes{plain("1", "a"), plain("2", "b")});
}

TEST_CASE("lines wrapped without indent belong to the item, if the list goes on behind them") {
  CHECK(outcomes_of("o.txt", "1. It reaches\npeople.\n2. It costs\nmoney.\n\nEnd.") ==
        Outcomes{plain("1", "It reaches people."), plain("2", "It costs money.")});
}

TEST_CASE("Markdown's marks, front matter, code, headings and lazy numbers") {
  CHECK(outcomes_of("o.md",
                    "---\ntags:\n - x\n---\n```\n- code\n```\n# Outcomes\n1. **Reach** "
                    "[people](http://a.b/c_d) in `time`\n"
                    "1. keeps snake_case and 2 * 3 * 4\n\n* * *\n") ==
        Outcomes{plain("1", "Reach people in time"), plain("2", "keeps snake_case and 2 * 3 * 4")});
}

TEST_CASE("a text without a list; empty files") {
  CHECK(fault_of("o.md", "Only words.\n") == "o.md: no numbered or bulleted list found");
  for (const auto* name : {"o.md", "o.txt", "o.csv", "o.json", "o.jsonl"}) {
    CAPTURE(name);
    CHECK(outcomes_of(name, "").empty());
    CHECK(outcomes_of(name, "\n\n").empty());
  }
  CHECK(outcomes_of("o.json", "[]").empty());
  CHECK(outcomes_of("o.csv", "id,text\n").empty());
}

TEST_CASE("tables") {
  CHECK(outcomes_of("o.csv", "ID;Outcome;Keywords;Title\n3;\"a; b\";x; y\n").front().text == "a; b");
  CHECK(outcomes_of("o.csv", "id,title,text,keywords\nA,short,a sentence,\"x; y;\"\n,,another,\n") ==
        Outcomes{{"A", "a sentence", "short", {"x", "y"}}, plain("2", "another")});
  CHECK(outcomes_of("o.tsv", "text\tid\na, b\t1\n") == Outcomes{plain("1", "a, b")});
  // A codebook, as Taguette writes it.
  CHECK(outcomes_of("o.csv", "tag,description,number of highlights\ncontact,Keep in touch.,3\nfraud,,2\n") ==
        Outcomes{{"1", "Keep in touch.", "contact", {}}, plain("2", "fraud")});
  CHECK(fault_of("o.csv", "id,name\n1,a") ==
        "o.csv:1: no column \"text\" (or outcome, description, statement); the columns are \"id\", \"name\"; "
        "call the one with the sentences \"text\"");
}

TEST_CASE("JSON") {
  const Outcomes expected{{"3", "a", "t", {"x", "y"}}, plain("2", "b")};
  CHECK(outcomes_of("o.json", R"([{"id":3,"text":"a","title":"t","keywords":["x","y"]},"b"])") == expected);
  CHECK(outcomes_of(
            "o.json",
            R"({"outcomes":[{"id":3,"outcome":"a","title":"t","keywords":"x; y"},{"statement":"b"}]})") ==
        expected);
  CHECK(
      outcomes_of(
          "o.jsonl",
          "{\"id\":\"3\",\"text\":\"a\",\"title\":\"t\",\"keywords\":[\"x\",\"y\"]}\n\n{\"text\":\"b\"}\n") ==
      expected);
  CHECK(outcomes_of("o.json", R"([{"text":null,"title":"t"}])") == Outcomes{plain("1", "t")});
  CHECK(fault_of("o.json", "[\n{\"text\":\n]") == "o.json:3: broken JSON");
  CHECK(fault_of("o.jsonl", "{\"text\":\"a\"}\n{") == "o.jsonl:2: broken JSON");
  CHECK(fault_of("o.jsonl", "{\"id\":1}") ==
        "o.jsonl:1: outcome 1 has no key \"text\" (or outcome, description, statement)");
  CHECK(fault_of("o.json", "{\"a\":1}") ==
        "o.json: is neither a JSON array nor an object with an array \"outcomes\"");
}

TEST_CASE("what no list may have") {
  CHECK(fault_of("o.csv", "id,text\n1,a\n\n3,\"b\nb\"\n3,c\n") ==
        "o.csv:6: outcome \"3\" stands twice (first in line 4); give each an id of its own");
  CHECK(fault_of("o.md", "1. a\n2. b\n2. c\n") ==
        "o.md:3: outcome \"2\" stands twice (first in line 2); give each an id of its own");
  CHECK(fault_of("o.json", R"([{"id":1,"text":"a"},{"id":"1","text":"b"}])") ==
        "o.json: outcome \"1\" stands twice; give each an id of its own");
  CHECK(fault_of("o.csv", "id,text\nA,\n") == "o.csv:2: outcome \"A\" has no text");
  CHECK(fault_of("o.md", "1. a\n2.\n") == "o.md:2: outcome \"2\" has no text");
  CHECK(fault_of("o.jsonl", "{\"text\":\"a\"}\n{\"text\":\"caf\xE9\"}\n") == "o.jsonl:2: broken JSON");
  CHECK(fault_of("o.rtf", "1. a") ==
        "o.rtf: outcomes are read from .md .txt .docx .csv .tsv .xlsx .qdc .qdpx .json .jsonl .ndjson");
  const ScratchFolder folder;
  CHECK(folder.here(error_message([&] { static_cast<void>(read_outcomes(folder.path() / "o.md")); })) ==
        "o.md: no such file");
}

TEST_CASE("what is far too much for a list") {
  std::string list;
  for (int i = 0; i < 10'001; ++i) list += "- It helps.\n";
  CHECK(fault_of("o.md", list) ==
        "o.md: holds 10001 outcomes, more than 10,000; are these the comments? Give the list of outcomes");
  CHECK(fault_of("o.csv", "id,text\n" + std::string(1'000'000, 'x') + ",a\n") ==
        "o.csv:2: the id of outcome 1 is longer than 1,000 bytes; give it a short one");
  CHECK(fault_of("o.json", "[{\"id\":1e999,\"text\":\"a\"}]") ==
        "o.json: broken JSON: a number is too large");
  CHECK(fault_of("o.json", std::string(1'000'000, '[')) == "o.json: is nested more than 64 deep");
}

TEST_CASE("a list from memory is JSON, held to the same rules") {
  const auto read = [](std::string json) {
    std::vector<bearout::corpus::Diagnostic> notes;
    auto pull = [left = std::move(json)](std::span<char> buffer) mutable {
      const auto count = left.copy(buffer.data(), buffer.size());
      left.erase(0, count);
      return count;
    };
    return bearout::corpus::read_json_outcomes({"outcomes", std::move(pull)}, notes);
  };
  CHECK(read(R"(["It helps.", {"id": "b", "text": "It works."}])") ==
        Outcomes{plain("1", "It helps."), plain("b", "It works.")});
  CHECK(read("[]").empty());
  CHECK(error_message([&] { static_cast<void>(read(R"(["It helps.", {"id": 1, "text": "It works."}])")); }) ==
        "outcomes: outcome \"1\" stands twice; give each an id of its own");
}
