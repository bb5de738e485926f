#include <simdjson.h>

#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include "corpus/csv.hpp"
#include "corpus/diagnostic.hpp"
#include "corpus/error.hpp"
#include "corpus/file_ending.hpp"
#include "corpus/outcome.hpp"
#include "corpus/outcome_entry.hpp"
#include "corpus/record_fields.hpp"

namespace bearout::corpus {
namespace {

std::vector<OutcomeEntry> read_entries(const std::filesystem::path& path) {
  const auto ending = format_ending(path);
  if (ending == ".md" || ending == ".txt") return read_outcome_list(ByteSource(path));
  if (ending == ".csv") return read_outcome_table(ByteSource(path), CsvRows::kDetect);
  if (ending == ".tsv") return read_outcome_table(ByteSource(path), '\t');
  if (ending == ".json") return read_outcome_json(ByteSource(path));
  if (ending == ".jsonl" || ending == ".ndjson") return read_outcome_lines(ByteSource(path));
  throw Error(path.string() + ": outcomes are read from .md .txt .csv .tsv .json .jsonl .ndjson");
}

bool is_utf8(const std::string& text) {
  return text.empty() || simdjson::validate_utf8(text.data(), text.size());
}

bool is_utf8(const Outcome& outcome) {
  for (const auto& keyword : outcome.keywords) {
    if (!is_utf8(keyword)) return false;
  }
  return is_utf8(outcome.id) && is_utf8(outcome.text) && is_utf8(outcome.title);
}

}  // namespace

std::vector<Outcome> read_outcomes(const std::filesystem::path& path) {
  const auto entries = read_entries(path);
  std::vector<Outcome> outcomes;
  std::map<std::string, std::uint64_t> first_lines;
  for (const OutcomeEntry& entry : entries) {
    const auto fail = [&](const std::string& what) {
      throw Error(to_string(Diagnostic{path.string(), entry.line, what}));
    };
    Outcome outcome = entry.outcome;
    if (outcome.id.empty()) outcome.id = std::to_string(outcomes.size() + 1);
    const auto name = "outcome \"" + outcome.id + '"';
    if (!is_utf8(outcome)) fail("outcome " + std::to_string(outcomes.size() + 1) + " is not valid UTF-8");
    if (is_blank(outcome.text)) fail(name + " has no text");
    const auto [first, is_new] = first_lines.emplace(outcome.id, entry.line);
    if (!is_new) {
      const auto where =
          first->second == 0 ? std::string() : " (first in line " + std::to_string(first->second) + ')';
      fail(name + " stands twice" + where + "; give each an id of its own");
    }
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

}  // namespace bearout::corpus
