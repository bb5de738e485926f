#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "corpus/document.hpp"
#include "models/model.hpp"
#include "models/scorer.hpp"

namespace bearout::pipeline {

/// Why a passage got its score for an outcome.
struct Explanation {
  std::string document;
  std::string text;         ///< of the passage
  std::uint64_t start = 0;  ///< code points
  std::uint64_t end = 0;
  std::string outcome;  ///< id
  std::string outcome_text;
  models::Mapping mapping;                                ///< with all evidence
  std::array<double, models::kChannels> outcome_means{};  ///< of each channel over the sample
  double outcome_standing = 0;  ///< what these means take from the logit of every pair of the outcome
  double shift = 0;
};

/// Explains the pair of a document's passage and an outcome. Without `passage` it is the document's best for
/// that outcome. Throws Error for an outcome or passage that is not there.
[[nodiscard]] Explanation explain(const models::Model& model, const corpus::Document& document,
                                  const std::string& outcome, std::optional<std::uint32_t> passage);

/// The same as one JSON object.
[[nodiscard]] std::string explanation_json(const Explanation& explanation);

/// The document of a results folder with that id. Throws Error if it is not there or none were kept.
[[nodiscard]] corpus::Document find_document(const std::filesystem::path& results, const std::string& id);

}  // namespace bearout::pipeline
