#pragma once

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/outcome.hpp"
#include "models/candidates/themes.hpp"
#include "models/corpus_learning.hpp"
#include "models/corpus_tone.hpp"
#include "models/decided_passages.hpp"
#include "models/decision.hpp"
#include "models/framing_weights.hpp"
#include "models/knowledge.hpp"
#include "models/landmarks.hpp"
#include "models/matcher.hpp"
#include "models/outcome_space.hpp"
#include "models/parallel.hpp"
#include "models/reviewed.hpp"
#include "models/sparse.hpp"
#include "models/statistics.hpp"
#include "models/vocabulary.hpp"
#include "models/weighting.hpp"
#include "models/word_parts.hpp"

namespace bearout::models {

class FigureTable;
struct FigureSources;

/// Where a list of outcomes, or weights, came from, for the record.
struct ListFile {
  std::string name;  ///< without folders
  std::uint64_t bytes = 0;
  std::string sha256;  ///< of the bytes, 64 hexadecimal digits

  friend bool operator==(const ListFile&, const ListFile&) = default;
};

struct FitOptions {
  std::string question;             ///< what people were asked; its words count half
  double matches_per_document = 1;  ///< how many outcomes a document bears out on average; above 0
  bool candidates = true;           ///< look for recurring themes
  std::size_t candidate_count = 0;  ///< number of themes; 0: found from the corpus
  /// Most frequent words of the corpus that are told apart, at most so many (equally frequent ones together
  /// or not at all); the outcomes' own always are.
  std::size_t max_terms = 100'000;
  std::uint64_t seed = 1;
  /// Compare words alone: no parts of words, no knowledge, nothing learned from the corpus; and framing is
  /// looked at only where a passage is suggested.
  bool words_alone = false;
  WeightTable weights = default_weights();
  std::string framing_weights = {};         ///< text for parse_framing_weights(); empty: the built-in ones
  std::vector<ListFile> weight_files = {};  ///< where weights that are not built in came from; for the record
  ListFile list = {};       ///< changes no score; a report made from the model alone can name it
  ListFile decisions = {};  ///< of what reviewers decided; the same

  friend bool operator==(const FitOptions&, const FitOptions&) = default;
};

/// All that scoring needs, learned from statistics and a list of outcomes. A value: fit() and load() make it,
/// nothing changes it, threads share it by const reference.
struct Model {
  AnalyzerOptions analyzer;
  Unit unit = Unit::passage;
  FitOptions options;
  std::uint64_t documents = 0;
  std::uint64_t passages = 0;
  std::vector<corpus::Outcome> outcomes;
  Vocabulary vocabulary;
  std::uint64_t rare_terms = 0;  ///< terms of two passages and more that FitOptions::max_terms left out
  TermWeights weights;
  OutcomeSpace space;
  double pivot = 1;  ///< mean length of the sample's texts, see length_factor()
  Landmarks landmarks;
  CorpusLearning learning;
  Matcher matcher;
  std::vector<Theme> themes;          ///< best first
  std::vector<SparseVector> rivals;   ///< centres of what recurs and is no theme of its own
  std::vector<PlacedPassage> placed;  ///< where the sample's passages belong, by hash
  CorpusTone tone;                    ///< how people of this corpus talk
  std::shared_ptr<const FramingWeights> framing = nullptr;  ///< see own_framing()
  DecidedFacts decided;
  Reviewed reviewed;  ///< what they taught
  Questions questions;
  /// Of the terms that `learning` knows: follows from the rest, is not saved. Null: not worked out yet.
  std::shared_ptr<const FigureTable> figures = nullptr;
};

/// Those that the options give, or the built-in ones, with the words of the corpus. Null: the built-in ones
/// as they are. Throws Error if those of the options can't be read.
[[nodiscard]] std::shared_ptr<const FramingWeights> own_framing(const FitOptions& options,
                                                                const CorpusTone& tone);

/// The model's own framing weights, or the built-in ones.
[[nodiscard]] inline const FramingWeights& framing_weights(const Model& model) {
  return model.framing ? *model.framing : built_in_framing_weights();
}

/// Those of the options that the model judges by. Needs its space.
[[nodiscard]] inline const MatcherWeights& matcher_weights(const Model& model) {
  if (model.options.words_alone) return model.options.weights.words_alone;
  return model.space.knowledge ? model.options.weights.with_knowledge
                               : model.options.weights.without_knowledge;
}

/// What is looked up again and again while reading passages; made from a model, which must outlive it.
/// Immutable: threads may share it.
struct ModelIndex {
  /// Needs the model's vocabulary, space, landmarks and decisions.
  explicit ModelIndex(const Model& model);
  ModelIndex(const ModelIndex&) = delete;  // `outcomes` looks into `parts`
  ModelIndex& operator=(const ModelIndex&) = delete;
  ~ModelIndex() = default;

  WordParts parts;
  OutcomeIndex outcomes;
  SparseRows landmark_postings;  ///< terms x landmarks
  DimensionRows landmark_meanings;
  Eigen::VectorXf mean_to_outcomes;  ///< the corpus' mean meaning times the outcomes' meanings
  double mean_outcome_length = 0;    ///< length of the mean of the outcomes' meanings
  double mean_square = 0;            ///< squared length of the corpus' mean meaning
  DecidedPassages decided;
  std::shared_ptr<const FigureTable> figures;  ///< the model's, or made for it

  /// What stems are held against; the model is the one that this is an index of.
  [[nodiscard]] FigureSources sources(const Model& model) const;
};

/// Fits a model. An empty list of outcomes is allowed (then there are only themes), an empty corpus too.
/// `knowledge` may be null: then its channels are off, as they are for every language but English. Throws
/// Error if matches_per_document is not above 0, or if words alone have no weights. `decided`: what reviewers
/// decided; scores learn from it. Asked to stop, it throws Stopped before its next part. The model is the
/// same however `parallel` works.
[[nodiscard]] Model fit(const Statistics& statistics, std::span<const corpus::Outcome> outcomes,
                        const FitOptions& options = {}, std::shared_ptr<const Knowledge> knowledge = nullptr,
                        DecidedFacts decided = {}, const std::stop_token& stop = {},
                        const Parallel& parallel = one_after_another);

/// Fits a model, and gives the memory of the statistics back before the long part of the work.
[[nodiscard]] Model fit(Statistics&& statistics, std::span<const corpus::Outcome> outcomes,
                        const FitOptions& options = {}, std::shared_ptr<const Knowledge> knowledge = nullptr,
                        DecidedFacts decided = {}, const std::stop_token& stop = {},
                        const Parallel& parallel = one_after_another);

/// The bytes of a model's file.
[[nodiscard]] std::string to_bytes(const Model& model);
void save(const Model& model, std::ostream& out);
/// load(save(m)) scores like m, bit for bit. Throws Error (`name` is the file's, for the message), also if
/// the model was fitted with another knowledge than the one given.
[[nodiscard]] Model load(std::istream& in, std::string_view name,
                         std::shared_ptr<const Knowledge> knowledge = nullptr);
/// 32 hexadecimal digits that change with anything that could change a score.
[[nodiscard]] std::string fingerprint(const Model& model);
/// The same of what to_bytes() gave.
[[nodiscard]] std::string fingerprint(std::string_view bytes);

/// Cosine of a row with the contrasted words of each outcome. out.size() == outcomes.
void measure_words(const OutcomeSpace& space, std::span<const TermWeight> row, std::span<double> out);

}  // namespace bearout::models
