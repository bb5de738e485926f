#pragma once

#include <span>
#include <string_view>

#include "models/analyzer.hpp"
#include "models/framing.hpp"
#include "models/lexicon.hpp"
#include "models/outcome_profile.hpp"
#include "models/string_table.hpp"

namespace bearout::models {

/// The framing of a passage towards an outcome (see FramingJudge::judge); `stems` numbers the stems of all
/// outcomes.
[[nodiscard]] Framing judge_pair(const Tone& tone, std::string_view text, std::span<const Token> tokens,
                                 const Analyzer& analyzer, const Lexicon& lexicon, const StringTable& stems,
                                 const OutcomeProfile& outcome);
/// … towards the list as a whole.
[[nodiscard]] Framing judge_alone(const Tone& tone);

}  // namespace bearout::models
