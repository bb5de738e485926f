#pragma once

#include <Eigen/SparseCore>
#include <cstddef>

#include "models/candidates/dense_rows.hpp"
#include "models/random_stream.hpp"

namespace bearout::models {

/// Symmetric, no loops; an edge's weight says how alike two points are.
using NeighbourGraph = Eigen::SparseMatrix<float, Eigen::RowMajor, std::int32_t>;

/// Neighbours in either view and in both side by side, their cosines added up: who is alike in words, in meaning
/// and in all is more alike than in one alone (as in similarity network fusion, Wang et al. 2014). The twelve
/// nearest of each point count, an edge found from one end counts for both. `meanings` weighs `share` against
/// `shapes` and may have no columns. Rows of unit length or zero; as many in both.
///
/// Beyond 6,000 points neighbours are looked for in the nearest cells of a coarse clustering only (an inverted
/// file), so that the cost stays far below all pairs. Single precision in blocks; the same points give the same
/// graph.
[[nodiscard]] NeighbourGraph neighbour_graph(const DenseRows& shapes, const DenseRows& meanings, float share,
                                             RandomStream& random);

/// Every point moves to the weighted mean of itself (weight 1) and its neighbours, `rounds` times: texts of few
/// words borrow those of their like. At unit length again.
[[nodiscard]] DenseRows smoothed(const DenseRows& points, const NeighbourGraph& graph, std::size_t rounds);

}  // namespace bearout::models
