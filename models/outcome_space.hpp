#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "models/knowledge.hpp"
#include "models/parallel.hpp"
#include "models/sparse.hpp"
#include "models/vocabulary.hpp"
#include "models/weighting.hpp"
#include "models/word_parts.hpp"

namespace bearout::models {

/// Where the outcomes of a list stand in the channels' spaces. m outcomes, d dimensions of word vectors.
struct OutcomeSpace {
  SparseRows rows;        ///< outcomes x terms: TF-IDF, unit length
  SparseRows contrasted;  ///< outcomes x terms: the same contrasted with the list, see contrast()
  /// Euclidean length of each contrasted row once it is widened by half of its near words (see
  /// OutcomeIndex::Figures).
  std::vector<double> widened_lengths;
  Eigen::VectorXf mean_meaning;  ///< d: mean of the unit mean vectors of the sample's passages
  Eigen::MatrixXf meanings;  ///< d x m: unit mean vectors of the contrasted rows minus `mean_meaning`, unit
                             ///< length again; d = 0 without knowledge
  std::shared_ptr<const Knowledge> knowledge;  ///< null: the channels that need it are off

  [[nodiscard]] std::size_t outcomes() const { return static_cast<std::size_t>(rows.rows()); }
};

/// Contrast: a word that many outcomes of the list share tells them apart badly ("social media" in every
/// line). ln(1 + m / o) / ln(1 + m) for a term that o of m outcomes hold: 1 for a word of one outcome.
[[nodiscard]] double contrast_of(std::size_t holders, std::size_t outcomes);

/// Multiplies every weight by its term's contrast, and makes the rows unit length again.
void contrast(std::vector<SparseVector>& rows);

/// The space of rows of TF-IDF weights (unit length, terms below `terms`). Its means and lengths that depend
/// on the corpus are still to be filled in.
[[nodiscard]] OutcomeSpace make_outcome_space(std::vector<SparseVector> rows, std::size_t terms,
                                              std::shared_ptr<const Knowledge> knowledge);

/// Unit mean vectors of the contrasted rows, d x m.
[[nodiscard]] Eigen::MatrixXf mean_vectors(const OutcomeSpace& space, const Vocabulary& vocabulary);
/// Columns of unit length or, where nothing is known of a text's words, zero: minus the corpus' mean, at unit
/// length again; zero stays zero.
void centre_meanings(Eigen::MatrixXf& meanings, const Eigen::VectorXf& mean);

/// Vectors that stems are multiplied with, one after the other: their figures of each dimension lie together.
class DimensionRows {
 public:
  DimensionRows() = default;
  /// Columns are the vectors.
  explicit DimensionRows(const Eigen::MatrixXf& vectors);

  /// out[j] = `vector` times vector j; out.size() == size().
  void multiply(std::span<const float> vector, std::span<float> out) const;
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::vector<float> figures_;  // of strips of vectors, by dimension
  std::size_t size_ = 0;
};

/// Cosine of two stems' word vectors; from this on they count as near words.
inline constexpr float kNear = 0.3F;
/// What a near word's part of an outcome's row weighs against the word itself.
inline constexpr float kWidening = 0.5F;

/// What one stem has in common with each outcome, in every channel but those that learn.
class OutcomeIndex {
 public:
  /// Both must outlive it.
  OutcomeIndex(const OutcomeSpace& space, const Vocabulary& vocabulary, const WordParts& parts);

  /// Figures of one stem towards m outcomes; each span has m entries and is overwritten.
  struct Figures {
    std::span<float> words;    ///< weight in the contrasted row; plus kWidening times the highest weight of
                               ///< another word times its cosine, from kNear on. Not yet divided by
                               ///< widened_lengths
    std::span<float> parts;    ///< n-grams in common, not divided by the stem's own length
    std::span<float> meaning;  ///< vector of the stem times the outcome's
    std::span<float> alike;  ///< squared cosine with the nearest word of the outcome (1 for the word itself)
                             ///< times that word's contrast
  };
  /// Only words and alike. `term` is kNone for a stem outside the vocabulary, `vector` for one that knowledge
  /// lacks. False if all of `words` is 0.
  bool read_words(TermId term, std::uint32_t vector, const Figures& out) const;
  /// Only meaning; zeros without a vector.
  void read_meaning(std::uint32_t vector, const Figures& out) const;
  /// Only parts. Returns the squared length of the stem's n-grams.
  [[nodiscard]] double read_parts(std::string_view stem, const Figures& out) const;
  /// Whether an outcome holds the term.
  [[nodiscard]] bool holds(TermId term) const;
  /// The stem's number in the knowledge, or Knowledge::kNone.
  [[nodiscard]] std::uint32_t vector_of(std::string_view stem) const;

 private:
  struct Held {  // an outcome that holds a term
    std::uint32_t outcome;
    std::uint32_t place;  // of the term in terms_
    float weight;
  };
  struct HeldTerm {
    TermId term;
    float scale;  // of its vector; 0: it has none
    float contrast;
    std::uint32_t first;  // of held_, up to that of the next
  };
  void index_terms(const Vocabulary& vocabulary);
  bool widen(std::uint32_t vector, TermId term, const Figures& out) const;
  void index_parts(const Vocabulary& vocabulary);

  const OutcomeSpace* space_;
  const WordParts* parts_;
  std::vector<HeldTerm> terms_;  // ascending by term, and one end
  std::vector<Held> held_;
  std::vector<std::int16_t> vectors_;      // of terms_, d each
  DimensionRows meanings_;                 // of the outcomes
  std::vector<std::uint32_t> first_part_;  // by bucket, into part_outcomes_; kBuckets + 1 entries
  std::vector<std::uint32_t> part_outcomes_;
  std::vector<float> part_weights_;
};

/// Fills widened_lengths: needs the near words of the whole vocabulary.
[[nodiscard]] std::vector<double> measure_widened_lengths(const OutcomeIndex& index,
                                                          const Vocabulary& vocabulary, std::size_t outcomes,
                                                          const Parallel& parallel = one_after_another);

/// Adds the weighted vector of one stem; sum.size() == knowledge.dimensions().
void add_meaning(const Knowledge& knowledge, std::uint32_t vector, float weight,
                 Eigen::Ref<Eigen::VectorXf> sum);

}  // namespace bearout::models
