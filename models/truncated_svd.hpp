#pragma once

#include <Eigen/Core>
#include <Eigen/SparseCore>
#include <cstddef>
#include <cstdint>

namespace bearout::models {

using SparseFloats = Eigen::SparseMatrix<float, Eigen::RowMajor, std::int32_t>;
using DenseFloats = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

struct SvdOptions {
  std::size_t dimensions = 300;
  std::size_t power_rounds = 3;  ///< more make the small singular values more exact
  std::size_t threads = 1;       ///< the result does not depend on it
  std::uint64_t seed = 1;
};

struct TruncatedSvd {
  DenseFloats left;                 ///< a row for each row of the matrix, a column for each singular value
  Eigen::VectorXf singular_values;  ///< descending
};

/// The largest singular values of a sparse matrix with their left singular vectors: randomised subspace
/// iteration (Halko, Martinsson, Tropp 2011), in single precision. `dimensions` of them, or fewer if the
/// matrix has fewer rows or columns. Deterministic: every sum has one order, whatever the threads.
[[nodiscard]] TruncatedSvd truncated_svd(const SparseFloats& matrix, const SvdOptions& options);

}  // namespace bearout::models
