#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/candidates/neighbour_graph.hpp"
#include "models/candidates/spherical_kmeans.hpp"
#include "models/random_stream.hpp"

namespace bearout::models {

/// What discovery clusters. All have the same rows.
struct Landscape {
  DenseRows plain;       ///< points of unit length
  DenseRows smooth;      ///< the same, smoothed over their neighbours
  NeighbourGraph graph;  ///< of the points
};

/// Points whose outcome the matcher is surest of: how they lie together shows how finely the list tells things
/// apart.
struct Yardstick {
  std::vector<std::size_t> points;
  std::vector<std::uint32_t> outcomes;  ///< of each, its most probable one
  std::size_t outcome_count = 0;
};

struct Granules : Clustering {
  bool smooth = true;  ///< found among the smooth points: there the centres lie
};

/// The points in clusters.
///
/// Without a count, and with two outcomes or more, what agrees best with the yardstick (by adjusted mutual
/// information) is chosen: plain or smooth points, a start from a tree of clusters or from seeds drawn by chance, and
/// the largest number of clusters that agrees nearly as well as the best: as fine as can be without tearing apart
/// what the outcomes hold together. Without outcomes it is the smallest number on a geometric grid whose silhouette is
/// nearly the best. `count` 0: not given; else at most the number of points. Requires points.
[[nodiscard]] Granules cluster_landscape(const Landscape& landscape, const Yardstick& yardstick,
                                           std::size_t count, RandomStream& random);

}  // namespace bearout::models
