#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace bearout::models {

/// A judged pair: what the program said and what is true.
struct JudgedPair {
  std::uint32_t document = 0;  ///< pairs of one document are drawn together in a bootstrap
  std::uint32_t outcome = 0;
  double score = 0;  ///< 0 for a pair that was not suggested
  bool match = false;
};

struct Agreement {
  std::uint64_t both = 0;          ///< suggested and true
  std::uint64_t only_program = 0;  ///< suggested, not true
  std::uint64_t only_gold = 0;     ///< true, not suggested
  std::uint64_t neither = 0;

  /// Each is NaN where its denominator is 0.
  [[nodiscard]] double precision() const;
  [[nodiscard]] double recall() const;
  [[nodiscard]] double f1() const;
  /// Cohen's kappa (1960): agreement beyond chance.
  [[nodiscard]] double kappa() const;
};

/// Counts pairs with score >= threshold as suggested.
[[nodiscard]] Agreement agreement(std::span<const JudgedPair> pairs, double threshold);

/// Average precision over the pairs by falling score: the step-wise sum of precision times gained recall,
/// tied scores one step. NaN if no pair is true.
[[nodiscard]] double average_precision(std::span<const JudgedPair> pairs);

/// Mean of the average precisions of the outcomes that have a true pair. NaN if none has.
[[nodiscard]] double mean_average_precision(std::span<const JudgedPair> pairs);

/// Expected calibration error: mean distance between the scores and the share of true pairs, over ten bins of
/// equal width, weighted by the pairs in them (Naeini, Cooper & Hauskrecht 2015). NaN without pairs.
[[nodiscard]] double calibration_error(std::span<const JudgedPair> pairs);

struct Interval {
  double low = 0;
  double high = 0;
};

using Measure = std::function<double(std::span<const JudgedPair>)>;

/// 95 % percentile interval of a measure by drawing documents with replacement (Efron & Tibshirani 1993),
/// `draws` times from a fixed stream of numbers. NaN bounds if the measure is NaN in most draws.
[[nodiscard]] Interval bootstrap(std::span<const JudgedPair> pairs, const Measure& measure,
                                 std::uint64_t seed, std::size_t draws = 1000);

}  // namespace bearout::models
