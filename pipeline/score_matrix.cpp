#include "pipeline/score_matrix.hpp"

#include <algorithm>
#include <utility>

#include "pipeline/document_batches.hpp"

namespace bearout::pipeline {

ScoreMatrix score_matrix(corpus::DocumentStream& stream, const models::Model& model, std::size_t threads,
                         const std::stop_token& stop) {
  const std::size_t outcomes = model.outcomes.size();
  const auto work = [&](models::Scorer& scorer, Batch batch) {
    const auto& documents = batch.content.documents;
    ScoreMatrix rows{std::vector<double>(documents.size() * outcomes), std::move(batch.content.skipped)};
    auto row = rows.scores.begin();
    for (const corpus::Document& document : documents) {
      const models::DocumentResult result = scorer.score(document, {.all_pairs = true});
      for (const models::Mapping& mapping : result.mappings) {
        double& best = row[static_cast<std::ptrdiff_t>(mapping.outcome)];
        best = std::max(best, mapping.score);
      }
      row += static_cast<std::ptrdiff_t>(outcomes);
    }
    return rows;
  };
  ScoreMatrix matrix;
  const auto produce = [&] { return next_batch(stream, stop); };
  score_batches(produce, model, threads, work, [&](ScoreMatrix rows) {
    matrix.scores.insert(matrix.scores.end(), rows.scores.begin(), rows.scores.end());
    matrix.skipped.insert(matrix.skipped.end(), rows.skipped.begin(), rows.skipped.end());
  });
  return matrix;
}

}  // namespace bearout::pipeline
