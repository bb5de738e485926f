#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/decisions.hpp"
#include "pipeline/import.hpp"

namespace bearout::pipeline {

/// What somebody said of a text, before it is known which document that is.
struct Label {
  std::string document;  ///< id, where the file has one
  std::string text;      ///< what was labelled; or the whole text, of which `place` is a part
  std::optional<Place> place;
  bool place_in_document = false;  ///< else in `text`
  std::string outcome;             ///< id
  Decision decision = Decision::accept;
  std::optional<models::Verdict> framing;
  bool star = false;
  Signature signature;
  std::uint64_t line = 0;  ///< of the file, 0 where unknown
};

/// Labels of a file, and what names no outcome.
struct Labels {
  std::vector<Label> labels;
  std::vector<corpus::Diagnostic> skipped;
};

/// Label Studio's and doccano's JSON, JSON lines and tables. Throws corpus::Error.
[[nodiscard]] Labels read_labels(const std::filesystem::path& file, const OutcomeNames& outcomes);

/// Codings of a REFI-QDA project by people. `rest` gets decisions that Bearout put into a note.
[[nodiscard]] Labels read_refi_labels(const std::filesystem::path& file, const OutcomeNames& outcomes,
                                      DecisionLog& rest);

/// Finds the documents that labels speak of, by id and text, and makes decisions of them. What is found
/// nowhere is added to `skipped`.
[[nodiscard]] DecisionLog place_labels(const std::filesystem::path& results,
                                       const std::filesystem::path& file, Labels& labels);

}  // namespace bearout::pipeline
