#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/decisions.hpp"
#include "pipeline/report.hpp"

namespace bearout::pipeline {

/// What run.json says, into the report's totals and method. Throws corpus::Error if it isn't JSON.
void read_run(std::string_view json, Report& report);

/// A passage that another file quotes.
struct QuotedPassage {
  std::string document;  ///< empty where it isn't told
  Place place;
  std::string text;
};

struct ListedOutcome {
  OutcomeSection section;  ///< without quotes
  std::vector<QuotedPassage> examples;
};

struct ListedCandidate {
  CandidateSection section;  ///< without quotes
  std::vector<QuotedPassage> quotes;
};

/// outcomes.json and candidates.json, in their order. Both throw corpus::Error.
[[nodiscard]] std::vector<ListedOutcome> read_outcome_list(const std::filesystem::path& file);
[[nodiscard]] std::vector<ListedCandidate> read_candidate_list(const std::filesystem::path& file);

}  // namespace bearout::pipeline
