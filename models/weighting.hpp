#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/analyzer.hpp"
#include "models/sparse.hpp"
#include "models/vocabulary.hpp"

namespace bearout::models {

/// Smooth inverse document frequency, ln((n + 1) / (df + 1)) + 1, always above 0: as if one more passage held
/// every term (Salton & Buckley 1988 with add-one, the form that scikit-learn uses). `n` passages, `df` of
/// which hold the term.
[[nodiscard]] double inverse_document_frequency(std::uint64_t df, std::uint64_t n);

/// (1 + ln tf) dampens repetition; 0 for tf 0.
[[nodiscard]] double dampened_frequency(std::uint64_t tf);

/// Pivoted length normalisation (Singhal, Buckley & Mitra 1996): what a cosine is multiplied with so that a
/// passage of two words of which one is shared does not count like a sentence half of which is. 1 at the
/// pivot, below it less, up to 1 / slope beyond.
[[nodiscard]] double length_factor(double length, double pivot);

/// The weight of each term of a vocabulary, and of terms outside it.
struct TermWeights {
  std::vector<double> idf;  ///< by TermId; halved for words of the question that people were asked
  double unseen = 1;        ///< idf of a term that the vocabulary has pruned or never met
};

/// A text as a TF-IDF row of unit length, and where each of its terms first stands.
struct WeightedText {
  double length = 0;  ///< Euclidean, of the row before it was made unit: how much the text says
  SparseVector row;   ///< ascending by term; empty if the text has no content word
  std::vector<std::uint32_t> first_token;  ///< for each entry of row: index of its first token
};

/// Turns tokens into TF-IDF rows. Remembers which stem is which term, so keep one per Analyzer (and so per
/// thread), and call forget() after Analyzer::clear().
class Weigher {
 public:
  Weigher(const Vocabulary& vocabulary, const TermWeights& weights)
      : vocabulary_(&vocabulary), weights_(&weights) {}

  /// Terms outside the vocabulary count towards the length (they are what the text is also about), but have
  /// no entry.
  void weigh(std::span<const Token> tokens, const Analyzer& analyzer, WeightedText& out);
  void forget() { terms_.clear(); }

 private:
  [[nodiscard]] TermId term_of(StemId stem, const Analyzer& analyzer);

  static constexpr TermId kUnknown =
      0xfffffffe;  // not looked up yet; Vocabulary::kNone: looked up, not there

  struct Occurrence {
    TermId term;
    StemId stem;
    std::uint32_t token;
  };
  const Vocabulary* vocabulary_;
  const TermWeights* weights_;
  std::vector<TermId> terms_;  ///< by StemId
  std::vector<Occurrence> occurrences_;
  std::vector<std::uint32_t> unknown_counts_;
};

}  // namespace bearout::models
