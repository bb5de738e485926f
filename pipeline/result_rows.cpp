#include "pipeline/result_rows.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "corpus/error.hpp"
#include "corpus/line_reader.hpp"

namespace bearout::pipeline {

namespace {

using simdjson::dom::element;

std::string_view string_at(const element& row, std::string_view key) {
  std::string_view text;
  return row[key].get(text) == simdjson::SUCCESS ? text : std::string_view();
}

double number_at(const element& row, std::string_view key) {
  double number = 0;
  return row[key].get(number) == simdjson::SUCCESS ? number : 0;
}

std::uint64_t offset_at(const element& row, std::string_view key) {
  std::uint64_t offset = 0;
  return row[key].get(offset) == simdjson::SUCCESS ? offset : 0;
}

Place place_at(const element& row) {
  return {offset_at(row, "start"), offset_at(row, "end")};
}

std::optional<Reason> reason_of(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, Reason>, 12> kReasons = {
      {{"words", Reason::words},
       {"parts", Reason::parts},
       {"knowledge", Reason::knowledge},
       {"learned", Reason::learned},
       {"reviewed", Reason::reviewed},
       {"reference", Reason::reference},
       {"criticism", Reason::criticism},
       {"negation", Reason::negation},
       {"reversal", Reason::reversal},
       {"antonym", Reason::antonym},
       {"contrast", Reason::contrast},
       {"number", Reason::number}}};
  const auto* const found =
      std::find_if(kReasons.begin(), kReasons.end(), [&](const auto& entry) { return entry.first == name; });
  return found == kReasons.end() ? std::nullopt : std::optional(found->second);
}

models::Verdict verdict_of(std::string_view name) {
  if (name == "supports") return models::Verdict::supports;
  return name == "contrary" ? models::Verdict::contrary : models::Verdict::unclear;
}

models::Band band_of(std::string_view name) {
  if (name == "likely") return models::Band::likely;
  return name == "unsure" ? models::Band::unsure : models::Band::below;
}

std::optional<Decision> decided_of(std::string_view name) {
  if (name == "accept") return Decision::accept;
  if (name == "reject") return Decision::reject;
  return name == "unsure" ? std::optional(Decision::unsure) : std::nullopt;
}

/// Terms with a weight below zero spoke against the pair: they explain nothing that a reader sees.
void read_evidence(const element& row, std::vector<Sighting>& out) {
  std::vector<std::pair<double, Sighting>> weighed;
  simdjson::dom::array list;
  if (row["evidence"].get(list) == simdjson::SUCCESS) {
    for (const element entry : list) {
      const double weight = number_at(entry, "weight");
      const auto reason = reason_of(string_at(entry, "via"));
      if (weight <= 0 || !reason || is_cue(*reason)) continue;
      weighed.push_back({weight, {string_at(entry, "term"), place_at(entry), *reason}});
    }
  }
  std::stable_sort(weighed.begin(), weighed.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  out.clear();
  for (const auto& entry : weighed) out.push_back(entry.second);
}

void read_cues(const element& row, std::vector<Sighting>& out) {
  out.clear();
  simdjson::dom::array list;
  if (row["cues"].get(list) != simdjson::SUCCESS) return;
  for (const element entry : list) {
    const Reason reason = reason_of(string_at(entry, "kind")).value_or(Reason::criticism);
    if (is_cue(reason)) out.push_back({string_at(entry, "cue"), place_at(entry), reason});
  }
}

/// The id with which append_document() begins a line; nothing if it would have to be unescaped.
std::optional<std::string_view> plain_id(std::string_view line) {
  constexpr std::string_view kBegin = R"({"id":")";
  if (!line.starts_with(kBegin)) return std::nullopt;
  line.remove_prefix(kBegin.size());
  const std::size_t end = line.find_first_of("\"\\");
  if (end == std::string_view::npos || line[end] == '\\') return std::nullopt;
  return line.substr(0, end);
}

/// Parses each line of a file, but for those to pass over, as an object that has a string under each of the
/// keys in `needed`.
template <typename PassOver, typename Look>
void for_each_object(const std::filesystem::path& file, std::initializer_list<std::string_view> needed,
                     PassOver pass_over, Look look) {
  corpus::LineReader lines{corpus::ByteSource(file, corpus::Unpacking::unbounded)};
  simdjson::dom::parser parser;
  while (const auto line = lines.next()) {
    if (line->text.empty() || pass_over(line->text)) continue;
    const auto fail = [&](const std::string& what) {
      throw corpus::Error(file.filename().string() + ':' + std::to_string(line->number) + ": " + what);
    };
    element row;
    if (parser.parse(line->text.data(), line->text.size(), false).get(row) != simdjson::SUCCESS) {
      fail("not JSON");
    }
    if (!row.is_object()) fail("not a JSON object");
    for (const std::string_view key : needed) {
      if (!row[key].is_string()) fail('"' + std::string(key) + "\" is missing");
    }
    if (!look(row)) return;
  }
}

/// Passes over no line.
bool none(std::string_view /*line*/) {
  return false;
}

}  // namespace

void for_each_mapping(const std::filesystem::path& file,
                      const std::function<void(const MappingLine&)>& look) {
  MappingLine mapping;
  for_each_object(file, {"document", "outcome"}, none, [&](const element& row) {
    mapping.document = string_at(row, "document");
    mapping.place = place_at(row);
    mapping.text = string_at(row, "text");
    mapping.outcome = string_at(row, "outcome");
    mapping.score = number_at(row, "score");
    mapping.band = band_of(string_at(row, "band"));
    mapping.framing = verdict_of(string_at(row, "framing"));
    mapping.decided = decided_of(string_at(row, "decided"));
    read_evidence(row, mapping.evidence);
    look(mapping);
    return true;
  });
}

void for_each_framing(const std::filesystem::path& file,
                      const std::function<void(const FramingLine&)>& look) {
  FramingLine framing;
  for_each_object(file, {"document"}, none, [&](const element& row) {
    framing.document = string_at(row, "document");
    framing.place = place_at(row);
    framing.text = string_at(row, "text");
    framing.outcome = string_at(row, "outcome");
    framing.score = number_at(row, "score");
    read_cues(row, framing.cues);
    look(framing);
    return true;
  });
}

void for_each_document(const std::filesystem::path& file,
                       const std::function<bool(std::string_view id)>& wanted,
                       const std::function<bool(const DocumentLine&)>& look) {
  const auto pass_over = [&](std::string_view line) {
    const auto id = plain_id(line);
    return id && !wanted(*id);
  };
  for_each_object(file, {"id"}, pass_over, [&](const element& row) {
    if (!wanted(string_at(row, "id"))) return true;
    return look({string_at(row, "id"), string_at(row, "text"), string_at(row, "author"),
                 string_at(row, "date"), string_at(row, "url"), string_at(row, "source"),
                 string_at(row, "question")});
  });
}

}  // namespace bearout::pipeline
