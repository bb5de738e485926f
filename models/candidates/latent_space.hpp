#pragma once

#include <cstddef>

#include "models/candidates/dense_rows.hpp"
#include "models/candidates/text_features.hpp"
#include "models/random_stream.hpp"

namespace bearout::models {

/// The rows in the space of the first `dimensions` right singular vectors of the first 5,000 rows, each of unit
/// length: features that keep the same company fall together there (latent semantic analysis, Deerwester et al.
/// 1990). Randomised subspace iteration (Halko, Martinsson, Tropp 2011). Fewer columns if the matrix has a lower
/// rank; one of zeros if it is empty.
[[nodiscard]] DenseRows latent_rows(const FeatureRows& rows, std::size_t dimensions, RandomStream& random);

/// Two views side by side, the second weighing `share` of the first, at unit length.
[[nodiscard]] DenseRows side_by_side(const DenseRows& first, const DenseRows& second, float share);

/// The points in the space of their first principal axes (of the uncentred covariance of the first 4,000), at
/// unit length. As they are, if they have no more columns than that.
[[nodiscard]] DenseRows principal_rows(const DenseRows& points, std::size_t dimensions);

}  // namespace bearout::models
