#pragma once

#include <memory>
#include <span>
#include <vector>

#include "models/analyzer.hpp"
#include "models/model.hpp"
#include "models/parallel.hpp"
#include "models/sample_channels.hpp"
#include "models/statistics.hpp"

namespace bearout::models {

/// How many of a sample's passages the matcher is fitted on, with so many outcomes.
[[nodiscard]] std::size_t matched_passages(std::size_t outcomes);
/// The first of the rows, as many.
[[nodiscard]] std::span<const WeightedText> matched_rows(std::span<const WeightedText> rows,
                                                         std::size_t outcomes);

struct FittedMatcher {
  std::vector<double> logits;  ///< of the sample's first passages (as many as the fit looks at, in their
                               ///< order, by outcome)
  std::unique_ptr<ModelIndex> index;         ///< of the model, for as long as that stays where it is
  std::unique_ptr<SampleChannels> passages;  ///< the same passages, with what they taught; null if there are
                                             ///< none. Needs the index, and what was fitted on
};

/// Fits what the model's matcher needs of the corpus: the space's lengths, the two learning channels,
/// standing and shift. Everything else of the model must be there (see fit_meanings()). `rows` belong to
/// `sample`, their stems to `analyzer`.
FittedMatcher fit_matcher(Model& model, std::span<const SamplePassage> sample,
                          std::span<const WeightedText> rows, const Analyzer& analyzer,
                          const Parallel& parallel = one_after_another);

[[nodiscard]] std::vector<float> to_probabilities(std::span<const double> logits);

/// Standing of one stage over passages, so that the mean probability of their pairs is `rate`; `logits` (n x
/// m) become the stage's.
Standing stand(const StageWeights& weights, double rate, SampleChannels& passages,
               std::vector<double>& logits);

/// How many of the pairs are expected to match: matches per document, spread over its passages and the list.
[[nodiscard]] double expected_rate(const Model& model);

/// Sets model.learning to what passages of the sample teach, given the logits of their pairs (n x m); they
/// are read on with it.
void teach(Model& model, std::span<const SamplePassage> sample, std::span<const double> logits,
           SampleChannels& passages, const Parallel& parallel = one_after_another);

/// Fills in the vectors of the outcomes, and the mean of the texts that they are held against: the rows that
/// the matcher is fitted on.
void fit_meanings(OutcomeSpace& space, const Vocabulary& vocabulary, std::span<const WeightedText> rows,
                  const Analyzer& analyzer);

}  // namespace bearout::models
