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

/// A folder in which runs fail.
class Attempts {
 public:
  std::string write(const std::string& name, std::string_view bytes) const {
    return scratch_.write(name, bytes).string();
  }
  [[nodiscard]] fs::path out() const { return scratch_.path() / "out"; }

  /// The one line with which a run on these comments is refused; nothing may be left of it.
  [[nodiscard]] std::string comments_refused(const std::string& comments) const {
    return refused({"run", "--outcomes", sample("outcomes.md"), "--comments", comments, "--out", out()});
  }
  [[nodiscard]] std::string outcomes_refused(const std::string& outcomes) const {
    return refused({"run", "--outcomes", outcomes, "--comments", sample("comments.csv"), "--out", out()});
  }
  [[nodiscard]] std::string refused(const std::vector<std::string>& arguments) const {
    const Finished run = run_program(arguments);
    CHECK(run.code == 2);
    CHECK(run.out.empty());
    CHECK(lines_of(run.err).size() == 1);
    CHECK_FALSE(fs::exists(out()));
    return scratch_.here(run.err);
  }

  /// The lines of a run that skips records but is whole; `messages` of run.json say the same.
  [[nodiscard]] std::string skipped(const std::string& comments) const {
    const Finished run =
        run_program({"run", "--outcomes", sample("outcomes.md"), "--comments", comments, "--out", out()});
    CHECK(run.code == 1);
    CHECK(false_claims(out()).empty());
    const Json record = read_json(out() / "run.json");
    std::vector<std::string> lines;
    for (const std::string& line : lines_of(run.err)) lines.push_back(scratch_.here(line));
    REQUIRE(record["skipped"].size() == lines.size());
    CHECK(record["counts"]["skipped"] == lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const Json& skipped = record["skipped"][i];
      CHECK(lines[i] == "skipped: " + scratch_.here(skipped["source"]) + ":" + skipped["line"].dump() + ": " +
                            skipped["message"].get<std::string>());
    }
    std::string all;
    for (const std::string& line : lines) all += line + "\n";
    return all;
  }
  [[nodiscard]] std::vector<std::string> ids() const {
    std::vector<std::string> all;
    for (const Json& document : read_rows(out() / "documents.jsonl.zst")) all.push_back(document["id"]);
    return all;
  }

 private:
  ScratchFolder scratch_;
};

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("comments that can't be read are refused in one line") {
  const Attempts attempt;
  CHECK(attempt.comments_refused("none.jsonl") == "none.jsonl: no such file\n");
  CHECK(attempt.comments_refused(attempt.write("folder/c.jsonl", "{}") + "/..") ==
        "folder/c.jsonl/..: no such file\n");
  CHECK(attempt.comments_refused(attempt.write("empty.csv", "")) == "empty.csv: holds no record\n");
  CHECK(attempt.comments_refused(attempt.write("empty.xml", "")) == "empty.xml:1: the file is empty\n");
  CHECK(attempt.comments_refused(attempt.write("empty.json", "")) == "empty.json: holds no record\n");
  CHECK(attempt.comments_refused(attempt.write("c.docm", "x")) ==
        "c.docm: comments are read from .jsonl .ndjson .json .csv .tsv .xml, also with .gz or .zst, and "
        ".xlsx .qdpx\n");
  CHECK(attempt.comments_refused(attempt.write("c.csv", "id,name,remark\n1,Ann,Fine.\n")) ==
        "c.csv:1: no column \"text\" (or comment, response, body); the columns are \"id\", \"name\", "
        "\"remark\"; name one with --text-column\n");
  CHECK(attempt.comments_refused(attempt.write("broken.json", "[{\"id\":\"a\",\"text\":\"Fine.\"},")) ==
        "broken.json:1: the JSON ends inside the array; is the file whole?\n");
}

TEST_CASE("an XML file that is no export, or that brings its own entities, is refused") {
  const Attempts attempt;
  CHECK(attempt.comments_refused(attempt.write("page.xml", "<html><body>Hello</body></html>")) ==
        "page.xml:1: neither a WordPress export nor a Disqus export (root element \"html\")\n");
  CHECK(attempt.comments_refused(attempt.write(
            "laughs.xml", "<?xml version=\"1.0\"?>\n<!DOCTYPE rss [<!ENTITY a \"ha\">]>\n<rss/>")) ==
        "laughs.xml:2: a DOCTYPE is not accepted (it can hide external entities); remove it\n");
  CHECK(attempt.comments_refused(
            attempt.write("cut.xml", read_text(sample("comments.xml")).substr(0, 30'000))) ==
        "cut.xml:430: the XML ends before its root element is closed; the file is cut off\n");
}

TEST_CASE("compressed files that end early are refused") {
  const Attempts attempt;
  const std::string gzip("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\x4c", 12);
  CHECK(attempt.comments_refused(attempt.write("c.jsonl.gz", gzip)) ==
        "c.jsonl.gz: the gzip data ends too early (truncated?); copy the file again\n");
  CHECK(attempt.comments_refused(attempt.write("c.jsonl.zst", "not compressed at all")) ==
        "c.jsonl.zst: broken zstd data (Unknown frame descriptor); copy the file again\n");
  const std::string stored = [] {
    const fs::path file = sample_results() / "documents.jsonl.zst";
    std::string bytes(fs::file_size(file), '\0');
    std::FILE* in = std::fopen(file.c_str(), "rb");
    CHECK(std::fread(bytes.data(), 1, bytes.size(), in) == bytes.size());
    std::fclose(in);
    return bytes;
  }();
  CHECK(attempt.comments_refused(attempt.write("d.jsonl.zst", stored.substr(0, stored.size() / 2))) ==
        "d.jsonl.zst: the zstd data ends too early (truncated?); copy the file again\n");
}

TEST_CASE("a list of outcomes that can't be used is refused in one line") {
  const Attempts attempt;
  CHECK(attempt.outcomes_refused("none.md") == "none.md: no such file\n");
  CHECK(attempt.outcomes_refused(attempt.write("o.pages", "x")) ==
        "o.pages: outcomes are read from .md .txt .docx .csv .tsv .xlsx .qdc .qdpx .json .jsonl .ndjson\n");
  CHECK(attempt.outcomes_refused(attempt.write("o.csv", "id,text\n1,People read.\n1,People write.\n")) ==
        "o.csv:3: outcome \"1\" stands twice (first in line 2); give each an id of its own\n");
  CHECK(attempt.outcomes_refused(attempt.write("o.jsonl", "{\"id\":\"1\",\"text\":\"Fine.\"}\n{\"id\":\n")) ==
        "o.jsonl:2: broken JSON\n");
  CHECK(attempt.outcomes_refused(attempt.write("p.csv", "id,name\n1,x\n")) ==
        "p.csv:1: no column \"text\" (or outcome, description, statement); the columns are \"id\", \"name\"; "
        "call the one with the sentences \"text\"\n");
  CHECK(attempt.outcomes_refused(attempt.write("q.md", "1. Caf\u00e9s.\n2. People \xff read.\n")) ==
        "q.md:2: outcome 2 is not valid UTF-8\n");
}

TEST_CASE("a folder that can't be written is refused") {
  const Attempts attempt;
  const std::string file = attempt.write("file", "x");
  const auto into = [&](const std::string& out) {
    return attempt.refused(
        {"run", "--outcomes", sample("outcomes.md"), "--comments", sample("comments.csv"), "--out", out});
  };
  CHECK(into(file) == "file: is a file; give a folder with --out\n");
  CHECK(into(file + "/below") ==
        "file/below: can't be made: Not a directory; give another folder with --out\n");
}

TEST_CASE(
    "a broken line, a text that is not UTF-8 and a second record of an id are skipped, the rest is read") {
  const Attempts attempt;
  const std::string comments = attempt.write("c.jsonl",
                                             "{\"id\":\"a\",\"text\":\"I keep in touch with friends.\"}\n"
                                             "{\"id\":\"b\",\"text\":\n"
                                             "{\"id\":\"c\",\"text\":\"caf\xe9\"}\n"
                                             "{\"id\":\"a\",\"text\":\"Me again.\"}\n"
                                             "{\"id\":\"d\"}\n"
                                             "[1]\n"
                                             "\n"
                                             "{\"id\":\"e\",\"text\":\"The last one is read.\"}");
  CHECK(attempt.skipped(comments) ==
        "skipped: c.jsonl:2: broken JSON\n"
        "skipped: c.jsonl:3: is not valid UTF-8\n"
        "skipped: c.jsonl:4: a second record with the id \"a\"\n"
        "skipped: c.jsonl:5: the text is missing\n"
        "skipped: c.jsonl:6: is not a JSON object\n");
  CHECK(attempt.ids() == Ids{"a", "e"});
  const std::string report = read_text(attempt.out() / "report.html");
  CHECK(report.find("c.jsonl:2:") != std::string::npos);
}

TEST_CASE("a table's faulty rows are skipped, the rest is read") {
  const Attempts attempt;
  const std::string comments = attempt.write("c.csv",
                                             "id,text\n"
                                             "a,\"I keep in touch\nwith \u00c9mile.\"\n"
                                             "b,caf\xe9\n"
                                             "a,Me again.\n"
                                             "c,one,too many\n"
                                             "e,The last one is read.\n");
  CHECK(attempt.skipped(comments) ==
        "skipped: c.csv:4: the text is not valid UTF-8\n"
        "skipped: c.csv:5: a second record with the id \"a\"\n"
        "skipped: c.csv:6: 3 fields, but the header has 2\n");
  CHECK(attempt.ids().back() == "e");
}

TEST_CASE("more faults than anybody reads are counted, and listed in run.json") {
  const Attempts attempt;
  std::string text = "{\"id\":\"a\",\"text\":\"Fine.\"}\n";
  for (int i = 0; i < 100; ++i) text += "{\n";
  const Finished run = run_program({"run", "--outcomes", sample("outcomes.md"), "--comments",
                                    attempt.write("c.jsonl", text), "--out", attempt.out()});
  CHECK(run.code == 1);
  const auto lines = lines_of(run.err);
  REQUIRE(lines.size() == 21);
  CHECK(lines.back() == "… and 80 more records were skipped; run.json lists them");
  CHECK(read_json(attempt.out() / "run.json")["skipped"].size() == 100);
}
