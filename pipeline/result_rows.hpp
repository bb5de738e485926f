#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/decisions.hpp"
#include "pipeline/report.hpp"
#include "pipeline/standing.hpp"

namespace bearout::pipeline {

/// Where in a document the program saw a reason: a term of the evidence or a cue of framing.
struct Sighting {
  std::string_view term;
  Place place;
  Reason reason = Reason::words;
};

/// A line of mappings.jsonl. The views are valid while the row is being looked at.
struct MappingLine {
  std::string_view document;
  Place place;
  std::string_view text;
  std::string_view outcome;
  double score = 0;
  models::Band band = models::Band::below;
  models::Verdict framing = models::Verdict::unclear;
  std::optional<Decision> decided;
  std::vector<Sighting> evidence;  ///< what spoke for the outcome, strongest first
};

/// A line of framing.jsonl.
struct FramingLine {
  std::string_view document;
  Place place;
  std::string_view text;
  std::string_view outcome;  ///< empty: towards none
  double score = 0;
  std::vector<Sighting> cues;
};

/// A line of documents.jsonl.zst.
struct DocumentLine {
  std::string_view id;
  std::string_view text;
  std::string_view author;
  std::string_view date;
  std::string_view url;
  std::string_view source;
  std::string_view question;
};

/// Each reads a file from front to back and shows every row once. Throws corpus::Error ("mappings.jsonl:12:
/// …") for a line that isn't such a row; keys that are missing have their defaults, but a row says which
/// document (and a mapping which outcome) it is about.
void for_each_mapping(const std::filesystem::path& file, const std::function<void(const MappingLine&)>& look);
void for_each_framing(const std::filesystem::path& file, const std::function<void(const FramingLine&)>& look);
/// Those whose id is `wanted`; `look` returns false when it has seen enough. Other lines may be anything.
void for_each_document(const std::filesystem::path& file,
                       const std::function<bool(std::string_view id)>& wanted,
                       const std::function<bool(const DocumentLine&)>& look);

}  // namespace bearout::pipeline
