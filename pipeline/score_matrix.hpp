#pragma once

#include <cstddef>
#include <stop_token>
#include <vector>

#include "corpus/document_stream.hpp"
#include "models/model.hpp"

namespace bearout::pipeline {

/// Scores of documents and outcomes.
struct ScoreMatrix {
  std::vector<double> scores;               ///< documents x outcomes, row by row; probabilities
  std::vector<corpus::Diagnostic> skipped;  ///< records that have no row
};

/// How likely each document of the stream bears out each outcome of the model: the best of its passages (all
/// of it, if the model judges whole documents). Documents of the author are no evidence: their rows are 0.
/// The result does not depend on the number of threads. Asked to stop, it throws Stopped.
[[nodiscard]] ScoreMatrix score_matrix(corpus::DocumentStream& stream, const models::Model& model,
                                       std::size_t threads, const std::stop_token& stop = {});

}  // namespace bearout::pipeline
