#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/parallel.hpp"
#include "models/sparse.hpp"
#include "models/weighting.hpp"

namespace bearout::models {

/// What the corpus' own passages teach about the outcomes, given first probabilities of every pair. m
/// outcomes, t terms.
struct CorpusLearning {
  static constexpr std::size_t kNoRow = static_cast<std::size_t>(-1);

  std::vector<TermId> terms;    ///< ascending; those that were learned about
  std::vector<float> log_odds;  ///< t x m: ln of a term's share of an outcome's words, minus the term's mean
                                ///< over the outcomes
  std::vector<float> prior;     ///< m: ln of the outcome's share of the passages, minus the mean
  double trust = 0;  ///< in [0, 1]: how far the log odds agree with themselves, see measure_trust()
  std::vector<float> attraction;      ///< t x m: mean root probability of the passages that hold the term
  std::vector<float> landmark_roots;  ///< L x m: root probabilities of the landmarks
  std::vector<float> mean_roots;      ///< m: of all passages
  double coherence = 0;  ///< in [0, 1]: how well neighbours' root probabilities foretell a passage's own

  [[nodiscard]] std::size_t outcomes() const { return prior.size(); }
  [[nodiscard]] std::size_t row_of(TermId term) const;
  [[nodiscard]] std::span<const float> log_odds_of(std::size_t row) const {
    return std::span(log_odds).subspan(row * outcomes(), outcomes());
  }
  [[nodiscard]] std::span<const float> attraction_of(std::size_t row) const {
    return std::span(attraction).subspan(row * outcomes(), outcomes());
  }
};

/// A naive Bayes score beyond this, either way, says nothing more.
inline constexpr double kMostLogOdds = 6;

/// A passage of the sample: its weighted terms, and a number of its own that draws its lots.
struct LearningPassage {
  std::span<const TextTerm> terms;
  std::uint64_t lot = 0;
};

/// The terms that texts hold and the corpus teaches about, ascending: the most frequent ones where a table of
/// figures for every outcome would be too large.
[[nodiscard]] std::vector<TermId> learned_terms(std::span<const WeightedText> texts, std::size_t outcomes);

/// Naive-Bayes EM (Nigam, McCallum, Thrun & Mitchell 2000) started from the given probabilities (n x m, row
/// by row), with each outcome's own words as prior counts; and the terms' mean root probabilities. `own` are
/// the outcomes' terms (m rows, any weights: counts are taken as 1); the first `landmarks` passages are the
/// landmarks. `coherence` is left at 0. Terms, and passages, are worked on in parallel.
[[nodiscard]] CorpusLearning learn_from_corpus(std::span<const LearningPassage> sample,
                                               std::span<const float> probabilities, const SparseRows& own,
                                               std::size_t landmarks,
                                               const Parallel& parallel = one_after_another);

}  // namespace bearout::models
