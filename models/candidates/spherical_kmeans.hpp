#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/candidates/dense_rows.hpp"
#include "models/random_stream.hpp"

namespace bearout::models {

struct Clustering {
  DenseRows centres;                   ///< unit length
  std::vector<std::uint32_t> cluster;  ///< of each point
  double similarity = 0;               ///< mean cosine of the points with their centre
};

/// Spherical k-means (Dhillon, Modha: Concept decompositions for large sparse text data, 2001), seeded by
/// greedy k-means++ (Arthur, Vassilvitskii 2007; greedy: several draws, the one that lowers the distance most
/// stays). Requires 1 <= count <= points.rows(). An emptied cluster is given the point that fits worst. No
/// more than `rounds` rounds.
[[nodiscard]] Clustering spherical_kmeans(const Eigen::Ref<const DenseRows>& points, std::size_t count,
                                          std::size_t rounds, RandomStream& random);

/// The same from given centres: one for each cluster, of unit length. A point is compared with all centres at
/// first and after 2, 4, 8 … rounds, and whenever nothing moves any more; in between with the twelve that
/// were nearest to it then.
[[nodiscard]] Clustering refined(const Eigen::Ref<const DenseRows>& points, DenseRows centres,
                                 std::size_t rounds);

/// How much closer points are to their own centre than to the nearest other one, in [-1, 1] (the simplified
/// silhouette: Hruschka, de Castro, Campello 2004).
[[nodiscard]] double simplified_silhouette(const Eigen::Ref<const DenseRows>& points,
                                           const Clustering& clustering);

}  // namespace bearout::models
