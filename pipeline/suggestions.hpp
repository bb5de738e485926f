#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "corpus/document.hpp"
#include "pipeline/decisions.hpp"
#include "pipeline/report_files.hpp"
#include "pipeline/result_rows.hpp"

namespace bearout::pipeline {

/// A suggested pair with what reviewers made of it and where it comes from.
struct Suggestion {
  const MappingLine& row;
  const corpus::Document* document = nullptr;  ///< null where the run kept no documents
  std::optional<MappingVerdict> verdict;       ///< nothing: nobody decided
};

/// A whole results folder, as the exports read it. Throws Error (corpus::Error) where it isn't whole.
class Suggestions {
 public:
  explicit Suggestions(std::filesystem::path results);

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] const std::vector<ListedOutcome>& outcomes() const { return outcomes_; }
  [[nodiscard]] const DecisionLog& log() const { return log_; }
  [[nodiscard]] const Decisions& decisions() const { return decisions_; }
  [[nodiscard]] bool has(const char* file) const { return std::filesystem::exists(folder_ / file); }
  /// The documents' file. Throws Error if the run kept none.
  [[nodiscard]] std::filesystem::path documents() const;

  /// Every suggested pair, in the order of the documents. Memory does not grow with their number.
  void for_each(const std::function<void(const Suggestion&)>& look) const;

 private:
  std::filesystem::path folder_;
  std::vector<ListedOutcome> outcomes_;
  DecisionLog log_;
  Decisions decisions_;
};

}  // namespace bearout::pipeline
