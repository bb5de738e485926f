#include "models/sparse.hpp"

#include <cmath>

namespace bearout::models {

void to_unit_length(SparseVector& row) {
  double square_sum = 0;
  for (const TermWeight& entry : row) square_sum += entry.weight * entry.weight;
  for (TermWeight& entry : row) entry.weight /= std::sqrt(square_sum);
}

SparseRows to_matrix(std::span<const SparseVector> rows, std::size_t columns) {
  SparseRows matrix(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(columns));
  std::size_t entries = 0;
  for (const SparseVector& row : rows) entries += row.size();
  matrix.reserve(static_cast<Eigen::Index>(entries));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    matrix.startVec(static_cast<Eigen::Index>(i));
    for (const TermWeight& entry : rows[i]) {
      matrix.insertBack(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(entry.term)) = entry.weight;
    }
  }
  matrix.finalize();
  return matrix;
}

}  // namespace bearout::models
