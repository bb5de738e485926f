#pragma once

#include <cstddef>

#include "models/random_stream.hpp"
#include "models/sparse.hpp"
#include "models/spherical_kmeans.hpp"

namespace bearout::models {

/// The rows in the space of the matrix's first `dimensions` right singular vectors, each of unit length:
/// words that keep the same company fall together there (latent semantic analysis, Deerwester et al. 1990).
/// Randomised subspace iteration (Halko, Martinsson, Tropp 2011). Fewer columns if the matrix has a lower
/// rank.
[[nodiscard]] DenseRows latent_rows(const SparseRows& rows, std::size_t dimensions, RandomStream& random);

/// Every row moves to the weighted mean of itself and its nearest neighbours, `rounds` times: texts of few
/// words borrow those of their like. Beyond a few thousand rows neighbours are looked for in the nearest
/// cells of a coarse clustering only (an inverted file), so that the cost stays far below all pairs.
[[nodiscard]] DenseRows smoothed(const DenseRows& points, std::size_t rounds, RandomStream& random);

}  // namespace bearout::models
