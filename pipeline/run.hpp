#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "corpus/document_stream.hpp"
#include "models/model.hpp"
#include "models/scorer.hpp"
#include "pipeline/assemble.hpp"
#include "pipeline/run_record.hpp"
#include "pipeline/stages.hpp"

namespace bearout::pipeline {

/// What an earlier run on the same documents knew of them: for a run on the documents that it kept.
struct EarlierRun {
  std::vector<corpus::Outcome> outcomes;  ///< the list, in place of a file
  models::ListFile list;
  std::vector<corpus::InputDigest> inputs;  ///< the texts
  std::vector<corpus::Diagnostic> skipped;
  std::uint64_t skipped_count = 0;
  std::vector<std::pair<std::string, OptionValue>> options;  ///< how the inputs were read
};

struct RunOptions {
  std::filesystem::path outcomes;
  std::optional<std::vector<corpus::Outcome>> list = {};  ///< in place of the file `outcomes`
  std::vector<corpus::Diagnostic> list_notes = {};        ///< what there was to tell when `list` was read
  std::vector<corpus::Input> inputs;
  corpus::ReadOptions read;
  std::filesystem::path out;
  bool force = false;
  models::StatisticsOptions statistics;
  models::FitOptions fit;
  models::ScoreOptions score;
  bool keep_documents = true;
  std::filesystem::path decisions;  ///< what reviewers decided; empty: nothing
  ReviewFor review_for = ReviewFor::balance;
  std::string group_by;  ///< column by whose values to count, see find_groups(); empty: none
  std::size_t threads = 1;
  std::shared_ptr<const models::Knowledge> knowledge;  ///< null: its channels are off
  std::optional<EarlierRun> earlier = {};
  std::stop_token stop = {};  ///< asked to stop, run() throws and leaves the folder as it was
  std::function<void()> between_stages = nullptr;  ///< called when a stage has let go of its memory
};

/// The main job: reads, observes, fits, scores and writes the results folder. The text is walked over twice;
/// between the two it waits, as it was read (see ReadBatch), beside the results, so standard input will do.
/// Throws corpus::Error, models::Error, pipeline::Error for what ends a run; skipped records are in the
/// result.
[[nodiscard]] RunRecord run(const RunOptions& options, const OnProgress& progress);

/// That --max-terms left words out, if it did.
[[nodiscard]] std::optional<corpus::Diagnostic> note_on_rare_terms(const models::Model& model);

struct AssembleOptions {
  std::filesystem::path model;
  std::vector<std::filesystem::path>
      rows;  ///< of the shards, in the order in which their documents shall stand
  std::filesystem::path out;
  bool force = false;
  ReviewFor review_for = ReviewFor::balance;
  std::shared_ptr<const models::Knowledge> knowledge;  ///< the model's
  std::stop_token stop = {};                           ///< as RunOptions::stop
  std::vector<corpus::Diagnostic> notes = {};          ///< what there was to tell when the shards were read
};

/// The last move of the sharded job: rows to a results folder.
[[nodiscard]] RunRecord assemble_results(const AssembleOptions& options);
/// The same with a model at hand: `options.model` and `options.knowledge` are not looked at.
[[nodiscard]] RunRecord assemble_results(const models::Model& model, const AssembleOptions& options);

/// Writes report.html of a whole results folder again, from the results and the decisions in its `review/`.
void write_report(const std::filesystem::path& results);

/// Name, size and digest of a list of outcomes (or of decisions), as a model keeps them. Throws Error if it
/// can't be read.
[[nodiscard]] models::ListFile describe_list(const std::filesystem::path& file);

/// Reads a fitted model from a file. Throws models::Error, or Error if the file can't be read.
[[nodiscard]] models::Model read_model(const std::filesystem::path& path,
                                       std::shared_ptr<const models::Knowledge> knowledge);

}  // namespace bearout::pipeline
