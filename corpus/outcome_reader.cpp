#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "corpus/csv.hpp"
#include "corpus/diagnostic.hpp"
#include "corpus/docx_text.hpp"
#include "corpus/error.hpp"
#include "corpus/file_ending.hpp"
#include "corpus/outcome.hpp"
#include "corpus/outcome_entry.hpp"
#include "corpus/record_fields.hpp"
#include "corpus/refi_project.hpp"
#include "corpus/utf8.hpp"
#include "corpus/xlsx_rows.hpp"

namespace bearout::corpus {
namespace {

std::vector<OutcomeEntry> read_entries(const std::filesystem::path& path, ByteSource source) {
  const auto ending = format_ending(path);
  if (ending == ".md" || ending == ".txt") return read_outcome_list(std::move(source));
  if (ending == ".csv" || ending == ".tsv") {
    return read_outcome_table(
        std::make_unique<CsvRows>(std::move(source), ending == ".tsv" ? '\t' : CsvRows::kDetect));
  }
  if (ending == ".xlsx" || ending == ".xlsm") {
    return read_outcome_table(read_xlsx(path, "", std::move(source)));
  }
  if (ending == ".qdc" || ending == ".qdpx") return read_outcome_codes(path, std::move(source));
  if (ending == ".docx" || ending == ".docm") return read_outcome_text(docx_to_text(path), path.string());
  if (ending == ".json") return read_outcome_json(std::move(source));
  if (ending == ".jsonl" || ending == ".ndjson") return read_outcome_lines(std::move(source));
  throw Error(path.string() +
              ": outcomes are read from .md .txt .docx .csv .tsv .xlsx .qdc .qdpx .json .jsonl .ndjson");
}

// A list is read by people; far below this it is a mistake. What is learned of each outcome is kept for all
// of them.
constexpr std::size_t kMostOutcomes = 10'000;
constexpr std::size_t kLongestId = 1'000;

bool is_utf8(const Outcome& outcome) {
  for (const auto& keyword : outcome.keywords) {
    if (!is_valid_utf8(keyword)) return false;
  }
  return is_valid_utf8(outcome.id) && is_valid_utf8(outcome.text) && is_valid_utf8(outcome.title);
}

/// What a list promises: ids that are its own, texts, UTF-8, a size that people can read.
std::vector<Outcome> checked(const std::vector<OutcomeEntry>& entries, ByteSource& source,
                             std::vector<Diagnostic>& notes) {
  if (entries.size() > kMostOutcomes) {
    throw Error(source.name() + ": holds " + std::to_string(entries.size()) +
                " outcomes, more than 10,000; are these the comments? Give the list of outcomes");
  }
  if (entries.empty()) source.note("holds no outcome: only new ones will be proposed");
  for (const auto& note : source.notes()) notes.push_back({source.name(), 0, note});
  std::vector<Outcome> outcomes;
  std::map<std::string, std::uint64_t> first_lines;
  for (const OutcomeEntry& entry : entries) {
    const auto fail = [&](const std::string& what) {
      throw Error(to_string(Diagnostic{source.name(), entry.line, what}));
    };
    Outcome outcome = entry.outcome;
    if (outcome.id.empty()) outcome.id = std::to_string(outcomes.size() + 1);
    if (outcome.id.size() > kLongestId) {
      fail("the id of outcome " + std::to_string(outcomes.size() + 1) +
           " is longer than 1,000 bytes; give it a short one");
    }
    const auto name = std::string("outcome \"").append(outcome.id).append("\"");
    if (!is_utf8(outcome)) fail("outcome " + std::to_string(outcomes.size() + 1) + " is not valid UTF-8");
    if (is_blank(outcome.text)) outcome.text = std::exchange(outcome.title, {});
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

}  // namespace

std::vector<Outcome> read_outcomes(const std::filesystem::path& path) {
  std::vector<Diagnostic> notes;
  return read_outcomes(path, notes);
}

std::vector<Outcome> read_outcomes(const std::filesystem::path& path, std::vector<Diagnostic>& notes) {
  ByteSource source(path);
  return checked(read_entries(path, source.share()), source, notes);
}

std::vector<Outcome> read_json_outcomes(ByteSource source, std::vector<Diagnostic>& notes) {
  return checked(read_outcome_json(source.share()), source, notes);
}

}  // namespace bearout::corpus
