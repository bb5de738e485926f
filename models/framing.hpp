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

/// What a passage does to an outcome. `score` in [-1, 1]; its sign is the verdict if one is forced.
struct Framing {
  Verdict verdict = Verdict::unclear;
  double score = 0;
  std::vector<Cue> cues;  ///< strongest first
};

/// A stretch of a passage between marks of punctuation or conjunctions.
struct Clause {
  corpus::Span span;   ///< bytes of the text that was read
  bool aside = false;  ///< what it says is set aside by "although" or by a "but" that follows
};

/// What is seen of a passage alone, once for all outcomes.
struct Tone {
  double criticism = 0;   ///< in [-1, 1]; below 0: speaks of harm, failure, refusal, disappointment
  bool reversal = false;  ///< announces the other side ("on the flip side", "turning them on their head")
  bool question = false;
  bool conditional = false;       ///< "would be nice if": says what is not
  std::size_t idle_negators = 0;  ///< negators without a word of praise or criticism in their scope
  std::vector<Clause> clauses;    ///< in order of place
  std::vector<Cue> cues;          ///< in order of place
  std::vector<double> valence;  ///< of each token in its context (negation and intensity applied), 0 for most
  std::vector<std::uint8_t> negated;  ///< of each token: 1 where negators turn it round
  std::vector<std::uint8_t> reduced;  ///< … 1 where words like "less" and "prevents" do
  bool nothing_to_add = false;        ///< answers "nothing", as people do when asked what to improve
};

/// Judges passages against a list of outcomes. Immutable after construction: threads may share it. English
/// only; for other languages every framing is `unclear` with score 0.
class FramingJudge {
 public:
  FramingJudge(std::span<const corpus::Outcome> outcomes, const AnalyzerOptions& options);
  FramingJudge(FramingJudge&&) noexcept;
  FramingJudge& operator=(FramingJudge&&) noexcept;
  ~FramingJudge();

  /// The tone of the passage whose tokens are given; `within` is its span, so that punctuation and emoji
  /// between tokens count.
  [[nodiscard]] Tone read(std::string_view text, corpus::Span within, std::span<const Token> tokens,
                          const Analyzer& analyzer) const;
  /// The passage's framing towards outcome number `outcome` (index into the list given to the constructor).
  [[nodiscard]] Framing judge(const Tone& tone, std::string_view text, std::span<const Token> tokens,
                              const Analyzer& analyzer, std::size_t outcome) const;
  /// The same without an outcome: is the passage negatively framed in itself, towards the list as a whole?
  [[nodiscard]] Framing judge(const Tone& tone) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bearout::models
