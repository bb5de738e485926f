#include "models/candidates/theme_ranking.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace bearout::models {

namespace {

constexpr double kTemperature = .08;

/// Ranks from 0 to 1, the mean one for equals.
std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&values](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> rank(values.size());
  for (std::size_t i = 0; i < order.size();) {
    std::size_t j = i;
    while (j < order.size() && values[order[j]] == values[order[i]]) ++j;
    for (std::size_t k = i; k < j; ++k)
      rank[order[k]] = static_cast<double>(i + j) / 2 / static_cast<double>(order.size());
    i = j;
  }
  return rank;
}

/// Outcomes x groups: cosines of the outcomes with the groups' centres.
DenseRows outcome_cosines(const std::vector<ThemeGroup>& groups, const DenseRows& smooth,
                          std::size_t outcomes) {
  DenseRows centres = DenseRows::Zero(static_cast<Eigen::Index>(groups.size()), smooth.cols());
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (const std::size_t point : groups[g].points)
      centres.row(static_cast<Eigen::Index>(g)) += smooth.row(static_cast<Eigen::Index>(point));
  }
  normalise_rows(centres);
  return smooth.bottomRows(static_cast<Eigen::Index>(outcomes)) * centres.transpose();
}

/// Noisy-or over the outcomes of each one's softmax over the groups.
std::vector<double> owned_shares(const DenseRows& cosines) {
  std::vector<double> free(static_cast<std::size_t>(cosines.cols()), 1.0);
  for (Eigen::Index o = 0; o < cosines.rows(); ++o) {
    const Eigen::ArrayXd shares =
        ((cosines.row(o).array() - cosines.row(o).maxCoeff()).cast<double>() / kTemperature).exp();
    const double sum = shares.sum();
    for (std::size_t g = 0; g < free.size(); ++g)
      free[g] *= 1 - std::min(shares[static_cast<Eigen::Index>(g)] / sum, .999);
  }
  for (double& one : free) one = 1 - one;
  return free;
}

/// How much of the weight of all ties of each group's members is between two of them.
std::vector<double> inner_shares(const std::vector<ThemeGroup>& groups, const NeighbourGraph& graph,
                                 std::size_t outcomes) {
  const auto passages = graph.rows() - static_cast<Eigen::Index>(outcomes);
  std::vector<std::size_t> group(static_cast<std::size_t>(passages), groups.size());
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (const std::size_t point : groups[g].points) group[point] = g;
  }
  std::vector<double> shares;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    double inside = 0;
    double all = 0;
    for (const std::size_t point : groups[g].points) {
      for (NeighbourGraph::InnerIterator tie(graph, static_cast<Eigen::Index>(point)); tie; ++tie) {
        if (tie.col() >= passages) continue;
        all += static_cast<double>(tie.value());
        if (group[static_cast<std::size_t>(tie.col())] == g) inside += static_cast<double>(tie.value());
      }
    }
    shares.push_back(all > 0 ? inside / all : 0);
  }
  return shares;
}

/// The members' mean highest probability; 0 where none are given.
double explained_share(const ThemeGroup& group, std::span<const ThemePassage> passages) {
  double sum = 0;
  for (const std::size_t member : group.members) {
    const auto& probabilities = passages[member].probabilities;
    if (!probabilities.empty()) sum += *std::max_element(probabilities.begin(), probabilities.end());
  }
  return group.members.empty() ? 0 : sum / static_cast<double>(group.members.size());
}

void add(std::vector<double>& to, const std::vector<double>& values, double sign) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += sign * values[i];
}

}  // namespace

void rank_groups(std::vector<ThemeGroup>& groups, std::span<const ThemePassage> passages,
                 const DenseRows& smooth, const NeighbourGraph& graph, std::size_t outcomes) {
  std::vector<double> order(groups.size());
  if (outcomes == 0) {
    for (std::size_t g = 0; g < groups.size(); ++g) {
      const double size = static_cast<double>(groups[g].members.size());
      const double cohesion = std::accumulate(groups[g].cosines.begin(), groups[g].cosines.end(), 0.0) / size;
      order[g] = -std::sqrt(size) * cohesion;
    }
  } else {
    const DenseRows cosines = outcome_cosines(groups, smooth, outcomes);
    const std::vector<double> owned = owned_shares(cosines);
    std::vector<double> nearest;
    std::vector<double> explained;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      groups[g].owned = owned[g];
      nearest.push_back(static_cast<double>(cosines.col(static_cast<Eigen::Index>(g)).maxCoeff()));
      explained.push_back(explained_share(groups[g], passages));
    }
    add(order, ranks(owned), 1);
    add(order, ranks(nearest), 1);
    add(order, ranks(explained), 1);
    add(order, ranks(inner_shares(groups, graph, outcomes)), -1);
  }
  std::vector<std::size_t> by_order(groups.size());
  std::iota(by_order.begin(), by_order.end(), std::size_t{0});
  std::stable_sort(by_order.begin(), by_order.end(),
                   [&order](std::size_t a, std::size_t b) { return order[a] < order[b]; });
  std::vector<ThemeGroup> ordered;
  for (const std::size_t g : by_order) ordered.push_back(std::move(groups[g]));
  groups = std::move(ordered);
}

}  // namespace bearout::models
