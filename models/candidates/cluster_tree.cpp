#include "models/candidates/cluster_tree.hpp"

#include <algorithm>
#include <numeric>

namespace bearout::models {

namespace {

/// The clusters that are left, and the strongest tie of each.
class Ties {
 public:
  Ties(const NeighbourGraph& graph, std::span<const std::uint32_t> cluster, Eigen::Index leaves)
      : weights_(Eigen::MatrixXd::Zero(leaves, leaves)), ends_(Eigen::VectorXd::Zero(leaves)) {
    for (Eigen::Index i = 0; i < graph.outerSize(); ++i) {
      const std::uint32_t own = cluster[static_cast<std::size_t>(i)];
      for (NeighbourGraph::InnerIterator edge(graph, i); edge; ++edge) {
        const auto weight = static_cast<double>(edge.value());
        ends_[own] += weight;
        weights_(cluster[static_cast<std::size_t>(edge.col())], own) += weight;
      }
    }
    left_.resize(static_cast<std::size_t>(leaves));
    std::iota(left_.begin(), left_.end(), Eigen::Index{0});
    strongest_.resize(left_.size());
    for (const Eigen::Index leaf : left_) look_around(leaf);
  }

  [[nodiscard]] std::size_t size() const { return left_.size(); }

  /// The two to merge, the smaller number first.
  [[nodiscard]] std::pair<Eigen::Index, Eigen::Index> next() const {
    Eigen::Index best = left_.front();
    for (const Eigen::Index one : left_) {
      if (tie(one, strongest_[index(one)]) > tie(best, strongest_[index(best)])) best = one;
    }
    Eigen::Index other = strongest_[index(best)];
    if (tie(best, other) <= 0) {
      best = fewest_ends(-1);
      other = fewest_ends(best);
    }
    return std::minmax(best, other);
  }

  void merge(Eigen::Index into, Eigen::Index from) {
    weights_.col(into) += weights_.col(from);
    weights_.row(into) += weights_.row(from);
    ends_[into] += ends_[from];
    left_.erase(std::find(left_.begin(), left_.end(), from));
    for (const Eigen::Index one : left_) {
      const Eigen::Index held = strongest_[index(one)];
      if (one == into || held == into || held == from) {
        look_around(one);
      } else if (tie(one, into) > tie(one, held)) {
        strongest_[index(one)] = into;
      }
    }
  }

 private:
  static std::size_t index(Eigen::Index i) { return static_cast<std::size_t>(i); }
  [[nodiscard]] double tie(Eigen::Index a, Eigen::Index b) const {
    if (a == b) return -1;  // there is no other
    const double chance = ends_[a] * ends_[b];
    return chance > 0 ? weights_(b, a) / chance : 0;
  }
  void look_around(Eigen::Index one) {
    Eigen::Index best = one;
    for (const Eigen::Index other : left_) {
      if (other != one && tie(one, other) > tie(one, best)) best = other;
    }
    strongest_[index(one)] = best;
  }
  [[nodiscard]] Eigen::Index fewest_ends(Eigen::Index but) const {
    Eigen::Index fewest = -1;
    for (const Eigen::Index one : left_) {
      if (one != but && (fewest < 0 || ends_[one] < ends_[fewest])) fewest = one;
    }
    return fewest;
  }

  Eigen::MatrixXd weights_;               // of the edges between two clusters
  Eigen::VectorXd ends_;                  // weights of all edges of a cluster
  std::vector<Eigen::Index> left_;        // ascending
  std::vector<Eigen::Index> strongest_;   // by cluster: the one it is tied to most, itself if it is alone
};

}  // namespace

ClusterTree::ClusterTree(const NeighbourGraph& graph, std::span<const std::uint32_t> cluster,
                         std::size_t leaves)
    : leaves_(leaves) {
  if (leaves == 0) return;
  Ties ties(graph, cluster, static_cast<Eigen::Index>(leaves));
  while (ties.size() > 1) {
    const auto [into, from] = ties.next();
    ties.merge(into, from);
    merges_.push_back({static_cast<std::uint32_t>(into), static_cast<std::uint32_t>(from)});
  }
}

std::vector<std::uint32_t> ClusterTree::cut(std::size_t count) const {
  std::vector<std::uint32_t> cluster(leaves_);
  std::iota(cluster.begin(), cluster.end(), 0U);
  const std::size_t steps = leaves_ - std::min(leaves_, std::max<std::size_t>(count, 1));
  for (std::size_t i = 0; i < steps; ++i) {
    for (std::uint32_t& one : cluster) {
      if (one == merges_[i].from) one = merges_[i].into;
    }
  }
  std::vector<std::uint32_t> number(leaves_, static_cast<std::uint32_t>(leaves_));
  std::uint32_t numbers = 0;
  for (std::uint32_t& one : cluster) {
    if (number[one] == leaves_) number[one] = numbers++;
    one = number[one];
  }
  return cluster;
}

}  // namespace bearout::models
