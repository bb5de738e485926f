#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/evaluation.hpp"

namespace bearout::pipeline {

struct MeasuredValue {
  double value = 0;  ///< NaN where there is nothing to measure
  models::Interval interval;
};

struct OutcomeEvaluation {
  std::string id;
  models::Agreement likely;  ///< `likely` against the labels
  models::Agreement unsure;  ///< `unsure` against the labels
};

/// How far two agree beyond chance (Cohen 1960) on what both have judged.
struct ReviewerAgreement {
  std::string first;
  std::string second;       ///< empty: the program, whose `likely` is its yes
  std::uint64_t pairs = 0;  ///< that both accepted or rejected
  MeasuredValue kappa;
};

/// How the results of a run agree with labels.
struct Evaluation {
  std::string labels;         ///< file name of the labels
  std::uint64_t pairs = 0;    ///< labelled pairs of documents and outcomes in this run
  std::uint64_t matches = 0;  ///< of these, true ones
  std::uint64_t unknown = 0;  ///< labelled pairs whose document or outcome is not in this run
  MeasuredValue likely_precision;
  MeasuredValue likely_recall;
  MeasuredValue likely_f1;
  MeasuredValue likely_kappa;
  MeasuredValue unsure_precision;
  MeasuredValue listed_precision;  ///< of all that is suggested, `likely` or `unsure`
  MeasuredValue listed_recall;
  MeasuredValue average_precision;
  MeasuredValue mean_average_precision;
  std::uint64_t framed = 0;  ///< true pairs that were suggested and whose label says supports or contrary
  std::uint64_t framed_right = 0;            ///< of these, with the right sign of framing_score
  std::vector<OutcomeEvaluation> outcomes;   ///< in the order of the list
  std::vector<ReviewerAgreement> reviewers;  ///< of decisions: each with the program, then each two, by name
  std::uint64_t taught = 0;  ///< decisions that this run has learned from: its figures on them flatter
};

/// Below this many labelled pairs the intervals say little, and the command says so.
inline constexpr std::uint64_t kFewLabels = 50;

/// Compares a whole results folder with `gold` (JSONL: document, outcome, match 0|1, framing?), or, without
/// it, with the mapping decisions in its `review/`. A pair of document and outcome has the score of its best
/// passage; it is true if the label says so, or for decisions if any of its passages was accepted. Throws
/// Error: no labels, a bad line (file:line).
[[nodiscard]] Evaluation evaluate(const std::filesystem::path& results,
                                  const std::optional<std::filesystem::path>& gold, std::uint64_t seed);

}  // namespace bearout::pipeline
