#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "pipeline/assemble.hpp"
#include "pipeline/results_folder.hpp"

namespace bearout::pipeline {

/// An option in force, as run.json lists it.
using OptionValue = std::variant<bool, std::uint64_t, double, std::string, std::vector<std::string>>;

/// What run.json says of a run. Everything but `seconds` and `finished` is the same for the same input,
/// options and binary.
struct RunRecord {
  std::string command;
  std::vector<std::pair<std::string, OptionValue>> options;
  std::vector<corpus::InputDigest> inputs;
  Assembled assembled;
  std::vector<corpus::Diagnostic> notes;  ///< how inputs were read, where that is worth telling
  std::string model_fingerprint;
  std::vector<std::string> channels;
  std::vector<ResultFile> files;
  std::vector<std::pair<std::string, double>> seconds;  ///< wall time of each stage
  std::string finished;                                 ///< UTC, ISO 8601
};

[[nodiscard]] std::string run_json(const RunRecord& record);

}  // namespace bearout::pipeline
