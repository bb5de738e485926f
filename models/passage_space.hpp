#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "models/analyzer.hpp"
#include "models/knowledge.hpp"
#include "models/sparse.hpp"
#include "models/vocabulary.hpp"
#include "models/weighting.hpp"

namespace bearout::models {

/// What makes two passages alike to one who learns from decisions: short dense vectors learn from few answers
/// what thousands of words cannot. Three blocks of unit length each, times the root of what the block counts:
/// latent semantic analysis (Deerwester et al. 1990) of the stems, the same of all word forms ("not" and "we"
/// count here), and the mean word vector of WordNet less the corpus' mean. The last figure is 1 for a passage
/// without a known stem.
struct PassageSpace {
  std::vector<TermId> terms;  ///< of the vocabulary, ascending
  Eigen::MatrixXf stems;      ///< k x terms: right singular vectors of the sample
  Vocabulary forms;           ///< folded words
  std::vector<float> form_idf;
  Eigen::MatrixXf words;         ///< k' x forms
  Eigen::VectorXf mean_meaning;  ///< of the corpus; empty without knowledge

  [[nodiscard]] Eigen::Index dimensions() const {
    return stems.rows() + words.rows() + mean_meaning.size() + 1;
  }
};

/// The forms of a text, each once, ascending by number: what a space needs of its tokens.
struct CountedForm {
  FormId form = 0;
  std::uint32_t frequency = 0;
};
using FormCounts = std::vector<CountedForm>;
[[nodiscard]] FormCounts count_forms(std::span<const Token> tokens);

/// Learns a space from texts (rows[i] and forms[i] are of one text; forms belong to `analyzer`).
/// `mean_meaning`: see OutcomeSpace; empty without knowledge.
[[nodiscard]] PassageSpace learn_passage_space(std::span<const WeightedText> rows,
                                               std::span<const FormCounts> forms, const Analyzer& analyzer,
                                               const Vocabulary& vocabulary, Eigen::VectorXf mean_meaning);

/// Reads passages as vectors of a space, which must outlive it. Not thread-safe: one per thread.
class PassageVectors {
 public:
  PassageVectors(const PassageSpace& space, std::size_t vocabulary, const Knowledge* knowledge);

  /// The vector of one passage; valid until the next call. size() == space.dimensions().
  const Eigen::VectorXf& read(const FormCounts& forms, const WeightedText& text, const Analyzer& analyzer);
  /// What term number `term` of the passage read last adds to vector · weights, where that is a sum over
  /// words.
  [[nodiscard]] double part(std::size_t term, const Eigen::Ref<const Eigen::VectorXf>& weights) const;

 private:
  struct Part {
    std::uint32_t column = 0;
    float weight = 0;
  };
  struct FormPart {
    std::uint32_t column = 0;
    std::size_t term = 0;  // of the passage; kNoTerm: a form that is no counted term
    float weight = 0;
  };
  void read_stems(const WeightedText& text);
  void read_words(const FormCounts& forms, const WeightedText& text, const Analyzer& analyzer);
  void read_meaning(const WeightedText& text, const Analyzer& analyzer);

  const PassageSpace* space_;
  const Knowledge* knowledge_;
  std::vector<std::uint32_t> columns_;  // by term; kNone: none
  Eigen::VectorXf vector_;
  std::vector<Part> stem_parts_;     // by term of the passage
  std::vector<Part> meaning_parts_;  // the same; column: row of Knowledge
  std::vector<FormPart> word_parts_;
};

}  // namespace bearout::models
