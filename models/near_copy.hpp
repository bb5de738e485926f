#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/form_notes.hpp"
#include "models/framing.hpp"
#include "models/knowledge.hpp"
#include "models/lexicon.hpp"
#include "models/outcome_profile.hpp"

namespace bearout::models {

/// A passage as an outcome sees it.
struct PassageView {
  std::span<const Token> tokens;
  std::vector<std::uint32_t> terms;               ///< of each token: index into the outcome's terms, or kNone
  std::vector<Word> words;                        ///< of each token
  std::span<const std::uint8_t> denies, negated;  ///< of each token, see Tone
  const FormNotes* notes = nullptr;               ///< on the tokens' forms

  [[nodiscard]] const FormNote& note(std::size_t token) const { return (*notes)[tokens[token].form]; }
};

/// What a near-copy does to the statement that it copies.
struct CopyVerdict {
  double weight = 0;  ///< below 0: says the opposite
  CueKind kind = CueKind::negation;
  std::vector<std::size_t> tokens;  ///< of the passage: those that turn the statement, or fail to
};

/// Nothing if the passage is no near-copy of the outcome: if it shares less than `copied_from` of the words
/// of both, in order (their Dice coefficient; of few words, a fifth less will do). `knowledge` tells words of
/// like meaning; may be null.
[[nodiscard]] std::optional<CopyVerdict> judge_near_copy(const PassageView& passage,
                                                         const OutcomeProfile& outcome,
                                                         const Knowledge* knowledge, double copied_from);

}  // namespace bearout::models
