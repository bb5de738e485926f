#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/run_record.hpp"
#include "pipeline/stages.hpp"

namespace bearout::cli {

/// What the user wants to hear; set once by main before any command runs.
struct Verbosity {
  bool quiet = false;
  bool verbose = false;
  bool json = false;
};

/// Sets up the log on standard error.
void start_log(const Verbosity& verbosity);
void log_error(std::string_view line);
void log_warning(std::string_view line);
/// Only with --verbose.
void log_detail(std::string_view line);

/// Progress with rate and time left, on one line of a terminal; nothing where standard error is none.
/// `total_bytes` of the stored input, 0 if unknown (standard input).
[[nodiscard]] pipeline::OnProgress progress_line(std::uint64_t total_bytes);
/// Clears the line, so that the next words stand alone.
void end_progress();

/// What a run found, for a person: coverage by outcome, candidates, where the report lies. On standard
/// output, unless --quiet.
void print_summary(const pipeline::RunRecord& record, std::string_view results);

/// Logs what is worth telling about the inputs, unless --quiet.
void log_notes(const std::vector<corpus::Diagnostic>& notes);

/// Says how many decisions match nothing any more, if any.
void log_lost_decisions(const pipeline::DecisionCounts& decisions);

/// A line on standard output, unless --quiet.
void print_line(const std::string& line);

/// Logs what was skipped; the exit code: 0, or 1 if records were skipped.
[[nodiscard]] int finish_with(const std::vector<corpus::Diagnostic>& skipped, std::uint64_t count);

}  // namespace bearout::cli
