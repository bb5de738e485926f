#pragma once

#include <CLI/App.hpp>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "corpus/document_stream.hpp"
#include "models/model.hpp"
#include "models/scorer.hpp"
#include "models/statistics.hpp"
#include "pipeline/cli/resources.hpp"
#include "pipeline/cli/stop_signals.hpp"
#include "pipeline/priority.hpp"

namespace bearout::cli {

/// Groups of options that several commands share: each is declared, described and read in one place. add_*()
/// binds them to the struct, which must outlive the parse.

struct InputOptions {
  std::vector<std::string> comments;
  std::vector<std::string> case_studies;
  corpus::ReadOptions read;

  [[nodiscard]] std::vector<corpus::Input> inputs() const;
  /// Stored bytes of all inputs, 0 where that can't be known.
  [[nodiscard]] std::uint64_t total_bytes() const;
};
void add_input_options(CLI::App& command, InputOptions& options);

struct FitOptions {
  std::string outcomes;
  models::FitOptions fit;
  std::string decisions;
  bool no_candidates = false;
  std::string channels = "all";

  [[nodiscard]] models::FitOptions value() const;
};
void add_fit_options(CLI::App& command, FitOptions& options);

struct StatisticsOptions {
  std::string unit = "passage";
  models::StatisticsOptions statistics;

  [[nodiscard]] models::StatisticsOptions value() const;
};
void add_statistics_options(CLI::App& command, StatisticsOptions& options);

void add_score_options(CLI::App& command, models::ScoreOptions& options);
void add_thread_option(CLI::App& command, std::size_t& threads);

struct OutOptions {
  std::string folder;
  bool force = false;
  pipeline::ReviewFor review_for = pipeline::ReviewFor::balance;
};
void add_out_options(CLI::App& command, OutOptions& options);
/// What a run that is stopped leaves in its folder, half a sentence. Call it before the run.
[[nodiscard]] std::string kept_in(const std::string& folder);

/// What the chosen command does; returns the exit code. Asked to stop, it throws, or ends as it would have.
using Action = std::function<int(StopSignals&)>;

// One function per command: declares it and, if it is chosen, sets the action.
void add_run(CLI::App& app, const Resources& resources, Action& action);
void add_export(CLI::App& app, Action& action);
void add_import(CLI::App& app, Action& action);
void add_report(CLI::App& app, Action& action);
void add_review(CLI::App& app, Action& action);
void add_evaluate(CLI::App& app, Action& action);
void add_explain(CLI::App& app, Action& action);
void add_observe(CLI::App& app, Action& action);
void add_merge(CLI::App& app, Action& action);
void add_fit(CLI::App& app, const Resources& resources, Action& action);
void add_score(CLI::App& app, Action& action);
void add_assemble(CLI::App& app, Action& action);

}  // namespace bearout::cli
