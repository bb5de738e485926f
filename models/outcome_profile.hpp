#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "models/analyzer.hpp"
#include "models/framing.hpp"
#include "models/knowledge.hpp"
#include "models/lexicon.hpp"
#include "models/string_table.hpp"

namespace bearout::models {

/// What kind of statement an outcome is decides what speaks against it.
enum class OutcomeKind : std::uint8_t {
  satisfaction,  ///< people were (un)happy with something: criticism decides
  demand,        ///< something should be so: criticism of the thing, with the demand's direction
  voicing,       ///< displeasure is voiced: criticism is what the outcome promises, silencing is against it
  benefit,       ///< something does good or harm
  fact           ///< something is so: denial and opposites
};

/// A stem that matters to an outcome: one of its own, or the opposite of one.
struct OutcomeTerm {
  bool own = false;
  bool opposite = false;        ///< never of a function word, and never of what the outcome itself names
  bool loose_opposite = false;  ///< of any word: counts in near-copies only
  bool content = false;         ///< no stop word
  bool common = false;          ///< most outcomes of the list have it: their topic, not their point
  bool thing = false;           ///< names what people were satisfied with
  std::uint32_t token = 0;      ///< index of the outcome's own token
};

/// What is known of an outcome before any passage is seen.
struct OutcomeProfile {
  static constexpr std::uint32_t kNone = StringTable::kNone;

  OutcomeKind kind = OutcomeKind::fact;
  double direction = 1;  ///< -1: criticism of the subject speaks for the outcome ("should be banned")
  std::vector<OutcomeTerm> terms;
  std::vector<std::uint32_t> stems;          ///< of each term: its number in the list's table of stems
  std::vector<std::uint32_t> sorted;         ///< terms in the order of their stems' numbers
  std::vector<std::uint32_t> tokens;         ///< the outcome's tokens as indices into `terms`
  std::vector<Word> words;                   ///< of each token
  std::vector<std::uint8_t> numbers, stops;  ///< of each token
  std::vector<std::uint8_t> negated, reduced, denies;  ///< of each token, see Tone
  std::vector<std::uint32_t> rows;  ///< of each token: its row of Knowledge, or Knowledge::kNone
  std::size_t negators = 0;
  std::size_t points = 0;       ///< distinct words that it is about: content, not common, no verb of gain
  double tone = 0;              ///< of the statement itself, in [-1, 1]
  double change = 0;            ///< above 0: speaks of more, below 0: of less
  bool several_things = false;  ///< other outcomes of the list are about satisfaction with other things

  [[nodiscard]] bool turned(std::size_t token) const { return negated[token] != reduced[token]; }
  /// The term of a stem, kNone if it has none.
  [[nodiscard]] std::uint32_t find(std::uint32_t stem) const;
};

/// The profiles of outcomes, each by its text alone. `stems` numbers the stems of all of them; `knowledge`
/// may be null.
[[nodiscard]] std::vector<OutcomeProfile> profile_outcomes(std::span<const std::string_view> texts,
                                                           const Lexicon& lexicon, const Knowledge* knowledge,
                                                           Analyzer& analyzer, StringTable& stems);
/// Marks what only shows in a list: common terms and several things.
void compare_outcomes(std::vector<OutcomeProfile>& profiles, const StringTable& stems);

/// Direction of change that words speak of, each turned by its negator.
[[nodiscard]] double change_of(const std::vector<Word>& words, const std::vector<std::uint8_t>& negated);

}  // namespace bearout::models
