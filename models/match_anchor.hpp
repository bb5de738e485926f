#pragma once

#include <span>

#include "models/decision_learning.hpp"

namespace bearout::models {

/// How many matches there are is not for decisions to say that were asked where matches are likely: those
/// taught about the pairs like them, and a correction learned there would lift all others; the more so where
/// answers contradict each other, since calibration then draws all logits together. So the logits below the
/// median of what was asked (at most 0) are stretched away from it, up to four times (more by as much as
/// calibration squeezed them), until the corpus' pairs hold no more matches and no more suggestions than the
/// matcher would have them, had it been told what decisions showed: how many were accepted against how many
/// were expected of the same pairs. Where suggestions are still too many the floor goes up, at most to 0.
/// Sets floor and stretch of the correction. `logits`: of the corpus' pairs, corrected but for these;
/// `before`: of the same pairs, as the matcher has them. Requires examples.
void anchor_matches(Correction& correction, std::span<const DecidedExample> examples,
                    std::span<const double> logits, std::span<const double> before);

}  // namespace bearout::models
