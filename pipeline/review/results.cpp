#include "pipeline/review/results.hpp"

#include <simdjson.h>
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "corpus/byte_source.hpp"
#include "corpus/case_fold.hpp"
#include "corpus/error.hpp"
#include "corpus/folded.hpp"
#include "corpus/line_reader.hpp"
#include "corpus/stored_file.hpp"
#include "pipeline/error.hpp"
#include "pipeline/results_folder.hpp"
#include "pipeline/stored_documents.hpp"
#include "pipeline/version.hpp"

namespace bearout::review {

namespace {

namespace fs = std::filesystem;
using simdjson::dom::element;

std::string_view string_at(const element& row, std::string_view key) {
  std::string_view text;
  return row[key].get(text) == simdjson::SUCCESS ? text : std::string_view();
}

std::optional<double> number_at(const element& row, std::string_view key) {
  double number = 0;
  if (row[key].get(number) != simdjson::SUCCESS) return {};
  return number;
}

std::uint64_t count_at(const element& row, std::string_view key) {
  std::uint64_t count = 0;
  return row[key].get(count) == simdjson::SUCCESS ? count : 0;
}

models::Band band_of(std::string_view name) {
  if (name == "likely") return models::Band::likely;
  return name == "unsure" ? models::Band::unsure : models::Band::below;
}

models::Verdict verdict_of(std::string_view name) {
  if (name == "supports") return models::Verdict::supports;
  return name == "contrary" ? models::Verdict::contrary : models::Verdict::unclear;
}

/// Results of another release may mean other things by the same names.
void check_version(const fs::path& folder, const std::string& made_by) {
  const auto release = [](std::string_view version) { return version.substr(0, version.rfind('.')); };
  if (release(made_by) == release(pipeline::version())) return;
  throw pipeline::Error(folder.string() + ": was made by bearout " + (made_by.empty() ? "?" : made_by) +
                        ", this is " + std::string(pipeline::version()) + "; run it again with this version");
}

Pair read_pair(const element& row, bool mapping) {
  Pair pair;
  pair.place = {count_at(row, "start"), count_at(row, "end")};
  pair.passage = static_cast<std::uint32_t>(count_at(row, "passage"));
  pair.outcome = string_at(row, "outcome");
  if (!mapping) {
    pair.framing = models::Verdict::contrary;
    pair.framing_score = static_cast<float>(number_at(row, "score").value_or(0));
    return pair;
  }
  pair.score = static_cast<float>(number_at(row, "score").value_or(0));
  pair.framing_score = static_cast<float>(number_at(row, "framing_score").value_or(0));
  pair.band = band_of(string_at(row, "band"));
  pair.framing = verdict_of(string_at(row, "framing"));
  return pair;
}

/// Shows each row of a JSONL file with its number and its line.
template <typename Look>
void for_each_row(const fs::path& file, Look look) {
  corpus::LineReader lines{corpus::ByteSource(file)};
  simdjson::dom::parser parser;
  while (const auto line = lines.next()) {
    element row;
    if (parser.parse(line->text.data(), line->text.size(), false).get(row) != simdjson::SUCCESS) {
      throw pipeline::Error(file.filename().string() + ':' + std::to_string(line->number) + ": not JSON");
    }
    look(row, line->number, line->text);
  }
}

/// Numbers of the `most` rows with the lowest scores, ascending; ties by number. `others`: how many more
/// there are.
std::vector<std::uint64_t> strongest_rows(const fs::path& file, std::size_t most, std::uint64_t& others) {
  std::vector<std::pair<double, std::uint64_t>> rows;
  std::uint64_t total = 0;
  const auto prune = [&] {
    if (rows.size() <= most) return;
    std::nth_element(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(most), rows.end());
    rows.resize(most);
  };
  for_each_row(file, [&](const element& row, std::uint64_t number, std::string_view) {
    rows.emplace_back(number_at(row, "score").value_or(0), number);
    ++total;
    if (rows.size() == 2 * most) prune();
  });
  prune();
  others = total - rows.size();
  std::vector<std::uint64_t> numbers;
  for (const auto& row : rows) numbers.push_back(row.second);
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

/// How often each name occurs, the commonest first.
std::vector<std::string> common_names(const std::vector<DocumentCard>& documents,
                                      const std::string DocumentCard::*name) {
  std::map<std::string, std::uint64_t> counts;
  for (const DocumentCard& document : documents) {
    if (!(document.*name).empty()) ++counts[document.*name];
  }
  std::vector<std::pair<std::uint64_t, std::string>> ordered;
  for (const auto& entry : counts) ordered.emplace_back(entry.second, entry.first);
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(ordered.size(), kMostNames); ++i) names.push_back(ordered[i].second);
  return names;
}

}  // namespace

std::string fold_for_search(std::string_view text) {
  return corpus::fold_case(corpus::fold_white_space(text));
}

std::uint32_t PassageTexts::add(std::string_view text) {
  texts_ += text;
  text_ends_.push_back(texts_.size());
  folded_ += fold_for_search(text);
  folded_ends_.push_back(folded_.size());
  return static_cast<std::uint32_t>(text_ends_.size() - 1);
}

Results::Results(fs::path folder) : folder_(std::move(folder)) {
  if (!fs::is_directory(folder_)) throw pipeline::Error(folder_.string() + ": no such folder");
  pipeline::check_results(folder_);
  pipeline::read_run(corpus::read_text(corpus::ByteSource(folder_ / "run.json")), run_);
  check_version(folder_, run_.method.version);
  if (!fs::exists(folder_ / "documents.jsonl.zst")) {
    throw pipeline::Error(
        folder_.string() +
        ": the run kept no documents, so there is nothing to read passages in; run it again "
        "without --no-documents");
  }
  outcomes_ = pipeline::read_outcome_list(pipeline::checked_result(folder_, "outcomes.json"));
  const fs::path mappings = pipeline::checked_result(folder_, "mappings.jsonl");
  const fs::path framing = pipeline::checked_result(folder_, "framing.jsonl");
  read_suggestions(mappings);
  read_negative(framing);
  read_candidates();
  read_documents();
  sources_ = common_names(documents_, &DocumentCard::source);
  authors_ = common_names(documents_, &DocumentCard::author);
}

std::uint32_t Results::document_of(std::string_view id) {
  const auto [found, added] =
      document_index_.try_emplace(std::string(id), static_cast<std::uint32_t>(documents_.size()));
  if (added) documents_.emplace_back().id = found->first;
  return found->second;
}

std::uint32_t Results::find_document(const std::string& id) const {
  const auto found = document_index_.find(id);
  return found == document_index_.end() ? kNone : found->second;
}

/// Several pairs of one passage stand one after the other and share its text.
void Results::add_passage(std::vector<Pair>& pairs, Pair pair, std::string_view document,
                          std::string_view text) {
  pair.document = document_of(document);
  const bool same =
      !pairs.empty() && pairs.back().document == pair.document && pairs.back().place == pair.place;
  pair.text = same ? pairs.back().text : texts_.add(text);
  pairs.push_back(std::move(pair));
}

void Results::read_suggestions(const fs::path& file) {
  for_each_row(file, [&](const element& row, std::uint64_t, std::string_view line) {
    const auto priority = number_at(row, "priority");
    if (!priority) {
      ++without_priority_;
      return;
    }
    Pair pair = read_pair(row, true);
    pair.priority = static_cast<float>(*priority);
    pair.line = lines_.add(line);
    add_passage(suggestions_, std::move(pair), string_at(row, "document"), string_at(row, "text"));
  });
}

void Results::read_negative(const fs::path& file) {
  const std::vector<std::uint64_t> kept = strongest_rows(file, kMostNegative, weaker_negative_);
  auto next = kept.begin();
  for_each_row(file, [&](const element& row, std::uint64_t number, std::string_view line) {
    if (next == kept.end() || *next != number) return;
    ++next;
    Pair pair = read_pair(row, false);
    pair.line = lines_.add(line);
    add_passage(negative_, std::move(pair), string_at(row, "document"), string_at(row, "text"));
  });
}

void Results::read_candidates() {
  const fs::path file = pipeline::checked_result(folder_, "candidates.json");
  const auto listed = pipeline::read_candidate_list(file);
  const auto all = nlohmann::json::parse(corpus::read_text(corpus::ByteSource(file)));
  for (std::size_t i = 0; i < listed.size(); ++i) {
    const auto& entry = all[i];
    CandidateCard card{entry.value("id", ""), listed[i].section, 0, {}};
    if (entry.contains("cohesion") && entry["cohesion"].is_number()) card.cohesion = entry["cohesion"];
    for (const auto& member : entry.value("members", nlohmann::json::array())) {
      card.members.push_back(
          {document_of(member.at("document").get<std::string>()),
           member.value("passage", 0U),
           {member.value("start", std::uint64_t{0}), member.value("end", std::uint64_t{0})},
           member.value("score", 0.0)});
    }
    candidates_.push_back(std::move(card));
  }
}

void Results::read_documents() {
  pipeline::StoredDocuments stored(pipeline::checked_result(folder_, "documents.jsonl.zst"));
  while (const corpus::Document* document = stored.next()) {
    const std::uint32_t index = find_document(document->id);
    if (index == kNone) continue;
    documents_[index] = {document->id,
                         document->author,
                         document->date,
                         document->url,
                         document->source,
                         document->question,
                         document_texts_.add(document->text)};
  }
}

std::string Results::document_text(std::uint32_t document) const {
  return document_texts_.read(documents_[document].text);
}

void Results::expect(const Pair& pair) const {
  document_texts_.expect(documents_[pair.document].text);
  lines_.expect(pair.line);
}

std::string Results::line(const Pair& pair) const {
  return lines_.read(pair.line);
}

}  // namespace bearout::review
