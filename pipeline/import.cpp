#include "pipeline/import.hpp"

#include <algorithm>

#include "corpus/error.hpp"
#include "corpus/file_ending.hpp"
#include "corpus/line_reader.hpp"
#include "corpus/lower_case_word.hpp"
#include "corpus/record_fields.hpp"
#include "corpus/utf8_source.hpp"
#include "pipeline/decisions_store.hpp"
#include "pipeline/error.hpp"
#include "pipeline/folded.hpp"
#include "pipeline/label.hpp"
#include "pipeline/report_files.hpp"
#include "pipeline/results_folder.hpp"

namespace bearout::pipeline {

namespace {

namespace fs = std::filesystem;

std::string compared(std::string_view name) {
  std::string out = fold_white_space(name);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

/// Whether a file of JSON lines holds decisions, rather than labelled texts.
bool holds_decisions(const fs::path& file) {
  corpus::LineReader lines{corpus::ByteSource(file)};
  while (const auto line = lines.next()) {
    if (corpus::is_blank(line->text)) continue;
    return line->text.find("\"decision\"") != std::string_view::npos ||
           line->text.find("\"action\"") != std::string_view::npos;
  }
  return false;
}

void append(DecisionLog& log, DecisionLog more) {
  const auto move_all = [](auto& to, auto& from) { to.insert(to.end(), from.begin(), from.end()); };
  move_all(log.mappings, more.mappings);
  move_all(log.outcomes, more.outcomes);
  move_all(log.candidates, more.candidates);
  move_all(log.framings, more.framings);
}

}  // namespace

OutcomeNames::OutcomeNames(const fs::path& outcomes_json) {
  const auto outcomes = read_outcome_list(outcomes_json);
  for (const auto& each : outcomes) names_.emplace_back(compared(each.section.id), each.section.id);
  for (const auto& each : outcomes) {
    if (!each.section.title.empty()) names_.emplace_back(compared(each.section.title), each.section.id);
    names_.emplace_back(compared(each.section.text), each.section.id);
  }
}

std::string OutcomeNames::find(std::string_view name) const {
  const auto wanted = compared(name);
  const auto by = [&](std::string_view text) {
    const auto found =
        std::ranges::find(names_, text, [](const auto& each) -> std::string_view { return each.first; });
    return found == names_.end() ? std::string() : found->second;
  };
  auto id = by(wanted);
  const auto end_of_id = wanted.find_first_of(".:");
  if (id.empty() && end_of_id != std::string::npos) id = by(std::string_view(wanted).substr(0, end_of_id));
  return id;
}

bool OutcomeNames::is_name_of(std::string_view name, std::string_view id) const {
  const auto wanted = compared(name);
  return std::ranges::any_of(names_,
                             [&](const auto& each) { return each.first == wanted && each.second == id; });
}

bool OutcomeNames::has(std::string_view id) const {
  return std::ranges::any_of(names_, [&](const auto& each) { return each.second == id; });
}

Imported import_decisions(const fs::path& results, const fs::path& file) {
  check_results(results);
  if (fs::is_directory(file)) throw Error(file.string() + ": is a folder; name a file");
  const OutcomeNames outcomes(checked_result(results, "outcomes.json"));
  const auto ending = corpus::format_ending(file);
  Imported imported;
  if ((ending == ".jsonl" || ending == ".ndjson") && holds_decisions(file)) {
    imported.log = read_decisions(file);
    return imported;
  }
  DecisionLog rest;
  Labels labels;
  if (ending == ".qdpx") {
    labels = read_refi_labels(file, outcomes, rest);
  } else if (ending == ".json" || ending == ".jsonl" || ending == ".ndjson" || ending == ".csv" ||
             ending == ".tsv") {
    labels = read_labels(file, outcomes);
  } else {
    throw Error(file.string() + ": decisions are read from .qdpx .json .jsonl .csv .tsv");
  }
  // What stood in the note was decided before.
  imported.log = std::move(rest);
  append(imported.log, place_labels(results, file, labels));
  imported.skipped = std::move(labels.skipped);
  return imported;
}

std::size_t add_decisions(const fs::path& results, const DecisionLog& log) {
  DecisionsStore store(results);
  const std::size_t added = store.apply("import", "import", stored(log)).size();
  store.write_lines();
  return added;
}

}  // namespace bearout::pipeline
