#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "corpus/archive.hpp"
#include "corpus/document_stream.hpp"
#include "corpus/outcome.hpp"
#include "corpus/table_rows.hpp"
#include "corpus/xlsx_rows.hpp"
#include "tests/cli/program.hpp"
#include "tests/cli/results.hpp"
#include "tests/corpus/scratch_folder.hpp"
#include "tests/corpus/zip_file.hpp"

using namespace bearout::tests;
namespace fs = std::filesystem;

namespace {

// Which of the acts below was taken back by the next.
constexpr std::ptrdiff_t kThoughtBetterOf = 3;

/// Results of the sample with decisions of every kind on them.
class Reviewed {
 public:
  Reviewed() : results_(scratch_.path() / "results") {
    fs::copy(sample_results(), results_);
    const auto rows = read_rows(results_ / "mappings.jsonl");
    REQUIRE(rows.size() > 6);
    add({{"decision", "accept"},
         {"by", "Ann"},
         {"at", "2026-01-02T03:04:05Z"},
         {"star", true},
         {"note", "Best, \"so far\" <&>"}},
        rows[0]);
    add({{"decision", "reject"}, {"by", "Bob"}, {"framing", "contrary"}}, rows[0]);
    add({{"decision", "unsure"}, {"by", "Ann"}, {"at", "2026-01-02T03:05:05Z"}}, rows[1]);
    add({{"decision", "accept"}, {"by", "Ann"}, {"framing", "contrary"}}, rows[2]);
    add({{"decision", "reject"}, {"by", "Ann"}}, rows[2]);  // thought better of it
    add({{"decision", "accept"}, {"framing", "supports"}}, rows[3]);
    add({{"decision", "reject"}, {"by", "Zoë 🙂"}}, rows[4]);
    // A passage that was never suggested, and a document as a whole.
    lines_.emplace_back(
        R"({"kind":"mapping","document":"c44","start":0,"end":5,"text":"I kee","outcome":"7","decision":"accept","by":"Bob"})");
    lines_.emplace_back(
        R"({"kind":"mapping","document":"c44","start":0,"end":5,"text":"I kee","outcome":"6","decision":"reject","by":"Bob"})");
    lines_.emplace_back(
        R"({"kind":"mapping","document":"c11","outcome":"1","decision":"accept","by":"Bob"})");
    lines_.emplace_back(
        R"({"kind":"outcome","action":"add","text":"Young and old teach one another.","by":"Ann"})");
    lines_.emplace_back(R"({"kind":"candidate","action":"dismiss","statement":"More buses","by":"Ann"})");
    lines_.emplace_back(
        R"({"kind":"framing","document":"c44","text":"I kee","decision":"dismiss","by":"Ann"})");
    fs::create_directory(results_ / "review");
    std::ofstream file(results_ / "review" / "decisions.jsonl", std::ios::binary);
    for (const auto& line : lines_) file << line << "\n";
  }

  [[nodiscard]] const fs::path& results() const { return results_; }
  [[nodiscard]] const ScratchFolder& scratch() const { return scratch_; }
  [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }

  [[nodiscard]] fs::path exported(const std::string& format, const std::string& name,
                                  std::vector<std::string> more = {}) const {
    const fs::path out = scratch_.path() / name;
    std::vector<std::string> words{"export", results_, "--to", format, "--out", out};
    words.insert(words.end(), more.begin(), more.end());
    const Finished finished = run_program(words);
    CHECK_MESSAGE(finished.code == 0, finished.err);
    return out;
  }

  /// The decisions of results without any, after they were imported from a file.
  [[nodiscard]] std::vector<Json> imported(const fs::path& file) const {
    const fs::path fresh = scratch_.path() / "fresh";
    fs::remove_all(fresh);
    fs::copy(sample_results(), fresh);
    const Finished finished = run_program({"import", fresh, file});
    CHECK_MESSAGE(finished.code == 0, finished.err);
    return read_rows(fresh / "review" / "decisions.jsonl");
  }

 private:
  void add(Json act, const Json& row) {
    act["kind"] = "mapping";
    for (const char* key : {"document", "start", "end", "text", "outcome"}) act[key] = row[key];
    lines_.push_back(act.dump());
  }

  ScratchFolder scratch_;
  fs::path results_;
  std::vector<std::string> lines_;
};

const Reviewed& reviewed() {
  static const Reviewed all;
  return all;
}

using Acts = std::multiset<std::string>;

/// Acts whatever their order.
Acts acts_of(const std::vector<Json>& rows) {
  Acts acts;
  for (const Json& row : rows) acts.insert(row.dump());
  return acts;
}

/// Of one reviewer's acts on one pair the last, which is what counts.
std::vector<Json> given_acts() {
  std::vector<Json> acts;
  for (const auto& line : reviewed().lines()) acts.push_back(Json::parse(line));
  acts.erase(acts.begin() + kThoughtBetterOf);
  return acts;
}

std::string member(const fs::path& archive, const std::string& name) {
  const bearout::corpus::Archive zip(archive);
  auto source = zip.open(name);
  std::string text;
  std::vector<char> piece(1 << 16);
  while (const auto count = source.read(piece)) text.append(piece.data(), count);
  return text;
}

bool can_run(const std::string& program) {
  return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
}

}  // namespace

TEST_CASE("decisions come back from every format that holds them, word for word") {
  const auto given = acts_of(given_acts());
  CHECK(acts_of(reviewed().imported(reviewed().exported("decisions", "d.jsonl"))) == given);
  CHECK(acts_of(reviewed().imported(reviewed().exported("qdpx", "p.qdpx"))) == given);

  // Label Studio's tasks have no place for acts on outcomes, candidates and framing.
  Acts on_pairs;
  for (const Json& act : given_acts()) {
    if (act["kind"] == "mapping") on_pairs.insert(act.dump());
  }
  CHECK(acts_of(reviewed().imported(reviewed().exported("label-studio", "tasks.json"))) == on_pairs);
}

TEST_CASE("importing twice adds nothing, and keeps what is there") {
  const ScratchFolder scratch;
  const fs::path results = scratch.path() / "results";
  fs::copy(reviewed().results(), results, fs::copy_options::recursive);
  const auto file = reviewed().exported("qdpx", "again.qdpx");
  CHECK(run_program({"import", results, file}).code == 0);
  const auto once = content_of(results / "review" / "decisions.jsonl");
  CHECK(run_program({"import", results, file}).code == 0);
  CHECK(content_of(results / "review" / "decisions.jsonl") == once);
  CHECK(acts_of(read_rows(results / "review" / "decisions.jsonl")) == acts_of(given_acts()));
}

TEST_CASE("the same results give the same bytes in every format") {
  for (const char* format : {"csv", "tsv", "xlsx", "markdown", "qdc", "qdpx", "label-studio", "decisions"}) {
    CAPTURE(format);
    const auto first = content_of(reviewed().exported(format, "first"));
    CHECK_FALSE(first.empty());
    CHECK(first == content_of(reviewed().exported(format, "second")));
    CHECK(run_program({"export", reviewed().results(), "--to", format}).out == first);
  }
}

TEST_CASE("the project is valid QDA-XML of 18 March 2019") {
  if (!can_run("xmllint")) {
    MESSAGE("xmllint is not installed");
    return;
  }
  const auto& scratch = reviewed().scratch();
  const auto project =
      scratch.write("project.qde", member(reviewed().exported("qdpx", "v.qdpx"), "project.qde"));
  CHECK(std::system(("xmllint --noout --nonet --schema tests/cli/refi-qda-project-1.0.xsd " +
                     project.string() + " 2>/dev/null")
                        .c_str()) == 0);
  // A codebook is the project's element of that name, with a namespace of its own.
  auto schema = content_of("tests/cli/refi-qda-project-1.0.xsd");
  for (auto at = schema.find("urn:QDA-XML:project:1.0"); at != std::string::npos;
       at = schema.find("urn:QDA-XML:project:1.0"))
    schema.replace(at, 23, "urn:QDA-XML:codebook:1.0");
  const std::string root = "<xsd:element name=\"Project\" type=\"ProjectType\">";
  REQUIRE(schema.find(root) != std::string::npos);
  schema.insert(schema.find(root),
                "<xsd:element name=\"CodeBook\"><xsd:complexType><xsd:complexContent><xsd:extension "
                "base=\"CodeBookType\"><xsd:attribute name=\"origin\" type=\"xsd:string\"/></xsd:extension>"
                "</xsd:complexContent></xsd:complexType></xsd:element>");
  const auto codebook_schema = scratch.write("codebook.xsd", schema);
  CHECK(std::system(("xmllint --noout --nonet --schema " + codebook_schema.string() + " " +
                     reviewed().exported("qdc", "v.qdc").string() + " 2>/dev/null")
                        .c_str()) == 0);
}

TEST_CASE("documents, offsets and outcomes come back from a project") {
  const auto file = reviewed().exported("qdpx", "r.qdpx");
  auto stream = bearout::corpus::open_documents({{file, bearout::corpus::Input::Kind::comments}});
  std::vector<bearout::corpus::Document> documents;
  while (auto batch = stream.next()) {
    CHECK(batch->skipped.empty());
    documents.insert(documents.end(), batch->documents.begin(), batch->documents.end());
  }
  const auto kept = read_rows(reviewed().results() / "documents.jsonl.zst");
  REQUIRE(documents.size() == kept.size());
  for (std::size_t i = 0; i < kept.size(); ++i) {
    CHECK(documents[i].id == kept[i]["id"]);
    CHECK(documents[i].text == kept[i]["text"]);
    CHECK(documents[i].author == kept[i].value("author", ""));
    CHECK(documents[i].date == kept[i].value("date", ""));
    CHECK(documents[i].parent == kept[i].value("parent", ""));
    CHECK(documents[i].url == kept[i].value("url", ""));
  }
  const auto outcomes = bearout::corpus::read_outcomes(sample("outcomes.md"));
  CHECK(bearout::corpus::read_outcomes(file) == outcomes);
  CHECK(bearout::corpus::read_outcomes(reviewed().exported("qdc", "r.qdc")) == outcomes);
}

TEST_CASE("the workbook has its six sheets, each with what the results hold") {
  const auto file = reviewed().exported("xlsx", "w.xlsx");
  const auto rows_of = [&](const std::string& sheet) {
    const auto table = bearout::corpus::read_xlsx(file, sheet, bearout::corpus::ByteSource(file));
    std::vector<std::vector<std::string>> rows;
    bearout::corpus::TableRow row;
    while (table->next(row)) rows.emplace_back(row.fields.begin(), row.fields.end());
    return rows;
  };
  const auto mappings = read_rows(reviewed().results() / "mappings.jsonl");
  const auto sheet = rows_of("mappings");
  REQUIRE(sheet.size() == mappings.size() + 1);
  for (std::size_t i = 0; i < mappings.size(); ++i) CHECK(sheet[i + 1][1] == mappings[i]["text"]);
  CHECK(rows_of("outcomes").size() == 11);
  CHECK(rows_of("candidates").size() == read_json(reviewed().results() / "candidates.json").size() + 1);
  CHECK(rows_of("framing").size() == read_rows(reviewed().results() / "framing.jsonl").size() + 1);
  CHECK(rows_of("decisions").size() == reviewed().lines().size() + 1);
  CHECK(rows_of("settings").size() > 8);
}

TEST_CASE("tables hold one row for each suggestion, with its decision; formulas are guarded") {
  const auto table = content_of(reviewed().exported("csv", "t.csv", {"--bom"}));
  CHECK(table.starts_with("\xEF\xBB\xBFoutcome,outcome_text,document,start,end,text,score"));
  const ScratchFolder scratch;
  const std::string comments = scratch.write("c.csv",
                                             "id,text,author\n=1,\"=HYPERLINK(\"\"http://x\"\",\"\"I keep in "
                                             "touch with family and friends online\"\")\",@Ann\n");
  const fs::path out = scratch.path() / "out";
  REQUIRE(
      run_program({"run", "--outcomes", sample("outcomes.md"), "--comments", comments, "--out", out}).code ==
      0);
  const Finished tsv = run_program({"export", out, "--to", "tsv"});
  CHECK(tsv.out.find("\t\"'=HYPERLINK(") != std::string::npos);
  CHECK(tsv.out.find("\t'=1\t") != std::string::npos);
  CHECK(tsv.out.find("\t'@Ann\t") != std::string::npos);
  const auto mappings = read_text(out / "mappings.csv");
  CHECK(mappings.find("\n'=1,") != std::string::npos);
  CHECK(mappings.find("\"'=HYPERLINK(") != std::string::npos);
}

TEST_CASE("Markdown holds the report's quotes") {
  const auto text = content_of(reviewed().exported("markdown", "m.md"));
  CHECK(text.starts_with("# What the comments bear out\n"));
  CHECK(text.find("\n## 8\\. ") == std::string::npos);
  CHECK(text.find("\n## 8. ") != std::string::npos);
  CHECK(text.find("\n> “After your scam morning I recognised the fraud straight off") != std::string::npos);
}

TEST_CASE("what other programs remark on a selection is the note of its codings") {
  const ScratchFolder scratch;
  const fs::path results = scratch.path() / "results";
  fs::copy(sample_results(), results);
  const Json row = read_rows(results / "mappings.jsonl")[0];
  // QualCoder writes remarks as descriptions, AQDA as notes; a coding's own note comes first.
  const auto selection = [](int start, const std::string& of_coding, const std::string& of_selection) {
    return "<PlainTextSelection guid=\"s" + std::to_string(start) + "\" startPosition=\"" +
           std::to_string(start) + "\" endPosition=\"" + std::to_string(start + 5) +
           R"("><Coding guid="c" creatingUser="U"><CodeRef targetGUID="C"/>)" + of_coding + "</Coding>" +
           of_selection + "</PlainTextSelection>";
  };
  const std::string document = row["document"];
  const auto file = write_zip(
      scratch.path() / "p.qdpx",
      {{"project.qde",
        R"(<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Users><User guid="U" name="Ann"/></Users>)"
        R"(<CodeBook><Codes><Code guid="C" name="2" isCodable="true"/></Codes></CodeBook><Sources>)"
        R"(<TextSource guid="S" name=")" +
            document + R"(" plainTextPath="internal://s.txt">)" +
            selection(0, "", "<Description>remarked</Description>") +
            selection(1, "", R"(<NoteRef targetGUID="N"/>)") +
            selection(2, R"(<NoteRef targetGUID="N"/>)", "<Description>remarked</Description>") +
            R"(</TextSource></Sources><Notes><Note guid="N" name="n"><PlainTextContent>noted</PlainTextContent>)"
            R"(</Note></Notes></Project>)"},
       {"sources/s.txt", "A text of some words."}});
  CHECK(run_program({"import", results, file}).code == 0);
  const auto acts = read_rows(results / "review" / "decisions.jsonl");
  REQUIRE(acts.size() == 3);
  CHECK(acts[0]["note"] == "remarked");
  CHECK(acts[1]["note"] == "noted");
  CHECK(acts[2]["note"] == "noted");
  CHECK(acts[2]["by"] == "Ann");
}

TEST_CASE("doccano's labels are taken with the comments on their text, and nothing else of it") {
  const ScratchFolder scratch;
  const fs::path results = scratch.path() / "results";
  fs::copy(sample_results(), results);
  const std::string passage = read_rows(results / "mappings.jsonl")[0]["text"];
  const std::string title = read_json(results / "outcomes.json")[6]["text"];
  const auto import = [&](const std::string& name, const std::string& content) {
    CHECK(run_program({"import", results, scratch.write(name, content)}).code == 0);
    return read_rows(results / "review" / "decisions.jsonl");
  };
  // As doccano 1.8 writes them; "asked" was known before, and names an outcome by chance.
  const Json listed{
      {"id", 1}, {"text", passage}, {"asked", title}, {"label", {"2"}}, {"Comments", {"not sure", title}}};
  auto acts = import("listed.jsonl", listed.dump() + "\n");
  REQUIRE(acts.size() == 1);
  CHECK(acts[0]["outcome"] == "2");
  CHECK(acts[0]["note"] == "not sure\n" + title);
  const Json marked{{"id", 2},
                    {"text", passage},
                    {"entities", {{{"id", 7}, {"label", "3"}, {"start_offset", 0}, {"end_offset", 4}}}},
                    {"Comments", {{{"id", 9}, {"comment", "a word"}}}}};
  acts = import("marked.jsonl", marked.dump() + "\n");
  REQUIRE(acts.size() == 2);
  CHECK(acts[1]["outcome"] == "3");
  CHECK(acts[1]["note"] == "a word");
  acts = import("joined.csv",
                "id,text,asked,label,Comments\n3,\"" + passage + "\",\"" + title + "\",4#5,one#two\n");
  REQUIRE(acts.size() == 4);
  CHECK(acts[2]["outcome"] == "4");
  CHECK(acts[3]["note"] == "one#two");
  // Label Studio may call a control "label" too: who answered, and its other controls, count.
  acts = import("studio.csv",
                "annotation_id,annotator,created_at,id,label,text,theme\n1,7,"
                "2026-01-02T03:04:05Z,1," +
                    title + ",\"" + passage + "\",\"{\"\"choices\"\":[\"\"8\"\"]}\"\n");
  REQUIRE(acts.size() == 6);
  CHECK(acts[4]["outcome"] == "7");
  CHECK(acts[4]["by"] == "label-studio 7");
  CHECK(acts[5]["outcome"] == "8");
}

TEST_CASE("exports of other programs are imported, and what fits nothing is told") {
  const ScratchFolder scratch;
  const fs::path results = scratch.path() / "results";
  fs::copy(sample_results(), results);
  const Json row = read_rows(results / "mappings.jsonl")[0];
  const Json outcomes = read_json(results / "outcomes.json");
  const std::string title = outcomes[0]["text"];
  const std::string passage = row["text"];
  const auto import = [&](const std::string& name, const std::string& content) {
    return run_program({"import", results, scratch.write(name, content)});
  };
  const Json doccano{{"text", passage}, {"label", {title, "no such label"}}};
  const Finished first =
      import("doccano.jsonl", doccano.dump() + "\n{\"text\":\"never said\",\"label\":[\"2\"]}\n");
  CHECK(first.code == 1);
  CHECK(scratch.here(first.err) ==
        "skipped: doccano.jsonl: the label \"no such label\" names no outcome (1 times)\n"
        "skipped: doccano.jsonl:2: a text that no document holds\n");
  const Json task{
      {"data", {{"text", "🙂 " + passage}}},
      {"annotations",
       {{{"completed_by", 3},
         {"result",
          {{{"type", "labels"},
            {"value",
             {{"start", 3}, {"end", 7}, {"text", passage.substr(0, 4)}, {"labels", {"2. whatever"}}}}}}}}}}};
  (void)import("tasks.json", Json::array({task}).dump());
  CHECK(import("labels.csv", "text,label\n\"" + passage + "\",3#4\n").code == 0);
  const auto acts = read_rows(results / "review" / "decisions.jsonl");
  REQUIRE(acts.size() == 3);
  CHECK(acts[0]["document"] == row["document"]);
  CHECK(acts[0]["start"] == row["start"]);
  CHECK(acts[0]["end"] == row["end"]);
  CHECK(acts[0]["outcome"] == outcomes[0]["id"]);
  CHECK(acts[1]["outcome"] == "3");
  CHECK(acts[2]["outcome"] == "4");
  // Label Studio's tables and JSON_MIN: a column for each control, several choices as JSON in the cell.
  const std::string mark =
      R"([{""start"":0,""end"":4,""text"":"")" + passage.substr(0, 4) + R"("",""labels"":[""5""]}])";
  const std::string table =
      "annotation_id,annotator,created_at,id,lead_time,sentiment,text,theme,updated_at\n" +
      std::string("1,7,2026-01-02T03:04:05Z,1,2.5,Positive,\"") + passage +
      "\",\"{\"\"choices\"\":[\"\"6\"\",\"\"7\"\"]}\",x\n" + "2,7,2026-01-02T03:04:05Z,2,2.5,Positive,\"" +
      passage + "\",\"" + mark + "\",x\n";
  CHECK(import("studio.csv", table).code == 0);
  const Json least{{"id", 3},        {"text", passage},      {"theme", outcomes[7]["text"]},
                   {"annotator", 7}, {"annotation_id", "9"}, {"lead_time", 1.5}};
  CHECK(import("studio.json", Json::array({least}).dump()).code == 0);
  const auto more = read_rows(results / "review" / "decisions.jsonl");
  REQUIRE(more.size() == 7);
  CHECK(more[3]["outcome"] == "6");
  CHECK(more[3]["by"] == "label-studio 7");
  CHECK(more[3]["at"] == "2026-01-02T03:04:05Z");
  CHECK(more[4]["outcome"] == "7");
  CHECK(more[5]["outcome"] == "5");
  CHECK(more[6]["outcome"] == "8");
  // Our own tasks as Label Studio's converter writes them: the outcome is what was asked about, not what was
  // answered.
  const std::string document = row["document"];
  const auto line = [&](const std::string& decision, const std::string& framing, const std::string& note,
                        const std::string& outcome, const std::string& star) {
    return R"(100,"ana@example.org","Ann","2026-01-02T03:04:05Z",")" + decision + R"(",")" + document +
           R"(",)" + row["end"].dump() + R"(,")" + framing + R"(",1,3.2,")" + note + R"(",")" + outcome +
           R"(","Anything.",")" + star + R"(",)" + row["start"].dump() + R"(,")" + passage + "\",x\n";
  };
  CHECK(import("own.csv",
               "\"annotation_id\",\"annotator\",\"author\",\"created_at\",\"decision\",\"document\",\"end\","
               "\"framing\",\"id\",\"lead_time\",\"note\",\"outcome\",\"outcome_text\",\"star\",\"start\","
               "\"text\","
               "\"updated_at\"\n" +
                   line("reject", "contrary", R"(a note, ""quoted"")", "9", "starred") +
                   line("", "", "", "10", ""))
            .code == 0);
  const Json own{{"text", passage},      {"document", document},  {"outcome", "10"},
                 {"outcome_text", "x"},  {"start", row["start"]}, {"end", row["end"]},
                 {"decision", "unsure"}, {"annotator", 12},       {"note", Json::array({"one", "two"})}};
  CHECK(import("own.json", Json::array({own}).dump()).code == 0);
  const auto answered = read_rows(results / "review" / "decisions.jsonl");
  REQUIRE(answered.size() == 9);
  CHECK(answered[7]["outcome"] == "9");
  CHECK(answered[7]["decision"] == "reject");
  CHECK(answered[7]["framing"] == "contrary");
  CHECK(answered[7]["star"] == true);
  CHECK(answered[7]["note"] == "a note, \"quoted\"");
  CHECK(answered[7]["by"] == "ana@example.org");
  CHECK(answered[7]["start"] == row["start"]);
  CHECK(answered[8]["outcome"] == "10");
  CHECK(answered[8]["decision"] == "unsure");
  CHECK(answered[8]["note"] == "two");
  CHECK(answered[8]["by"] == "label-studio 12");
  CHECK(run_program({"import", results, scratch.write("a.docx", "x")}).code == 2);
  CHECK(run_program({"export", results, "--to", "pdf"}).code == 2);
  CHECK(run_program({"export", scratch.path() / "none", "--to", "csv"}).code == 2);
}
