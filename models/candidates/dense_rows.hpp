#pragma once

#include <Eigen/Core>

namespace bearout::models {

/// Points are rows of unit length (or zero). Floats: clusters are rough, and half the bytes is twice the
/// speed.
using DenseRows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Every row at unit length; what is shorter than 1e-9 stays.
inline void normalise_rows(DenseRows& points) {
  for (Eigen::Index i = 0; i < points.rows(); ++i) {
    const float norm = points.row(i).norm();
    if (norm > 1e-9F) points.row(i) /= norm;
  }
}

}  // namespace bearout::models
