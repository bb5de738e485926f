#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
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

const std::set<std::string> kByTheAuthor{"c15", "c26", "c37", "c49", "c59", "c85"};
const std::set<std::string> kNotToBeRead{"c45", "c66", "c73"};  // spam, pingback, waiting for approval

std::map<std::string, Json> documents_of(const fs::path& results) {
  std::map<std::string, Json> documents;
  for (Json& document : read_rows(results / "documents.jsonl.zst")) {
    const std::string id = document["id"];
    documents.emplace(id, std::move(document));
  }
  return documents;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return text;
}

std::string text_at(const std::map<std::string, Json>& documents, const Json& row) {
  return cut(documents.at(row["document"])["text"].get<std::string>(), row["start"], row["end"]);
}

/// Every row quotes its document where it says it does, and so does every piece of evidence.
void check_mappings(const fs::path& results) {
  const auto documents = documents_of(results);
  const auto rows = read_rows(results / "mappings.jsonl");
  REQUIRE_FALSE(rows.empty());
  for (const Json& row : rows) {
    const std::string line = row.dump();
    CAPTURE(line);
    CHECK(text_at(documents, row) == row["text"]);
    const double score = row["score"];
    CHECK(score >= 0);
    CHECK(score <= 1);
    double sum = row["base"];
    for (const Json& evidence : row["evidence"]) {
      CHECK(evidence["start"] >= row["start"]);
      CHECK(evidence["end"] <= row["end"]);
      const std::string text = documents.at(row["document"])["text"];
      CHECK(lower(cut(text, evidence["start"], evidence["end"])) == lower(evidence["term"]));
      sum += evidence["weight"].get<double>();
    }
    if (row["evidence"].size() < 8 && score > 0.001 && score < 0.999)
      CHECK(sum == doctest::Approx(std::log(score / (1 - score))).epsilon(0.01));
    CHECK(row["evidence"].size() <= 8);
  }
}

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& item : object.items()) keys.push_back(item.key());
  std::sort(keys.begin(), keys.end());
  return keys;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("a run of the sample leaves a whole results folder") {
  const fs::path& results = sample_results();
  const Keys files{
      "candidates.json",   "documents.jsonl.zst", "framing.jsonl", "mappings.csv", "mappings.jsonl",
      "memberships.jsonl", "model.bearout",       "outcomes.json", "report.html",  "run.json"};
  CHECK(names_in(results) == files);
  CHECK(false_claims(results).empty());

  const Json run = read_json(results / "run.json");
  Keys named;
  for (const Json& file : run["files"]) named.push_back(file["name"]);
  named.emplace_back("run.json");  // which can't hold its own digest
  std::sort(named.begin(), named.end());
  CHECK(named == files);
  CHECK(run["command"] == "run");
  CHECK(run["skipped"].empty());
  CHECK(run["counts"]["documents"] == 79);
  CHECK(run["counts"]["author_documents"] == 6);
  CHECK(run["inputs"].size() == 7);  // the list, the export and five case studies
  CHECK(run["inputs"][0]["path"] == sample("outcomes.md"));
  CHECK(run["model"].get<std::string>().size() == 32);
}

TEST_CASE("each mapping has its fields and cuts its text by code points") {
  const fs::path& results = sample_results();
  check_mappings(results);
  for (const Json& row : read_rows(results / "mappings.jsonl")) {
    CHECK(keys_of(row) == Keys{"band", "base", "decided", "document", "end", "evidence", "framing",
                               "framing_score", "outcome", "passage", "priority", "score", "start", "text"});
    CHECK(row["decided"].is_null());
    CHECK(row["priority"].is_number());
    const std::string band = row["band"];
    CHECK((band == "likely" || band == "unsure"));
    const std::string framing = row["framing"];
    CHECK((framing == "supports" || framing == "contrary" || framing == "unclear"));
    CHECK(std::abs(row["framing_score"].get<double>()) <= 1);
    for (const Json& evidence : row["evidence"])
      CHECK(keys_of(evidence) == Keys{"end", "start", "term", "via", "weight"});
  }
  const auto rows = lines_of(read_text(results / "mappings.jsonl"));
  CHECK(rows.size() == read_json(results / "run.json")["counts"]["mappings"]);
}

TEST_CASE("accents and emoji shift no passage") {
  const ScratchFolder scratch;
  const auto list = scratch.write("list.md",
                                  "1. Der Garten hilft, Nachbarn zu treffen.\n"
                                  "2. The café helps neighbours to meet over coffee.\n");
  const auto comments = scratch.write(
      "c.jsonl",
      "{\"id\":\"a\",\"text\":\"🎉🎉 Ça alors! At the café 👩‍👩‍👧 neighbours meet over "
      "coffee. "
      "Très "
      "bien. "
      "😀 "
      "And I met mine.\"}\n"
      "{\"id\":\"b\",\"text\":\"Zoë’s naïve résumé – “quoted”. The e\\u0301te\\u0301 café: coffee helps "
      "neighbours!\"}\n"
      "{\"id\":\"c\",\"text\":\"我们在咖啡馆见面。The café is where neighbours meet. 𝒻𝒶𝓃𝒸𝓎 coffee.\"}\n");
  const auto out = scratch.path() / "out";
  const Finished run =
      run_program({"run", "--outcomes", list, "--comments", comments, "--out", out, "--all-pairs"});
  REQUIRE_MESSAGE(run.code == 0, run.err);
  check_mappings(out);
  const auto documents = documents_of(out);
  for (const Json& row : read_rows(out / "framing.jsonl")) CHECK(text_at(documents, row) == row["text"]);
}

TEST_CASE("each negatively framed passage has its fields, its text and its cues") {
  const fs::path& results = sample_results();
  const auto documents = documents_of(results);
  const std::set<std::string> kinds{"criticism", "negation", "reversal", "antonym", "contrast", "number"};
  const auto rows = read_rows(results / "framing.jsonl");
  REQUIRE_FALSE(rows.empty());
  for (const Json& row : rows) {
    const std::string line = row.dump();
    CAPTURE(line);
    CHECK(keys_of(row) == Keys{"cues", "document", "end", "outcome", "passage", "score", "start", "text"});
    CHECK(text_at(documents, row) == row["text"]);
    CHECK(row["score"] < 0);
    CHECK((row["outcome"].is_null() || row["outcome"].is_string()));
    for (const Json& cue : row["cues"]) {
      CHECK(keys_of(cue) == Keys{"cue", "end", "kind", "start"});
      CHECK(kinds.count(cue["kind"]) == 1);
      const std::string text = documents.at(row["document"])["text"];
      CHECK(lower(cut(text, cue["start"], cue["end"])) == lower(cue["cue"]));
    }
  }
}

TEST_CASE("outcomes.json counts what the mappings say") {
  const fs::path& results = sample_results();
  const auto documents = documents_of(results);
  struct Count {
    int supporting = 0;
    int against = 0;
    int unsure = 0;
  };
  std::map<std::string, Count> counts;
  for (const Json& row : read_rows(results / "mappings.jsonl")) {
    Count& count = counts[row["outcome"]];
    if (row["band"] != "likely" || row["framing"] == "unclear") {
      ++count.unsure;
    } else {
      ++(row["framing"] == "supports" ? count.supporting : count.against);
    }
  }
  const Json outcomes = read_json(results / "outcomes.json");
  REQUIRE(outcomes.size() == 10);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const Json& outcome = outcomes[i];
    CAPTURE(i);
    CHECK(outcome["id"] == std::to_string(i + 1));
    const Count& count = counts[outcome["id"]];
    CHECK(outcome["for"] == count.supporting);
    CHECK(outcome["against"] == count.against);
    CHECK(outcome["unsure"] == count.unsure);
    CHECK(outcome["needs_example"] == (count.supporting == 0));
    CHECK(outcome["requests"].is_number_unsigned());
    for (const Json& example : outcome["examples"]) CHECK(text_at(documents, example) == example["text"]);
  }
}

TEST_CASE("candidates and their memberships agree") {
  const fs::path& results = sample_results();
  const auto documents = documents_of(results);
  std::map<std::string, std::size_t> sizes;
  for (const Json& row : read_rows(results / "memberships.jsonl")) {
    CHECK(keys_of(row) == Keys{"candidate", "document", "end", "passage", "score", "start"});
    CHECK(row["end"] <= cut(documents.at(row["document"])["text"].get<std::string>(), 0, 1'000'000).size());
    ++sizes[row["candidate"]];
  }
  const Json candidates = read_json(results / "candidates.json");
  REQUIRE_FALSE(candidates.empty());
  std::size_t proposed = 0;
  for (const Json& candidate : candidates) {
    const std::string id = candidate["id"];
    CAPTURE(id);
    CHECK(keys_of(candidate) == Keys{"accepted_by_author", "cohesion", "id", "members", "nearest_outcome",
                                     "novelty", "proposed_by", "quotes", "size", "source", "statement",
                                     "terms"});
    CHECK((candidate["source"] == "proposed" || candidate["source"] == "recurring"));
    CHECK_FALSE(candidate["statement"].get<std::string>().empty());
    CHECK(candidate["size"] == sizes[id]);
    CHECK(candidate["members"].size() == std::min<std::size_t>(50, sizes[id]));
    for (const Json& quote : candidate["quotes"]) CHECK(text_at(documents, quote) == quote["text"]);
    proposed += candidate["source"] == "proposed" ? 1 : 0;
  }
  CHECK(proposed >= 2);
}

TEST_CASE("the author's comments give no rows, and what is not approved is never read") {
  const fs::path& results = sample_results();
  const auto documents = documents_of(results);
  CHECK(documents.size() == 85);
  for (const std::string& id : kByTheAuthor) {
    REQUIRE(documents.count(id) == 1);
    CHECK(documents.at(id)["role"] == "author");
  }
  CHECK(documents.at("c29")["role"] == "participant");  // registered, but not the page's author
  for (const std::string& id : kNotToBeRead) CHECK(documents.count(id) == 0);
  for (const char* name : {"mappings.jsonl", "framing.jsonl", "memberships.jsonl"}) {
    for (const Json& row : read_rows(results / name)) {
      CHECK(kByTheAuthor.count(row["document"]) == 0);
      CHECK(documents.count(row["document"]) == 1);
    }
  }
}

TEST_CASE("comments that wait for approval are read only when asked for; spam never is") {
  const ScratchFolder scratch;
  const auto out = scratch.path() / "out";
  REQUIRE(run_program(sample_run(out, {"--include-unapproved"})).code == 0);
  const auto documents = documents_of(out);
  CHECK(documents.count("c73") == 1);
  CHECK(documents.count("c45") == 0);
  CHECK(documents.count("c66") == 0);
}
