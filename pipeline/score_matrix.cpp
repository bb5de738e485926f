#include "pipeline/score_matrix.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "models/scorer.hpp"
#include "pipeline/error.hpp"
#include "pipeline/ordered_workers.hpp"

namespace bearout::pipeline {

ScoreMatrix score_matrix(corpus::DocumentStream& stream, const models::Model& model, std::size_t threads,
                         const std::stop_token& stop) {
  const std::size_t outcomes = model.outcomes.size();
  const auto index = std::make_shared<const models::ModelIndex>(model);
  std::vector<std::unique_ptr<models::Scorer>> scorers;
  for (std::size_t i = 0; i < std::max<std::size_t>(1, threads); ++i) {
    scorers.push_back(std::make_unique<models::Scorer>(model, index));
  }
  const auto read = [&]() -> std::optional<corpus::DocumentBatch> {
    if (stop.stop_requested()) throw Stopped();
    return stream.next();
  };
  const auto work = [&](std::size_t worker, corpus::DocumentBatch batch) {
    ScoreMatrix rows{std::vector<double>(batch.documents.size() * outcomes), std::move(batch.skipped)};
    auto row = rows.scores.begin();
    for (const corpus::Document& document : batch.documents) {
      const models::DocumentResult result = scorers[worker]->score(document, {.all_pairs = true});
      for (const models::Mapping& mapping : result.mappings) {
        double& best = row[static_cast<std::ptrdiff_t>(mapping.outcome)];
        best = std::max(best, mapping.score);
      }
      row += static_cast<std::ptrdiff_t>(outcomes);
    }
    return rows;
  };
  ScoreMatrix matrix;
  run_ordered(threads, read, work, [&](ScoreMatrix rows) {
    matrix.scores.insert(matrix.scores.end(), rows.scores.begin(), rows.scores.end());
    matrix.skipped.insert(matrix.skipped.end(), rows.skipped.begin(), rows.skipped.end());
  });
  return matrix;
}

}  // namespace bearout::pipeline
