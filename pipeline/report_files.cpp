#include "pipeline/report_files.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "corpus/error.hpp"
#include "corpus/utf8_source.hpp"

namespace bearout::pipeline {

namespace {

using simdjson::dom::element;

std::string string_at(const element& object, std::string_view key) {
  std::string_view text;
  return object[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

std::uint64_t count_at(const element& object, std::string_view key) {
  std::uint64_t count = 0;
  return object[key].get(count) == simdjson::SUCCESS ? count : 0;
}

double number_at(const element& object, std::string_view key, double otherwise) {
  double number = otherwise;
  return object[key].get(number) == simdjson::SUCCESS ? number : otherwise;
}

bool flag_at(const element& object, std::string_view key) {
  bool flag = false;
  return object[key].get(flag) == simdjson::SUCCESS && flag;
}

/// Calls `take` with every element of the array under a key, if there is one.
template <typename Take>
void for_each_at(const element& object, std::string_view key, Take take) {
  simdjson::dom::array list;
  if (object[key].get(list) != simdjson::SUCCESS) return;
  for (const element entry : list) take(entry);
}

std::vector<std::string> strings_at(const element& object, std::string_view key) {
  std::vector<std::string> out;
  for_each_at(object, key, [&](const element& entry) {
    std::string_view text;
    if (entry.get(text) == simdjson::SUCCESS) out.emplace_back(text);
  });
  return out;
}

/// Folders differ from machine to machine, and say more than a reader should know.
std::string file_name(std::string_view path) {
  while (path.size() > 1 && (path.back() == '/' || path.back() == '\\')) path.remove_suffix(1);
  const std::size_t slash = path.find_last_of("/\\");
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

bool one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The options that a report tells, in this order: those that a model and the rows of shards know too, so
/// that a corpus gives one report, in one piece or in shards. The files that were read have a table of their
/// own.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kSettings = {
    {{"outcomes", "Outcomes"},
     {"decisions", "Earlier decisions"},
     {"unit", "Judged by"},
     {"language", "Language"},
     {"matches_per_document", "Outcomes a document shows, on average"},
     {"min_score", "Least score listed"},
     {"top", "Most outcomes per passage"},
     {"all_pairs", "Every pair written"},
     {"channels", "Compared by"},
     {"candidates", "Candidates looked for"},
     {"candidate_count", "Themes asked for"},
     {"seed", "Seed"}}};

/// Of these, 0 says that nobody set them, and so does "all" of the channels.
bool is_unset(std::string_view option, std::string_view value) {
  return value.empty() || (value == "0" && one_of(option, {"top", "candidate_count"})) ||
         (value == "all" && option == "channels");
}

std::string value_of(const element& value, bool is_path) {
  std::string_view text;
  bool flag = false;
  double number = 0;
  std::uint64_t whole = 0;
  simdjson::dom::array list;
  if (value.get(text) == simdjson::SUCCESS) return is_path ? file_name(text) : std::string(text);
  if (value.get(flag) == simdjson::SUCCESS) return flag ? "yes" : "no";
  if (value.get(whole) == simdjson::SUCCESS) return std::to_string(whole);
  if (value.get(number) == simdjson::SUCCESS) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return {digits.data(), end};
  }
  std::string out;
  if (value.get(list) == simdjson::SUCCESS) {
    for (const element entry : list) out += (out.empty() ? "" : ", ") + value_of(entry, is_path);
  }
  return out;
}

void read_settings(const element& run, Report& report) {
  simdjson::dom::object options;
  if (run["options"].get(options) != simdjson::SUCCESS) return;
  for (const auto& setting : kSettings) {
    element found;
    if (options[setting.first].get(found) != simdjson::SUCCESS) continue;
    std::string value = value_of(found, one_of(setting.first, {"outcomes", "decisions"}));
    if (is_unset(setting.first, value)) continue;
    if (setting.first == "channels") {
      report.method.words_alone = true;
      value = "words alone";
    }
    report.method.settings.push_back({std::string(setting.second), std::move(value)});
  }
}

/// A place may lack its end where only a text is quoted.
QuotedPassage read_passage(const element& entry) {
  QuotedPassage passage;
  std::string_view text;
  if (entry.get(text) == simdjson::SUCCESS) {
    passage.text = text;
    return passage;
  }
  passage.document = string_at(entry, "document");
  passage.place = {count_at(entry, "start"), count_at(entry, "end")};
  passage.text = string_at(entry, "text");
  return passage;
}

std::vector<QuotedPassage> passages_at(const element& object, std::string_view key) {
  std::vector<QuotedPassage> out;
  for_each_at(object, key, [&](const element& entry) {
    QuotedPassage passage = read_passage(entry);
    if (!passage.text.empty()) out.push_back(std::move(passage));
  });
  return out;
}

/// Parses a file that holds an array of objects and shows each.
template <typename Look>
void for_each_in_array(const std::filesystem::path& file, Look look) {
  const std::string name = file.filename().string();
  const std::string json = corpus::read_text(corpus::ByteSource(file));
  simdjson::dom::parser parser;
  element root;
  simdjson::dom::array list;
  if (parser.parse(json).get(root) != simdjson::SUCCESS) throw corpus::Error(name + ": not JSON");
  if (root.get(list) != simdjson::SUCCESS) throw corpus::Error(name + ": not a JSON array");
  for (const element entry : list) {
    if (!entry.is_object()) throw corpus::Error(name + ": an entry is not a JSON object");
    look(entry);
  }
}

}  // namespace

void read_run(std::string_view json, Report& report) {
  simdjson::dom::parser parser;
  element run;
  if (parser.parse(json.data(), json.size()).get(run) != simdjson::SUCCESS || !run.is_object()) {
    throw corpus::Error("run.json: not a JSON object");
  }
  Method& method = report.method;
  method.version = string_at(run, "bearout");
  method.model = string_at(run, "model");
  method.channels = strings_at(run, "channels");
  element options;
  if (run["options"].get(options) == simdjson::SUCCESS && options.is_object()) {
    method.whole = string_at(options, "unit") == "document";
    report.question = string_at(options, "question");
    report.outcomes_file = file_name(string_at(options, "outcomes"));
    if (const std::string language = string_at(options, "language"); !language.empty())
      report.language = language;
  }
  read_settings(run, report);
  for_each_at(run, "inputs", [&](const element& input) {
    method.inputs.push_back(
        {file_name(string_at(input, "path")), count_at(input, "bytes"), string_at(input, "sha256")});
  });
  for_each_at(run, "skipped", [&](const element& skipped) {
    method.skipped.push_back(
        {file_name(string_at(skipped, "source")), count_at(skipped, "line"), string_at(skipped, "message")});
  });
  method.skipped_count = method.skipped.size();
  element counts;
  if (run["counts"].get(counts) == simdjson::SUCCESS && counts.is_object()) {
    report.totals = {count_at(counts, "documents"), count_at(counts, "author_documents"),
                     count_at(counts, "passages")};
    method.skipped_count = std::max(method.skipped_count, count_at(counts, "skipped"));
  }
}

std::vector<ListedOutcome> read_outcome_list(const std::filesystem::path& file) {
  std::vector<ListedOutcome> out;
  for_each_in_array(file, [&](const element& entry) {
    ListedOutcome outcome;
    outcome.section.id = string_at(entry, "id");
    outcome.section.text = string_at(entry, "text");
    outcome.section.title = string_at(entry, "title");
    outcome.section.coverage = {count_at(entry, "for"), count_at(entry, "against"), count_at(entry, "unsure"),
                                count_at(entry, "requests")};
    outcome.section.needs_example = flag_at(entry, "needs_example");
    outcome.examples = passages_at(entry, "examples");
    out.push_back(std::move(outcome));
  });
  return out;
}

std::vector<ListedCandidate> read_candidate_list(const std::filesystem::path& file) {
  std::vector<ListedCandidate> out;
  for_each_in_array(file, [&](const element& entry) {
    ListedCandidate candidate;
    CandidateSection& section = candidate.section;
    section.statement = string_at(entry, "statement");
    section.terms = strings_at(entry, "terms");
    section.size = count_at(entry, "size");
    section.novelty = number_at(entry, "novelty", 1);
    section.proposed = string_at(entry, "source") == "proposed";
    section.nearest_outcome = string_at(entry, "nearest_outcome");
    section.proposed_by = strings_at(entry, "proposed_by");
    bool accepted = false;
    if (entry["accepted_by_author"].get(accepted) == simdjson::SUCCESS) section.accepted_by_author = accepted;
    candidate.quotes = passages_at(entry, "quotes");
    out.push_back(std::move(candidate));
  });
  return out;
}

}  // namespace bearout::pipeline
