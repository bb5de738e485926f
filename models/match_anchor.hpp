#pragma once

#include <span>

#include "models/decision_learning.hpp"

namespace bearout::models {

/// How many matches there are is not for decisions to say that were asked where matches are likely: those
/// taught about the pairs like them, and a correction learned there would lift all others. So the logits
/// below the median of what was asked (at most 0) are stretched away from it, up to four times, until as many
/// of the corpus' pairs match as the matcher expected, times what decisions showed: accepted ones against
/// what was expected of the same pairs. Sets floor and stretch of the correction; `logits`: of the corpus'
/// pairs, corrected but for these; `expected`: matches among them as the matcher has it. Requires examples.
void anchor_matches(Correction& correction, std::span<const DecidedExample> examples,
                    std::span<const double> logits, double expected);

}  // namespace bearout::models
