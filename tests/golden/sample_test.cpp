// What a run on the bundled sample finds, compared with tests/golden/sample/. A change in what is found is a
// change in these files: scripts/update_golden writes them, and a reviewer reads the difference.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/cli/results.hpp"

using namespace bearout::tests;
namespace fs = std::filesystem;

namespace {

const fs::path kGolden = "tests/golden/sample";

std::string two_digits(double number) {
  std::string text(16, '\0');
  text.resize(static_cast<std::size_t>(std::snprintf(text.data(), text.size(), "%.2f", number)));
  return text;
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size()), ' ');
  return text;
}

/// In one line, however it was written.
std::string flat(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string id_or_dash(const Json& outcome) {
  return outcome.is_null() ? "-" : outcome.get<std::string>();
}

std::vector<std::string> outcome_lines() {
  std::vector<std::string> lines;
  for (const Json& outcome : read_json(sample_results() / "outcomes.json")) {
    lines.push_back(outcome["id"].get<std::string>() + ". " + outcome["text"].get<std::string>());
    std::string counts = "   for " + outcome["for"].dump() + ", against " + outcome["against"].dump() +
                         ", unsure " + outcome["unsure"].dump() + ", requests " + outcome["requests"].dump();
    if (outcome["needs_example"] == true) counts += ", needs an example";
    lines.push_back(counts);
    for (const Json& example : outcome["examples"])
      lines.push_back("   " + example["document"].get<std::string>() + ": " + flat(example["text"]));
  }
  return lines;
}

/// `document outcome framing score text` of the rows in one band.
std::vector<std::string> mapping_lines(const char* band) {
  std::vector<std::string> lines;
  for (const Json& row : read_rows(sample_results() / "mappings.jsonl")) {
    if (row["band"] != band) continue;
    lines.push_back(padded(row["document"], 4) + " " + padded(row["outcome"], 2) + " " +
                    padded(row["framing"], 8) + " " + two_digits(row["score"]) + " " + flat(row["text"]));
  }
  return lines;
}

/// `document outcome score [cues] text`
std::vector<std::string> framing_lines() {
  std::vector<std::string> lines;
  for (const Json& row : read_rows(sample_results() / "framing.jsonl")) {
    std::string cues;
    for (const Json& cue : row["cues"])
      cues += (cues.empty() ? "" : ", ") + cue["kind"].get<std::string>() + ": " + flat(cue["cue"]);
    lines.push_back(padded(row["document"], 4) + " " + padded(id_or_dash(row["outcome"]), 2) + " " +
                    two_digits(row["score"]) + " [" + cues + "] " + flat(row["text"]));
  }
  return lines;
}

std::vector<std::string> candidate_lines() {
  std::vector<std::string> lines;
  for (const Json& candidate : read_json(sample_results() / "candidates.json")) {
    std::string facts = candidate["source"].get<std::string>() + ", " + candidate["size"].dump() +
                        (candidate["size"] == 1 ? " passage" : " passages");
    for (const Json& name : candidate["proposed_by"]) facts += ", by " + name.get<std::string>();
    if (!candidate["accepted_by_author"].is_null())
      facts += candidate["accepted_by_author"] == true ? ", the author agrees" : ", the author declines";
    lines.push_back(flat(candidate["statement"]));
    lines.push_back("   " + facts);
    std::string terms;
    for (const Json& term : candidate["terms"]) terms += (terms.empty() ? "" : " ") + term.get<std::string>();
    lines.push_back("   " + terms);
  }
  return lines;
}

/// Compares with the file, or writes it where the caller asked for that.
void check_golden(const std::string& name, const std::vector<std::string>& found) {
  const fs::path file = kGolden / name;
  if (std::getenv("BEAROUT_UPDATE_GOLDEN") != nullptr) {
    fs::create_directories(kGolden);
    std::ofstream out(file, std::ios::binary);
    for (const std::string& line : found) out << line << "\n";
    return;
  }
  REQUIRE_MESSAGE(fs::exists(file), file.string(), " is missing; write it with scripts/update_golden");
  const std::vector<std::string> expected = lines_of(read_text(file));
  constexpr int kMostShown = 10;
  int different = 0;
  for (std::size_t i = 0; i < std::max(expected.size(), found.size()); ++i) {
    const std::string was = i < expected.size() ? expected[i] : "(no such line)";
    const std::string is = i < found.size() ? found[i] : "(no such line)";
    if (was == is) continue;
    if (++different <= kMostShown) {
      FAIL_CHECK(file.string(), ":", i + 1, "\n  expected: ", was, "\n  found:    ", is);
    }
  }
  INFO("if the change is meant, scripts/update_golden writes the new lines; read them before you commit");
  CHECK(different == 0);
}

}  // namespace

TEST_CASE("the sample's outcomes: coverage and examples") {
  check_golden("outcomes.txt", outcome_lines());
}

TEST_CASE("the sample's likely matches") {
  check_golden("likely.txt", mapping_lines("likely"));
}

TEST_CASE("the sample's unsure matches") {
  check_golden("unsure.txt", mapping_lines("unsure"));
}

TEST_CASE("the sample's negatively framed passages") {
  check_golden("framing.txt", framing_lines());
}

TEST_CASE("the sample's candidates") {
  check_golden("candidates.txt", candidate_lines());
}
