#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/outcome.hpp"
#include "corpus/span.hpp"
#include "models/analyzer.hpp"
#include "models/framing_weights.hpp"
#include "models/knowledge.hpp"
#include "models/marks.hpp"

namespace bearout::models {

enum class Verdict : std::uint8_t { supports, contrary, unclear };

/// criticism: a word of harm, failure, refusal; negation: what is said is denied; reversal: the passage says
/// that it turns round ("on the flip side"); antonym: the opposite of a key word of the outcome; contrast:
/// the outcome's words stand in the clause that "although" or "but" sets aside; number: figures that
/// contradict.
enum class CueKind : std::uint8_t { criticism, negation, reversal, antonym, contrast, number };

/// A place in the text that decided, and how much it moved the score (sign: below 0 is against; a word of
/// praise is a `criticism` cue with a weight above 0).
struct Cue {
  std::string text;   ///< as written
  corpus::Span span;  ///< bytes of the text that was read
  CueKind kind = CueKind::criticism;
  double weight = 0;
};

/// A place that decided, before its words are cut out.
struct ToneCue {
  corpus::Span span;
  CueKind kind = CueKind::criticism;
  double weight = 0;
  bool plain = false;  ///< a function word: counts, but is no reason that a reader would underline
};

/// What a passage does to an outcome. `score` in [-1, 1]; its sign is the verdict if one is forced.
struct Framing {
  Verdict verdict = Verdict::unclear;
  double score = 0;
  std::vector<Cue> cues;   ///< strongest first
  double turned = 0;       ///< what opposites, denied words and reversals gave; the rest is tone
  std::size_t shared = 0;  ///< distinct words that the outcome is about and the passage has, too
};

/// A stretch of a passage between marks of punctuation or conjunctions.
struct Clause {
  corpus::Span span;   ///< bytes of the text that was read
  bool aside = false;  ///< what it says is set aside by "although" or by a "but" that follows
};

/// What stands before a token, or after the last one; more than a blank.
struct Gap {
  std::size_t token = 0;  ///< the number of tokens before it
  corpus::Span span;
  Marks marks;
};

/// A feature of a passage with weights for claims.
struct StanceTerm {
  std::uint32_t token = 0;
  float stance = 0, directed = 0;
};

/// What is seen of a passage alone, once for all outcomes.
struct Tone {
  void clear();

  double logit = 0;       ///< what was learned from reviews says of it: above 0 praise
  double criticism = 0;   ///< the same in [-1, 1]; below 0: speaks of harm, failure, refusal, disappointment
  bool reversal = false;  ///< announces the other side ("on the flip side", "turning them on their head")
  bool question = false;
  bool ironic = false;  ///< praise that is meant the other way round, probably
  bool story = false;   ///< told in the past, of nobody who reads it: a bad thing in it is seldom a reproach
  bool addressed = false;          ///< speaks to the reader ("you")
  std::size_t words = 0;           ///< in the passage
  bool conditional = false;        ///< "would be nice if": says what is not
  std::size_t idle_negators = 0;   ///< negators without a word of praise or criticism in their scope
  std::vector<Clause> clauses;     ///< in order of place; together they are the passage
  std::vector<Gap> gaps;           ///< in order of place
  std::vector<ToneCue> cues;       ///< by rules and lexicon, in order of place
  std::vector<ToneCue> learned;    ///< by the learned weights; they and `learned_rest` add up to the logit
  double learned_rest = 0;         ///< what no place in the text accounts for
  std::vector<StanceTerm> stance;  ///< what the learned weights know of the passage for claims
  std::vector<double> valence;  ///< of each token in its context (negation and intensity applied), 0 for most
  std::vector<std::uint8_t> denies;   ///< of each token: 1 where a negator stands or begins ("far from")
  std::vector<std::uint8_t> negated;  ///< of each token: 1 where negators turn it round
  std::vector<std::uint8_t> reduced;  ///< … 1 where words like "less" and "prevents" do
  int exclamations = 0;
  bool nothing_to_add = false;  ///< answers "nothing", as people do when asked what to improve
};

/// As before any passage was read, but for the memory.
inline void Tone::clear() {
  logit = criticism = learned_rest = 0;
  reversal = question = ironic = conditional = nothing_to_add = story = addressed = false;
  words = 0;
  idle_negators = 0;
  exclamations = 0;
  clauses.clear();
  gaps.clear();
  cues.clear();
  learned.clear();
  stance.clear();
}

/// Judges passages against a list of outcomes. English only; for other languages every framing is `unclear`
/// with score 0. Not thread-safe (it keeps notes on the forms that it has met): one per thread.
class FramingJudge {
 public:
  /// `knowledge` tells more opposites and words of like meaning; it may be null. Both it and `weights` must
  /// outlive the judge. `lean`: see CorpusTone.
  FramingJudge(std::span<const corpus::Outcome> outcomes, const AnalyzerOptions& options,
               const Knowledge* knowledge = nullptr,
               const FramingWeights& weights = built_in_framing_weights(), double lean = 0);
  FramingJudge(FramingJudge&&) noexcept;
  FramingJudge& operator=(FramingJudge&&) noexcept;
  ~FramingJudge();

  /// The tone of the passage whose tokens are given; `within` is its span, so that punctuation and emoji
  /// between tokens count. All calls must give the same analyser.
  /// The tone is overwritten by the next call.
  const Tone& read(std::string_view text, corpus::Span within, std::span<const Token> tokens,
                   const Analyzer& analyzer) {
    begin(text, within, tokens, analyzer);
    return finish(text, tokens);
  }
  /// The same in two steps. The first reads by rules and lexicon alone, which is enough to know that most
  /// passages blame nothing; the second adds what was learned.
  const Tone& begin(std::string_view text, corpus::Span within, std::span<const Token> tokens,
                    const Analyzer& analyzer);
  const Tone& finish(std::string_view text, std::span<const Token> tokens);
  /// To be called when the analyser has forgotten its forms.
  void forget();
  /// The passage's framing towards outcome number `outcome` (index into the list given to the constructor).
  [[nodiscard]] Framing judge(const Tone& tone, std::string_view text, std::span<const Token> tokens,
                              std::size_t outcome) const;
  /// Framing::shared of that framing, for a small part of its price; a tone that is begun will do.
  [[nodiscard]] std::size_t shared(std::span<const Token> tokens, std::size_t outcome) const;
  /// The same without an outcome: is the passage negatively framed in itself, towards the list as a whole?
  [[nodiscard]] Framing judge(const Tone& tone, std::string_view text) const;
  /// Its verdict alone.
  [[nodiscard]] Verdict verdict(const Tone& tone) const;
  /// Whether the verdict could be `contrary`; a tone that is begun will do.
  [[nodiscard]] bool may_blame(const Tone& tone) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bearout::models
