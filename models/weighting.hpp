#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "models/analyzer.hpp"
#include "models/knowledge.hpp"
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

/// Inverse document frequency with a background: as if kBackgroundTexts texts of plain English had been read
/// too, in which the stem is as common as in the dictionary's definitions. A word that is rare in forty
/// comments but common everywhere says little about them. Without knowledge, or for a stem that it lacks, the
/// background is silent.
[[nodiscard]] double background_idf(std::uint64_t df, std::uint64_t n, const Knowledge* knowledge,
                                    std::string_view stem);

/// Texts that the background counts as: 50 to 100 are alike on labelled cases, more harm large ones.
inline constexpr double kBackgroundTexts = 100;
/// How many definitions hold as many words as one such text.
inline constexpr double kDefinitionsPerText = 20;

/// The weight of each term of a vocabulary, and of terms outside it.
struct TermWeights {
  std::vector<double> idf;  ///< by TermId; halved for words of the question that people were asked
  std::uint64_t texts = 0;  ///< passages and outcomes that were counted
  std::shared_ptr<const Knowledge> background;  ///< may be null

  /// Of a stem that the vocabulary has pruned or never met.
  [[nodiscard]] double unseen(std::string_view stem) const {
    return background_idf(1, texts, background.get(), stem);
  }
};

/// A content stem of a text.
struct TextTerm {
  StemId stem = 0;                  ///< of the Analyzer that made the tokens
  TermId term = Vocabulary::kNone;  ///< kNone: pruned or never met
  std::uint32_t frequency = 0;      ///< how often the text holds it
  std::uint32_t first_token = 0;    ///< index of its first token
  bool light = false;               ///< a light word in all its forms here: weighs half
  double idf = 0;                   ///< halved for a light word
  double weight = 0;                ///< TF-IDF, such that all terms together have length 1
};

/// A text as a bag of weighted terms.
struct WeightedText {
  std::vector<TextTerm>
      terms;          ///< in the order in which the text first names them; every sum over them runs so
  double length = 0;  ///< Euclidean, before it was made 1: how much the text says
};

/// What a light word weighs against another of the same frequency; .3 to .7 are alike on labelled cases.
inline constexpr double kLightWeight = 0.5;

/// All terms of the vocabulary, light words too, ascending by term.
[[nodiscard]] SparseVector known_terms(const WeightedText& text);

/// Those of the vocabulary, ascending by term, without light words, which are not what a text is about; with
/// the unknown ones it would have length 1.
[[nodiscard]] SparseVector content_terms(const WeightedText& text);

/// Turns tokens into weighted terms. Remembers which stem is which term, so keep one per Analyzer (and so per
/// thread), and call forget() after Analyzer::clear().
class Weigher {
 public:
  Weigher(const Vocabulary& vocabulary, const TermWeights& weights)
      : vocabulary_(&vocabulary), weights_(&weights) {}

  /// The result depends on the text alone, to the last bit. Terms outside the vocabulary count towards the
  /// length: they are what the text is also about.
  void weigh(std::span<const Token> tokens, const Analyzer& analyzer, WeightedText& out);
  void forget();

 private:
  struct KnownStem {
    double idf = 0;
    TermId term = Vocabulary::kNone;
    std::uint32_t text = 0;  // number of the text that held it last; 0: not looked up yet
    std::uint32_t at = 0;    // its place among the terms of that text
  };
  const Vocabulary* vocabulary_;
  const TermWeights* weights_;
  std::vector<KnownStem> stems_;  // by StemId
  std::uint32_t text_ = 0;
};

}  // namespace bearout::models
