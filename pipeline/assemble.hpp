#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "corpus/diagnostic.hpp"
#include "corpus/document_stream.hpp"
#include "models/model.hpp"
#include "pipeline/priority.hpp"
#include "pipeline/results_folder.hpp"
#include "pipeline/rows.hpp"

namespace bearout::pipeline {

/// Coverage of one outcome, for the closing summary.
struct OutcomeCount {
  std::string label;  ///< id and the beginning of the text
  std::uint64_t supporting = 0;
  std::uint64_t against = 0;
  std::uint64_t unsure = 0;
};

/// What became of reviewers' decisions on pairs and framing.
struct DecisionCounts {
  std::uint64_t decided = 0;           ///< after votes were counted
  std::uint64_t taught = 0;            ///< of the pairs, those that scores learned from
  std::uint64_t lost = 0;              ///< whose passage or outcome is not in this run
  std::vector<std::string> lost_ones;  ///< the first 1,000: document, outcome, text
};

/// What went into a results folder, for run.json and the closing summary.
struct Assembled {
  ShardCounts shards;
  std::uint64_t mappings = 0;
  std::uint64_t likely = 0;
  std::uint64_t unsure = 0;
  std::uint64_t negative = 0;
  std::uint64_t candidates = 0;
  std::uint64_t proposed = 0;          ///< of the candidates
  std::vector<OutcomeCount> outcomes;  ///< in the order of the list
  std::uint64_t skipped = 0;
  std::vector<corpus::Diagnostic> diagnostics;  ///< the first 10,000 of the skipped records
  std::vector<corpus::InputDigest> inputs;
  DecisionCounts decisions;
  models::ScoreOptions score;  ///< with which all shards were scored
};

/// Turns the rows of shards, which were scored by the model of that fingerprint, in that order, into
/// outcomes.json, mappings.jsonl, mappings.csv, candidates.json, memberships.jsonl and framing.jsonl of the
/// folder, and documents.jsonl.zst where rows hold documents. Reads every file twice (priorities need all
/// rows), so none may be a pipe. Throws Error for rows of another model or that end too early, and for a
/// document id that stands in two shards.
[[nodiscard]] Assembled assemble(const models::Model& model, const std::string& fingerprint,
                                 std::span<const std::filesystem::path> rows, ReviewFor purpose,
                                 ResultsFolder& folder);

}  // namespace bearout::pipeline
