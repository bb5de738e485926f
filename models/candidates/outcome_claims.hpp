#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/candidates/theme_groups.hpp"

namespace bearout::models {

/// What the matcher says of a group of passages: how far an outcome of the list explains it.
struct OutcomeClaim {
  double strongest = 0;  ///< of one outcome, in [0, 1]: 0 as sure as of any passages, 1 as of its surest ones
  std::uint32_t outcome = 0xffffffff;  ///< whose claim that is; 0xffffffff: no outcome has one
  double together = 0;                 ///< 1 - the product over all outcomes of 1 - claim
  double lift = 0;  ///< highest ratio of an outcome's mean probability in the group to that in all passages
  double explained = 0;  ///< the members' mean highest probability
};

/// One for each group; all zero where passages have no probabilities. With p the mean probability of an
/// outcome over the group's n members, b over all used passages and t over the n that it is surest of, its
/// claim is (p - b) / (t - b): so a prudent outcome and a bold one are measured alike.
[[nodiscard]] std::vector<OutcomeClaim> outcome_claims(const std::vector<ThemeGroup>& groups,
                                                       std::span<const ThemePassage> passages,
                                                       const std::vector<std::size_t>& used,
                                                       std::size_t outcomes);

}  // namespace bearout::models
