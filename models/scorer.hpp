#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document.hpp"
#include "corpus/passage.hpp"
#include "models/candidates/themes.hpp"
#include "models/channel_reader.hpp"
#include "models/framing.hpp"
#include "models/model.hpp"
#include "models/passage_judge.hpp"
#include "models/proposals.hpp"
#include "models/references.hpp"
#include "models/text_reader.hpp"

namespace bearout::models {

/// `below` only where every pair was asked for.
enum class Band : std::uint8_t { below, unsure, likely };

/// How a piece of evidence came about: a word that the outcome holds, parts of words, knowledge of words
/// (WordNet), what the corpus taught, a number that names the outcome, what reviewers' decisions taught.
enum class Via : std::uint8_t { words, parts, knowledge, learned, reference, reviewed };

/// A word (or reference) and what it adds to the logit of the score. A word that speaks for all outcomes
/// alike adds little: its part counts against its mean over the list, as far as the matcher's weights do.
struct Evidence {
  std::string term;   ///< as it stands in the text
  corpus::Span span;  ///< its first occurrence in the judged unit
  double weight = 0;
  Via via = Via::words;
};

/// A judged pair. The weights of all evidence and `base` add up to ln(score / (1 - score)).
struct Mapping {
  std::uint32_t passage =
      0;  ///< index into DocumentResult::passages (for whole documents: the best sentence)
  std::uint32_t outcome = 0;  ///< index into Model::outcomes
  double score = 0;           ///< probability
  Band band = Band::unsure;
  struct Part {
    double value = 0;         ///< of the channel
    double passage_mean = 0;  ///< of its values over all outcomes
  };
  std::array<Part, kChannels> channels{};
  double base = 0;                 ///< standing and shift
  std::vector<Evidence> evidence;  ///< strongest first
  Framing framing;
  std::optional<Decision> decided;  ///< by reviewers
};

/// A passage that turns an outcome round (one of these for each that it turns round), or speaks against
/// without naming any.
struct NegativePassage {
  std::uint32_t passage = 0;
  std::optional<std::uint32_t> outcome;  ///< the outcome that it turns round, if any
  double score = 0;                      ///< framing score, below 0
  std::vector<Cue> cues;
};

struct ThemeMember {
  std::uint32_t passage = 0;
  Membership membership;
};

/// All that one document gives.
struct DocumentResult {
  std::vector<corpus::Passage> passages;
  std::vector<Mapping> mappings;  ///< by passage, then by score (best first), then by outcome
  std::vector<NegativePassage> negative;
  std::vector<ThemeMember> members;
  std::vector<Reference> requests;  ///< outcomes that somebody asked about without giving evidence
  std::vector<Proposal> proposals;
  std::vector<std::uint32_t>
      decisions;  ///< numbers of those that speak of it, ascending: DecidedFacts::pairs, after them framings
  std::vector<Acceptance> acceptances;  ///< of an author's document; then all else is empty
};

struct ScoreOptions {
  bool all_pairs = false;      ///< every pair, whatever its score
  double min_score = kUnsure;  ///< pairs below, or without any evidence, are not given unless accepted
  std::size_t top = 0;         ///< at most that many outcomes a passage; 0: no limit

  friend bool operator==(const ScoreOptions&, const ScoreOptions&) = default;
};

/// Scores documents against a model, which must outlive it. Not thread-safe (it holds a TextReader): one per
/// thread, all give the same answers.
class Scorer {
 public:
  /// Scorers of several threads share an index; without one it makes its own.
  explicit Scorer(const Model& model, std::shared_ptr<const ModelIndex> index = nullptr);

  [[nodiscard]] DocumentResult score(const corpus::Document& document, const ScoreOptions& options);
  using OnResult = std::function<void(const corpus::Document&, const DocumentResult&)>;
  /// The same of documents that were read before, by an analyser with the model's options: `readings` is what
  /// ReadingPacker::take() gave of those of them, in their order, that aren't by the page's author.
  void score(std::span<const corpus::Document> documents, std::string_view readings,
             const ScoreOptions& options, const OnResult& on_result);

 private:
  /// One unit under judgement: passages [first, last) of a document, their tokens, their tone.
  struct Judged {
    const ReadText* read;
    std::size_t first;
    std::size_t last;
    std::span<const Token> tokens;
    const Tone* tone;
    bool finished;  // the tone: what was learned is only asked where something hangs on it
  };

  void forget_if_full();
  [[nodiscard]] DocumentResult judge_document(const corpus::Document& document, const ReadText& read,
                                              const ScoreOptions& options);
  void judge_unit(const corpus::Document& document, const ReadText& read, std::size_t first, std::size_t last,
                  const ScoreOptions& options, DocumentResult& result);
  void find_references(std::string_view text, const ReadText& read, DocumentResult& result);
  bool score_unit(const Judged& unit, const ScoreOptions& options);
  bool read_channels(const ScoreOptions& options, bool may_skip);
  void sum_words();
  void judge_logits(const Judged& unit);
  [[nodiscard]] bool speaks_for(std::uint32_t outcome) const;
  [[nodiscard]] bool suggests_any(const Judged& unit) const;
  [[nodiscard]] std::vector<std::uint32_t> select(const Judged& unit, const ScoreOptions& options,
                                                  const DocumentResult& result) const;
  [[nodiscard]] std::optional<Decision> decided(const Judged& unit, std::uint32_t outcome) const;
  const Tone& tone_of(std::string_view text, Judged& unit);
  [[nodiscard]] Mapping map(std::string_view text, Judged& unit, std::uint32_t outcome);
  void settle_framing(const Judged& unit, std::span<Mapping> mappings, std::vector<NegativePassage>& negative,
                      std::size_t first_negative) const;
  [[nodiscard]] bool is_suggested(const Mapping& mapping) const;
  void find_near_outcomes(std::span<const Mapping> mappings);
  void add_negative(std::string_view text, Judged& unit, std::span<const Mapping> mappings,
                    std::vector<NegativePassage>& found);
  [[nodiscard]] std::uint32_t best_passage(const Judged& unit, std::uint32_t outcome);
  void add_words(std::string_view text, const Judged& unit, std::uint32_t outcome,
                 std::vector<Evidence>& evidence) const;
  void add_references(std::string_view text, const Judged& unit, std::uint32_t outcome,
                      std::vector<Evidence>& evidence) const;
  struct Placed {
    Reference reference;
    std::uint32_t sentence;
  };
  [[nodiscard]] static bool is_evidence(const Placed& placed, const Judged& unit);

  const Model* model_;
  TextReader reader_;
  std::shared_ptr<const ModelIndex> index_;
  Weigher weigher_;
  ChannelReader channels_;  // of the unit
  PassageJudge judge_;
  std::optional<ChannelReader> sentences_;  // of its sentences, if units are whole documents
  std::optional<PairReader> reviewed_;      // if decisions taught anything
  FramingJudge framing_;
  ReferenceFinder reference_finder_;
  ThemeIndex themes_;
  // Scratch, reused from document to document.
  ReadText reading_;
  std::vector<Placed> references_;  // of the document
  WeightedText weighted_;
  WeightedText sentence_;
  std::vector<double> logits_;
  bool words_summed_ = false;               // channels_ has the words channel of the unit
  std::vector<double> sentence_logits_;     // sentences x m, of the unit, if it has several
  std::vector<std::uint32_t> referred_to_;  // outcomes that the unit names by number, saying something
  std::vector<float> block_highest_;
  std::vector<std::uint32_t> near_outcomes_;  // of the unit
  std::vector<double> theme_scores_;
  std::vector<double> reviewed_words_;  // what a passage's words add for each outcome, after decisions
  FoundDecisions found_;                // of the document
};

}  // namespace bearout::models
