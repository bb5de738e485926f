#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/cli/program.hpp"
#include "tests/cli/results.hpp"
#include "tests/corpus/scratch_folder.hpp"
#include "tests/corpus/zip_file.hpp"

using namespace bearout::tests;
namespace fs = std::filesystem;

namespace {

/// A Qualtrics export: three header rows, a closed question, two open ones, a preview, an e-mail address.
const std::string kSurvey =
    "\xEF\xBB\xBF"
    "StartDate,Status,RecipientEmail,ResponseId,Q1,Q2,Q3\r\n"
    "Start Date,Response Type,Recipient Email,Response ID,Your age?,\"What went well,\nfor you?\",What "
    "should change?\r\n"
    "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"status\"\"}\",\"{\"\"ImportId\"\":"
    "\"\"email\"\"}\","
    "\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":"
    "\"\"QID2_TEXT\"\"}\",\"{\"\"ImportId\"\":\"\"QID3_TEXT\"\"}\"\r\n"
    "2026-01-01,Survey Preview,t@example.org,R_0,under 60,This is only a test of the survey,and so is this "
    "one\r\n"
    "2026-01-01,IP Address,a@example.org,R_1,60 or over,I keep in touch with my family and friends "
    "online,Longer opening hours would help me a lot\r\n"
    "2026-01-02,IP Address,b@example.org,R_2,60 or over,I learned to recognise a scam before I fell for "
    "it,\r\n"
    "2026-01-03,IP Address,c@example.org,R_3,under 60,,Nobody answered the telephone when I called them\r\n"
    "2026-01-04,IP Address,d@example.org,R_4,,,\r\n";

Finished run_on(const std::string& comments, const fs::path& out, const std::vector<std::string>& more = {}) {
  std::vector<std::string> words{"run",   "--outcomes", sample("outcomes.md"), "--comments", comments,
                                 "--out", out};
  words.insert(words.end(), more.begin(), more.end());
  return run_program(words);
}

}  // namespace

TEST_CASE(
    "a Qualtrics export is read as it is: open questions are found, wording and choices kept, addresses "
    "not") {
  const ScratchFolder scratch;
  const fs::path out = scratch.path() / "out";
  const Finished run = run_on(scratch.write("survey.csv", kSurvey), out);
  CHECK(run.code == 0);
  CHECK(
      scratch.here(run.err) ==
      "note: survey.csv: is read as a Qualtrics survey with the answers in \"Q2\", \"Q3\"; name others with "
      "--text-column\n");
  std::map<std::string, Json> documents;
  for (const Json& document : read_rows(out / "documents.jsonl.zst")) documents[document["id"]] = document;
  REQUIRE(documents.size() == 4);
  CHECK(documents["R_1/Q2"]["question"] == "What went well,\nfor you?");
  CHECK(documents["R_1/Q2"]["attributes"]["Q1"] == "60 or over");
  CHECK(documents["R_3/Q3"]["text"] == "Nobody answered the telephone when I called them");
  CHECK(read_text(out / "documents.jsonl.zst").find("example.org") == std::string::npos);
  const Json record = read_json(out / "run.json");
  CHECK(record["options"]["question"] == "What went well, for you? What should change?");
  CHECK(record["notes"].size() == 1);
}

TEST_CASE("--group-by counts by a closed question, in a table and in the report") {
  const ScratchFolder scratch;
  const fs::path out = scratch.path() / "out";
  const std::string survey = scratch.write("survey.csv", kSurvey);
  REQUIRE(run_on(survey, out, {"--group-by", "q1", "--matches-per-document", "3"}).code == 0);
  CHECK(false_claims(out).empty());
  const auto table = read_text(out / "groups.csv");
  const auto lines = lines_of(table);
  REQUIRE(lines.size() == 1 + 2 * 10);
  CHECK(lines[0] == "column,group,documents,outcome,for,against,unsure,documents_for\r");
  CHECK(lines[1].starts_with("q1,60 or over,3,1,"));
  CHECK(lines[11].starts_with("q1,under 60,1,1,"));
  std::uint64_t for_outcomes = 0;
  for (const Json& outcome : read_json(out / "outcomes.json"))
    for_outcomes += outcome["for"].get<std::uint64_t>();
  std::uint64_t in_groups = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    std::size_t at = 0;
    for (int comma = 0; comma < 4; ++comma) at = lines[i].find(',', at) + 1;
    in_groups += std::stoull(lines[i].substr(at));
  }
  CHECK(in_groups == for_outcomes);
  const auto page = read_text(out / "report.html");
  CHECK(page.find("By q1") != std::string::npos);
  CHECK(page.find("60 or over") != std::string::npos);
  CHECK(run_program({"report", out}).code == 0);
  CHECK(read_text(out / "report.html") == page);

  const Finished unknown = run_on(survey, scratch.path() / "no", {"--group-by", "Town"});
  CHECK(unknown.code == 2);
  CHECK(unknown.err.find("--group-by: no document has a column \"Town\"; the columns are \"Q1\"") !=
        std::string::npos);
  CHECK_FALSE(fs::exists(scratch.path() / "no"));
}

TEST_CASE("a table in Windows-1252 is read, with a line in the log") {
  const ScratchFolder scratch;
  const fs::path out = scratch.path() / "out";
  const Finished run = run_on(scratch.write("c.csv", "id,text\n1,The caf\xE9 \x96 it\x92s good\n"), out);
  CHECK(run.code == 0);
  CHECK(scratch.here(run.err) ==
        "note: c.csv: is read as windows-1252, since it is not UTF-8; if letters look wrong, save it as "
        "UTF-8\n");
  CHECK(read_rows(out / "documents.jsonl.zst")[0]["text"] == "The café – it’s good");
  auto words = std::vector<std::string>{"--quiet",    "run",
                                        "--outcomes", sample("outcomes.md"),
                                        "--comments", scratch.path() / "c.csv",
                                        "--out",      scratch.path() / "quiet"};
  CHECK(run_program(words).err.empty());
}

TEST_CASE("an export in which nothing is to be read is no error") {
  const ScratchFolder scratch;
  const fs::path out = scratch.path() / "out";
  const std::string spam =
      R"(<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><wp:comment><wp:comment_id>1</wp:comment_id>)"
      R"(<wp:comment_content>Buy!</wp:comment_content><wp:comment_approved>spam</wp:comment_approved></wp:comment></item></channel></rss>)";
  const Finished run = run_on(scratch.write("spam.xml", spam), out);
  CHECK(run.code == 0);
  CHECK(scratch.here(run.err).starts_with(
      "note: spam.xml: holds nothing to read: all its records (1) are left out"));
}

TEST_CASE("an empty list of outcomes is told") {
  const ScratchFolder scratch;
  const Finished run = run_program({"run", "--outcomes", scratch.write("none.jsonl", ""), "--comments",
                                    sample("comments.csv"), "--out", scratch.path() / "out"});
  CHECK(run.code == 0);
  CHECK(scratch.here(run.err) == "note: none.jsonl: holds no outcome: only new ones will be proposed\n");
}

TEST_CASE("a damaged Word document among case studies is skipped, the others are read") {
  const ScratchFolder scratch;
  const fs::path out = scratch.path() / "out";
  fs::create_directory(scratch.path() / "cases");
  (void)write_zip(
      scratch.path() / "cases" / "good.docx",
      {{"_rels/.rels", relationships({{"officeDocument", "word/document.xml"}})},
       {"word/document.xml",
        R"(<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>)"
        "<w:t>She keeps in touch with her family online.</w:t></w:r></w:p></w:body></w:document>"}});
  scratch.write("cases/bad.docx", "PK no more");
  const Finished run = run_program(
      {"run", "--outcomes", sample("outcomes.md"), "--case-studies", scratch.path() / "cases", "--out", out});
  CHECK(run.code == 1);
  CHECK(scratch.here(run.err) ==
        "skipped: cases/bad.docx: is no ZIP archive, as a file with this ending should be, or is damaged\n");
  const auto documents = read_rows(out / "documents.jsonl.zst");
  REQUIRE(documents.size() == 1);
  CHECK(documents[0]["id"] == "good.docx");
  CHECK(documents[0]["text"] == "She keeps in touch with her family online.");
  CHECK(read_json(out / "run.json")["inputs"].size() == 3);
}
