#pragma once

#include <span>
#include <string_view>

#include "models/analyzer.hpp"
#include "models/form_notes.hpp"
#include "models/framing.hpp"
#include "models/framing_weights.hpp"
#include "models/outcome_profile.hpp"

namespace bearout::models {

/// The framing of a passage towards an outcome (see FramingJudge::judge). Requires a note on every token's
/// form.
[[nodiscard]] Framing judge_pair(const Tone& tone, std::string_view text, std::span<const Token> tokens,
                                 const FormNotes& notes, const FramingWeights& weights,
                                 const Knowledge* knowledge, const OutcomeProfile& outcome);
/// … towards the list as a whole.
[[nodiscard]] Framing judge_alone(const Tone& tone, std::string_view text, const FramingWeights& weights);

}  // namespace bearout::models
