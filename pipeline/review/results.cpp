#include "pipeline/review/results.hpp"

#include <fcntl.h>
#include <simdjson.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "corpus/byte_source.hpp"
#include "corpus/case_fold.hpp"
#include "corpus/error.hpp"
#include "corpus/line_reader.hpp"
#include "corpus/stored_file.hpp"
#include "pipeline/error.hpp"
#include "pipeline/folded.hpp"
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

}  // namespace

std::string fold_for_search(std::string_view text) {
  return corpus::fold_case(pipeline::fold_white_space(text));
}

std::uint32_t PassageTexts::add(std::string_view text) {
  texts_ += text;
  text_ends_.push_back(texts_.size());
  folded_ += fold_for_search(text);
  folded_ends_.push_back(folded_.size());
  return static_cast<std::uint32_t>(text_ends_.size() - 1);
}

Results::File::File(const fs::path& path) : handle(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (handle < 0) throw pipeline::Error(path.string() + ": can't be read");
}

Results::File::~File() {
  ::close(handle);
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
  mapping_file_ = std::make_unique<const File>(mappings);
  framing_file_ = std::make_unique<const File>(framing);
  suggestions_ = read_pairs(mappings, true);
  negative_ = read_pairs(framing, false);
  read_candidates();
  read_documents();
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

std::vector<Pair> Results::read_pairs(const fs::path& file, bool mappings) {
  std::vector<Pair> pairs;
  corpus::LineReader lines{corpus::ByteSource(file)};
  simdjson::dom::parser parser;
  std::uint64_t begin = 0;
  while (const auto line = lines.next()) {
    element row;
    if (parser.parse(line->text.data(), line->text.size(), false).get(row) != simdjson::SUCCESS) {
      throw pipeline::Error(file.filename().string() + ':' + std::to_string(line->number) + ": not JSON");
    }
    const std::uint64_t own = std::exchange(begin, begin + line->text.size() + 1);
    const auto priority = number_at(row, "priority");
    if (mappings && !priority) {
      ++without_priority_;
      continue;
    }
    Pair pair = read_pair(row, mappings);
    pair.priority = static_cast<float>(priority.value_or(0));
    pair.document = document_of(string_at(row, "document"));
    const bool same =
        !pairs.empty() && pairs.back().document == pair.document && pairs.back().place == pair.place;
    pair.text = same ? pairs.back().text : texts_.add(string_at(row, "text"));
    pair.line = own;
    pair.line_bytes = static_cast<std::uint32_t>(line->text.size());
    pairs.push_back(std::move(pair));
  }
  return pairs;
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

std::string Results::mapping_line(const Pair& pair) const {
  return pair.line_bytes == 0 ? std::string() : read_at(mapping_file_->handle, pair.line, pair.line_bytes);
}

std::string Results::framing_line(const Pair& pair) const {
  return read_at(framing_file_->handle, pair.line, pair.line_bytes);
}

}  // namespace bearout::review
