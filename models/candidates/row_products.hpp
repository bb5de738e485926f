#pragma once

#include <cstdint>
#include <span>

#include "models/candidates/dense_rows.hpp"
#include "models/candidates/text_features.hpp"

namespace bearout::models {

// The products in which discovery spends its time. Like the loops of models/row_sums they are compiled for
// any processor and for those with AVX2, add in a fixed order and fuse nothing: both give the same bits.
// (Eigen's own are compiled once, for the oldest x86-64.)

/// products(i, j) = row i of `a` times row j of `b`, added up column by column. Both have as many columns.
void multiply_rows_by_rows(const Eigen::Ref<const DenseRows>& a, const DenseRows& b, DenseRows& products);

/// products[i] = `row` times row which[i] of `b`, which are as long: in eight lanes whose halves are added
/// up, then four more columns if there are so many left, then the four sums, then the last columns.
void multiply_row_by_some(std::span<const float> row, const DenseRows& b,
                          std::span<const std::uint32_t> which, std::span<float> products);

/// out[j] = sum of row[k] · matrix[k · out.size() + j], k by k: a row times a matrix, whose rows follow each
/// other.
void multiply_row_by_matrix(std::span<const float> row, std::span<const float> matrix, std::span<float> out);

/// Sparse rows times a dense matrix that has a row for each of their columns, in the order of the entries.
[[nodiscard]] DenseRows multiply_sparse(const Eigen::Ref<const FeatureRows>& rows, const DenseRows& matrix);

}  // namespace bearout::models
