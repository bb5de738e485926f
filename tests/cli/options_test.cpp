#include <doctest/doctest.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/cli/program.hpp"
#include "tests/cli/results.hpp"
#include "tests/corpus/scratch_folder.hpp"

using namespace bearout::tests;
namespace fs = std::filesystem;

namespace {

using Names = std::vector<std::string>;

/// The folder of a run of the sample with these options.
class SampleRun {
 public:
  explicit SampleRun(const std::vector<std::string>& options)
      : finished_(run_program(sample_run(path(), options))) {
    REQUIRE_MESSAGE(finished_.code == 0, finished_.err);
  }
  [[nodiscard]] fs::path path() const { return scratch_.path() / "out"; }
  [[nodiscard]] std::vector<Json> mappings() const { return read_rows(path() / "mappings.jsonl"); }
  [[nodiscard]] Json json(const char* name) const { return read_json(path() / name); }

 private:
  ScratchFolder scratch_;
  Finished finished_;
};

/// A run on one file of comments, or on standard input.
fs::path run_on(const ScratchFolder& scratch, const std::string& comments, const std::string& out,
                std::vector<std::string> options = {}, std::string_view input = {}) {
  std::vector<std::string> words{"run",    "--outcomes", sample("outcomes.md"), "--comments",
                                 comments, "--out",      scratch.path() / out};
  words.insert(words.end(), options.begin(), options.end());
  const Finished finished = run_program(words, input);
  REQUIRE_MESSAGE(finished.code == 0, finished.err);
  return scratch.path() / out;
}

std::string gzip(const std::string& text) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, text.size()), '\0');
  std::string in = text;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstandard(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

const Names kRows{"candidates.json", "framing.jsonl", "mappings.csv", "mappings.jsonl", "memberships.jsonl"};

void check_same_rows(const fs::path& a, const fs::path& b) {
  for (const std::string& name : kRows) {
    CAPTURE(name);
    CHECK(read_text(a / name) == read_text(b / name));
  }
}

}  // namespace

TEST_CASE("--unit document judges each document once") {
  const SampleRun run({"--unit", "document"});
  CHECK(run.json("run.json")["options"]["unit"] == "document");
  std::set<std::string> pairs;  // the passage of a row is the document's best sentence
  for (const Json& row : run.mappings())
    CHECK(pairs.insert(row["document"].get<std::string>() + " " + row["outcome"].get<std::string>()).second);
  CHECK_FALSE(pairs.empty());
}

TEST_CASE("--all-pairs writes every pair of every document that is not the author's") {
  const SampleRun whole({"--unit", "document", "--all-pairs"});
  std::set<std::string> pairs;
  const auto rows = whole.mappings();
  for (const Json& row : rows)
    pairs.insert(row["document"].get<std::string>() + " " + row["outcome"].get<std::string>());
  CHECK(rows.size() == 790);
  CHECK(pairs.size() == 790);
  const SampleRun passages({"--all-pairs"});
  const Json counts = passages.json("run.json")["counts"];
  CHECK(passages.mappings().size() == counts["passages"].get<std::size_t>() * 10);
  CHECK(counts["mappings"] == counts["passages"].get<std::size_t>() * 10);
  CHECK(false_claims(passages.path()).empty());
}

TEST_CASE("--min-score and --top keep the best") {
  const SampleRun all({"--all-pairs"});
  const auto few = SampleRun({"--min-score", "0.7"}).mappings();
  std::size_t expected = 0;
  for (const Json& row : all.mappings()) expected += row["score"] >= 0.7 ? 1 : 0;
  CHECK(few.size() == expected);
  for (const Json& row : few) CHECK(row["score"] >= 0.7);

  std::map<std::string, double> best;
  const auto key = [](const Json& row) {
    return row["document"].get<std::string>() + " " + row["passage"].dump();
  };
  for (const Json& row : SampleRun({"--min-score", "0.01"}).mappings())
    best[key(row)] = std::max(best[key(row)], row["score"].get<double>());
  const auto top = SampleRun({"--min-score", "0.01", "--top", "1"}).mappings();
  std::set<std::string> seen;
  REQUIRE(top.size() > 50);
  for (const Json& row : top) {
    CHECK(seen.insert(key(row)).second);
    CHECK(row["score"] == best[key(row)]);
  }
}

TEST_CASE("--matches-per-document gives more matches") {
  const auto one = SampleRun({"--matches-per-document", "1"}).mappings();
  const auto three = SampleRun({"--matches-per-document", "3"}).mappings();
  CHECK(three.size() > one.size());
}

TEST_CASE("--question stands in the record and in the report") {
  const SampleRun run({"--question", "What has Digital Doorway done for <you>?"});
  CHECK(run.json("run.json")["options"]["question"] == "What has Digital Doorway done for <you>?");
  CHECK(read_text(run.path() / "report.html").find("What has Digital Doorway done for &lt;you&gt;?") !=
        std::string::npos);
}

TEST_CASE("--candidate-count and --no-candidates decide how many themes there are") {
  const auto themes = [](const SampleRun& run) {
    std::size_t count = 0;
    for (const Json& candidate : run.json("candidates.json"))
      count += candidate["source"] == "recurring" ? 1 : 0;
    return count;
  };
  CHECK(themes(SampleRun({"--candidate-count", "4"})) == 4);
  CHECK(themes(SampleRun({"--candidate-count", "9"})) == 9);
  CHECK(themes(SampleRun({"--no-candidates"})) == 0);
}

TEST_CASE("--max-terms leaves rare words out, and the run says so") {
  const ScratchFolder scratch;
  const Finished finished = run_program(sample_run(scratch.path() / "out", {"--max-terms", "5"}));
  REQUIRE(finished.code == 0);
  CHECK(finished.err.find("--max-terms 5: ") != std::string::npos);
  CHECK(finished.err.find(" rarer words are not told apart") != std::string::npos);
  const Json run = read_json(scratch.path() / "out" / "run.json");
  CHECK(run["options"]["max_terms"] == 5);
  REQUIRE(run["notes"].size() == 1);
  CHECK(run["notes"][0]["source"] == "--max-terms 5");
  const SampleRun whole({});
  CHECK(whole.json("run.json")["notes"].empty());
  CHECK(whole.json("run.json")["options"]["max_terms"] == 100'000);
}

TEST_CASE("--no-documents keeps no text, and the report can still be written") {
  const SampleRun run({"--no-documents"});
  CHECK_FALSE(fs::exists(run.path() / "documents.jsonl.zst"));
  CHECK(false_claims(run.path()).empty());
  CHECK(read_text(run.path() / "mappings.jsonl") == read_text(sample_results() / "mappings.jsonl"));
  CHECK(run_program({"report", run.path()}).code == 0);
  CHECK(false_claims(run.path()).empty());
  const Finished explained = run_program({"explain", run.path(), "--document", "c11", "--outcome", "1"});
  CHECK(explained.code == 2);
  CHECK(explained.err.find("the run kept no documents.jsonl.zst") != std::string::npos);
}

TEST_CASE("--report-author makes a person's comments replies") {
  const SampleRun run({"--all-pairs", "--report-author", "Doreen Attwater"});
  for (const Json& row : run.mappings()) CHECK(row["document"] != "c11");
  CHECK(run.json("run.json")["counts"]["author_documents"].get<int>() > 6);
}

TEST_CASE("a table may have several columns of text, each a question of its own") {
  const ScratchFolder scratch;
  const std::string table = scratch.write("survey.csv",
                                          "id,Who,What went well?,What went badly?\n"
                                          "r1,Ann,I keep in touch with friends online.,The bus never came.\n"
                                          "r2,Bob,,\"I could not use the tablet, it shut me out.\"\n");
  const fs::path out = run_on(scratch, table, "out",
                              {"--text-column", "What went well?", "--text-column", "What went badly?"});
  std::map<std::string, std::string> questions;
  for (const Json& document : read_rows(out / "documents.jsonl.zst"))
    questions[document["id"]] = document["question"];
  const std::map<std::string, std::string> expected{{"r1/What went well?", "What went well?"},
                                                    {"r1/What went badly?", "What went badly?"},
                                                    {"r2/What went badly?", "What went badly?"}};
  CHECK(questions == expected);
}

TEST_CASE("the table and the export of the same comments give the same") {
  const ScratchFolder scratch;
  check_same_rows(run_on(scratch, sample("comments.xml"), "xml"),
                  run_on(scratch, sample("comments.csv"), "csv"));
}

TEST_CASE("compressed files and standard input give what the plain file gives") {
  const ScratchFolder scratch;
  const std::string documents = sample_documents();
  const fs::path plain = run_on(scratch, scratch.write("c.jsonl", documents), "plain");
  check_same_rows(plain, run_on(scratch, scratch.write("c.jsonl.gz", gzip(documents)), "gz"));
  check_same_rows(plain, run_on(scratch, scratch.write("c.jsonl.zst", zstandard(documents)), "zst"));
  check_same_rows(plain, run_on(scratch, "-", "stdin", {}, documents));
}

TEST_CASE("an empty list of outcomes gives only candidates") {
  const ScratchFolder scratch;
  const std::string list = scratch.write("none.csv", "id,text\n");
  const fs::path out = scratch.path() / "out";
  const Finished run =
      run_program({"run", "--outcomes", list, "--comments", sample("comments.csv"), "--out", out});
  REQUIRE_MESSAGE(run.code == 0, run.err);
  CHECK(read_text(out / "mappings.jsonl").empty());
  CHECK(read_json(out / "outcomes.json").empty());
  CHECK_FALSE(read_json(out / "candidates.json").empty());
  CHECK(run_program({"report", out}).code == 0);
}

TEST_CASE("a run without comments that say anything is whole, too") {
  const ScratchFolder scratch;
  const fs::path out = run_on(scratch, "-", "out", {}, "{\"id\":\"a\",\"text\":\"Hm.\"}\n");
  CHECK(false_claims(out).empty());
  CHECK(read_text(out / "mappings.jsonl").empty());
  CHECK(read_json(out / "outcomes.json").size() == 10);
}

TEST_CASE("--quiet says nothing, without it a run says what it found") {
  const ScratchFolder scratch;
  auto words = sample_run(scratch.path() / "quiet");
  words.insert(words.begin(), "--quiet");
  const Finished quiet = run_program(words);
  CHECK(quiet.code == 0);
  CHECK(quiet.out.empty());
  CHECK(quiet.err.empty());
  const Finished loud = run_program(sample_run(scratch.path() / "loud"));
  CHECK(loud.out.find("79 documents, 411 passages") != std::string::npos);
  CHECK(loud.out.find("needs an example") != std::string::npos);
  CHECK(loud.err.empty());  // no terminal, no progress
}

TEST_CASE("--log-json makes every message a JSON object") {
  const ScratchFolder scratch;
  const std::string comments =
      scratch.write("c.jsonl", "{\"id\":\"a\",\"text\":\"Fine.\"}\n{\"id\":\n{\"id\":\"b\"}\n");
  auto words = std::vector<std::string>{"--log-json",          "--verbose",  "run",    "--outcomes",
                                        sample("outcomes.md"), "--comments", comments, "--out",
                                        scratch.path() / "out"};
  const Finished skipped = run_program(words);
  CHECK(skipped.code == 1);
  words[6] = "missing \"quoted\"\\.jsonl";
  const Finished failed = run_program(words);
  CHECK(failed.code == 2);
  const Finished misused = run_program({"--log-json", "run", "--frobnicate"});
  CHECK(misused.code == 2);
  for (const Finished& finished : {skipped, failed, misused}) {
    const auto lines = lines_of(finished.err);
    CHECK_FALSE(lines.empty());
    for (const std::string& line : lines) {
      CAPTURE(line);
      const Json message = Json::parse(line, nullptr, false);
      REQUIRE(message.is_object());
      CHECK(message["level"].is_string());
      CHECK_FALSE(message["message"].get<std::string>().empty());
    }
  }
}

TEST_CASE("where no terminal is, and with NO_COLOR, nothing is coloured") {
  const ScratchFolder scratch;
  for (const std::vector<std::string>& environment : {Names{}, Names{"NO_COLOR=1"}}) {
    const Finished failed = run_program({"report", scratch.path() / "none"}, {}, environment);
    CHECK(failed.code == 2);
    CHECK(failed.err.find('\x1b') == std::string::npos);
    CHECK(scratch.here(failed.err) == "none: no such results folder\n");
  }
}

TEST_CASE("--weights is recorded with its files, kept by the model, and refused where a model is given") {
  ScratchFolder scratch;
  const std::string folder = scratch.path() / "weights";
  fs::create_directories(folder);
  fs::copy_file("models/weights/framing.tsv", fs::path(folder) / "framing.tsv");
  const std::string out = scratch.path() / "out";
  std::vector<std::string> words{"--weights", folder};
  for (const std::string& word : sample_run(out, {})) words.push_back(word);
  const Finished finished = run_program(words);
  REQUIRE_MESSAGE(finished.code == 0, finished.err);
  const Json run = read_json(fs::path(out) / "run.json");
  CHECK(run["options"]["weights"] == Json::array({"framing.tsv"}));
  CHECK(std::any_of(run["inputs"].begin(), run["inputs"].end(),
                    [](const Json& input) { return input.dump().find("framing.tsv") != std::string::npos; }));
  const Finished refused = run_program({"--weights", folder, "score", "--model", out + "/model.bearout",
                                        "--comments", sample("comments.csv")});
  CHECK(refused.code == 2);
  CHECK(refused.err.find("--weights is for run and fit") != std::string::npos);
}
