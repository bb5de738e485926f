#pragma once

#include <span>
#include <vector>

#include "models/candidates/neighbour_graph.hpp"
#include "models/candidates/theme_groups.hpp"

namespace bearout::models {

/// Puts first what a report writer would look at first. With outcomes: what they explain least and what stands
/// apart most, by the mean of four ranks (Borda): an outcome's share of the group by the cosines of its text with
/// all groups' centres, sharpened (noisy-or over the outcomes); the highest of these cosines; the members' mean
/// highest probability, where probabilities are given; and the share of the members' ties that stay inside. Fills
/// `owned`, the first of these. Without outcomes: large and dense. `smooth` and `graph` have a row for every used
/// passage (ThemeGroup::points), then one for each outcome.
void rank_groups(std::vector<ThemeGroup>& groups, std::span<const ThemePassage> passages,
                 const DenseRows& smooth, const NeighbourGraph& graph, std::size_t outcomes);

}  // namespace bearout::models
