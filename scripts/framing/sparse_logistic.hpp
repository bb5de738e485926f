#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// Labelled rows of a sparse matrix.
struct LabelledRows {
  std::vector<std::size_t> begins{0};  ///< of row i: entries begins[i] .. begins[i + 1]
  std::vector<std::uint32_t> columns;
  std::vector<float> values;
  std::vector<double> labels;   ///< 1 or -1 of each row
  std::vector<double> weights;  ///< of each row; should add up to the number of rows
  std::size_t column_count = 0;

  [[nodiscard]] std::size_t size() const { return labels.size(); }
};

/// Weights of the columns and, last, the bias: logistic regression with the penalty |w|^2 / (2 c), which
/// spares the bias, by L-BFGS. Deterministic.
[[nodiscard]] std::vector<double> fit_logistic(const LabelledRows& rows, double c);
