#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/candidates/neighbour_graph.hpp"

namespace bearout::models {

/// Clusters that were merged, step by step, by how strongly their members' neighbours tie them together: of all
/// pairs the one whose edges are most, measured by what two clusters with so many ends of edges would have by chance
/// (as in modularity, Newman 2004). Where no edge is left between any two, those with the fewest are merged.
class ClusterTree {
 public:
  /// `cluster` is the leaf of each point, numbered below `leaves`, and has as many points as the graph.
  ClusterTree(const NeighbourGraph& graph, std::span<const std::uint32_t> cluster, std::size_t leaves);

  /// The cluster of each leaf after all but `count` are merged, numbered from 0 in the order of their first
  /// leaves. As many as there are leaves, if that is fewer.
  [[nodiscard]] std::vector<std::uint32_t> cut(std::size_t count) const;

 private:
  struct Merge {
    std::uint32_t into;
    std::uint32_t from;
  };
  std::size_t leaves_ = 0;
  std::vector<Merge> merges_;
};

}  // namespace bearout::models
