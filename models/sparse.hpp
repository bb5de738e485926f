#pragma once

#include <Eigen/SparseCore>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace bearout::models {

using TermId = std::uint32_t;  ///< number of a stem in a Vocabulary: position in the sorted list

/// Rows are passages or outcomes, columns terms (or the other way round where a name says "postings").
using SparseRows = Eigen::SparseMatrix<double, Eigen::RowMajor, std::int32_t>;

struct TermWeight {
  TermId term = 0;
  double weight = 0;

  friend bool operator==(const TermWeight&, const TermWeight&) = default;
};

/// A row on its own: terms ascending, each once. Every sum over it runs in this order.
using SparseVector = std::vector<TermWeight>;

/// Divides by the Euclidean length; an empty row stays empty.
void to_unit_length(SparseVector& row);

/// The vectors as rows of a matrix with that many columns; every term < columns.
[[nodiscard]] SparseRows to_matrix(std::span<const SparseVector> rows, std::size_t columns);

}  // namespace bearout::models
