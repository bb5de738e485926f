#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/candidates/themes.hpp"

namespace bearout::models {

/// A cluster of passages on its way to becoming a theme.
struct ThemeGroup {
  std::vector<std::size_t> members;       ///< indices of passages, nearest to the centre first
  std::vector<double> cosines;            ///< of the members with the centre, descending
  SparseVector centre;                    ///< normalised mean of the members' rows, its 200 heaviest terms
  std::vector<std::size_t> points;        ///< places of the members in `used`, ascending
  double praise = 0;                      ///< mean of its members' shares of mere praise (mere_praise)
  double claim = 0;                       ///< how far the outcome explains it that does most, in [0, 1]
  std::uint32_t claimed_by = 0xffffffff;  ///< which one that is (outcome_claims); 0xffffffff: none
};

/// The clusters that have members, in the order of their numbers. `used` are the passages that were
/// clustered, `cluster` is the number of each; kNoCluster: in none. The centre lies in the space of terms, so
/// that passages that were not clustered can be compared.
[[nodiscard]] std::vector<ThemeGroup> theme_groups(std::span<const ThemePassage> passages,
                                                   const std::vector<std::size_t>& used,
                                                   std::span<const std::uint32_t> cluster);

inline constexpr std::uint32_t kNoCluster = 0xffffffff;

struct NearestOutcome {
  double cosine = 0;                   ///< of its text with the group's centre
  std::uint32_t outcome = 0xffffffff;  ///< the first of equals; 0xffffffff: there is none
};

/// One for each group.
[[nodiscard]] std::vector<NearestOutcome> nearest_outcomes(const std::vector<ThemeGroup>& groups,
                                                           const SparseRows& outcomes);

/// All of a theme but its statement and threshold. `nearest` has one for each group, here and below.
[[nodiscard]] std::vector<Theme> describe_groups(const std::vector<ThemeGroup>& groups,
                                                 std::span<const NearestOutcome> nearest,
                                                 std::size_t term_count);

/// Numbers of the groups that may be proposed, in their order: enough people, hanging together, saying
/// something, and not what an earlier theme or, in nearly the same words, an outcome says.
[[nodiscard]] std::vector<std::size_t> worth_proposing(const std::vector<ThemeGroup>& groups,
                                                       std::span<const NearestOutcome> nearest,
                                                       std::span<const ThemePassage> passages,
                                                       std::size_t outcome_count);

}  // namespace bearout::models
