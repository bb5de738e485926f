#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "models/analyzer.hpp"
#include "models/form_notes.hpp"
#include "models/framing.hpp"
#include "models/framing_weights.hpp"
#include "models/outcome_profile.hpp"

namespace bearout::models {

/// The framing of a passage towards an outcome (see FramingJudge::judge). Requires a note on every token's
/// form. `lean`: see CorpusTone.
[[nodiscard]] Framing judge_pair(const Tone& tone, std::string_view text, std::span<const Token> tokens,
                                 const FormNotes& notes, const FramingWeights& weights,
                                 const Knowledge* knowledge, const OutcomeProfile& outcome, double lean);
/// Distinct words that the outcome is about, but for its verb of gain, in the passage: Framing::shared,
/// without a judgement.
[[nodiscard]] std::size_t shared_words(std::span<const Token> tokens, const FormNotes& notes,
                                       const OutcomeProfile& outcome);
/// What learning sees of a pair: the logit of a claim is the sum of these parts times FramingWeights::claim
/// (`fact` for a fact), and of `stance` and `directed` (times the outcome's direction) of the passage's
/// terms, but for the outcome's own words, over the root of the number of the passage's features.
struct ClaimSight {
  bool judged = false;  ///< false: the pair is judged in another way (a near-copy, satisfaction, voicing)
  bool fact = false;
  double direction = 1;
  std::array<double, kClaimParts> parts{};
  std::vector<std::uint8_t> own;  ///< of each token: a word of the outcome, so that its stance says nothing
};
[[nodiscard]] ClaimSight see_claim(const Tone& tone, std::string_view text, std::span<const Token> tokens,
                                   const FormNotes& notes, const FramingWeights& weights,
                                   const Knowledge* knowledge, const OutcomeProfile& outcome);
/// Whether rules find a reproach: what was learned from reviews takes plain prose for criticism, so without
/// it nothing is contrary towards the list as a whole. Needs no learned part of the tone.
[[nodiscard]] bool blames(const Tone& tone);
/// … towards the list as a whole.
[[nodiscard]] Verdict verdict_alone(const Tone& tone, const FramingWeights& weights);
[[nodiscard]] Framing judge_alone(const Tone& tone, std::string_view text, const FramingWeights& weights);

}  // namespace bearout::models
