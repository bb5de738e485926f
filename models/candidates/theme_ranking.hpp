#pragma once

#include <span>
#include <vector>

#include "models/candidates/neighbour_graph.hpp"
#include "models/candidates/theme_groups.hpp"

namespace bearout::models {

/// Puts first what a report writer would look at first. With outcomes: what they explain least, what stands
/// apart and what many say, by a weighted sum of ranks (Borda): the highest cosine of an outcome's text with
/// the group's centre; the members' mean highest probability, the lift and the claims of the outcomes
/// (outcome_claims); the share of the members' ties that stay inside; and the size. Fills `claim` and
/// `claimed_by`. Without outcomes: large and dense. What is mere praise comes last. `smooth` and `graph` have
/// a row for every used passage (ThemeGroup::points), then one for each outcome.
void rank_groups(std::vector<ThemeGroup>& groups, std::span<const ThemePassage> passages,
                 const std::vector<std::size_t>& used, const DenseRows& smooth, const NeighbourGraph& graph,
                 std::size_t outcomes);

}  // namespace bearout::models
