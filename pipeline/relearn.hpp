#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <stop_token>

#include "models/knowledge.hpp"
#include "pipeline/run_record.hpp"
#include "pipeline/stages.hpp"

namespace bearout::pipeline {

/// Runs a results folder again with all that was decided in its `review/`: on the documents that it kept,
/// with its own list (as it was before any review, if that file is still there), options and weights. The new
/// results take the place of the old ones when they are whole. Throws Error if the run kept no documents, or
/// has learned its options from nowhere that can be read. Asked to stop, it throws and leaves the old
/// results.
RunRecord relearn(const std::filesystem::path& results, std::shared_ptr<const models::Knowledge> knowledge,
                  std::size_t threads, const OnProgress& progress, const std::stop_token& stop = {});

}  // namespace bearout::pipeline
