#pragma once

#include <vector>

#include "corpus/outcome.hpp"
#include "pipeline/decisions.hpp"

namespace bearout::pipeline {

/// The list as reviewers left it: outcomes reworded keep their place, id, title and keywords; retired ones
/// are gone; added ones stand at its end, after them the candidates that were promoted without an outcome of
/// their own. What has no id, or one that is taken, gets the next free number. A retired outcome that is not
/// on the list changes nothing; a reworded one that isn't is added.
[[nodiscard]] std::vector<corpus::Outcome> reviewed_outcomes(std::vector<corpus::Outcome> outcomes,
                                                             const Decisions& decisions);

}  // namespace bearout::pipeline
