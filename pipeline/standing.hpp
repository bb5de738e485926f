#pragma once

#include <cstdint>
#include <optional>

#include "models/framing.hpp"
#include "models/scorer.hpp"
#include "pipeline/decisions.hpp"

namespace bearout::pipeline {

/// Under which of an outcome's figures a suggested pair is counted: every pair under one at most.
enum class Standing : std::uint8_t { supporting, against, unsure, none };

/// The one rule for outcomes.json and the report: likely pairs count for or against by their framing; a
/// likely pair whose framing is unclear counts as unsure, like the pairs of the band `unsure`. What reviewers
/// decided goes before: rejected pairs don't count; accepted ones count as supporting unless they are
/// contrary.
[[nodiscard]] constexpr Standing standing_of(models::Band band, models::Verdict framing,
                                             std::optional<Decision> decision = {}) {
  if (decision == Decision::reject) return Standing::none;
  if (decision == Decision::unsure) return Standing::unsure;
  if (decision == Decision::accept) {
    return framing == models::Verdict::contrary ? Standing::against : Standing::supporting;
  }
  if (band == models::Band::below) return Standing::none;
  if (band == models::Band::unsure || framing == models::Verdict::unclear) return Standing::unsure;
  return framing == models::Verdict::contrary ? Standing::against : Standing::supporting;
}

}  // namespace bearout::pipeline
