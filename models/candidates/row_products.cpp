#include "models/candidates/row_products.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "models/eight_floats.hpp"
#include "models/row_sums.hpp"

namespace bearout::models {

namespace {

constexpr Eigen::Index kHalfPanel = kLanes;
constexpr Eigen::Index kPanel = 2 * kHalfPanel;  // rows of b that are multiplied at once
constexpr Eigen::Index kTile = 6;  // with so many of a: twelve sums, which AVX2 holds in registers

/// kPanel rows of b from `first` on, column by column; zeros for those that there are not.
void pack(const DenseRows& b, Eigen::Index first, std::vector<float>& panel) {
  const Eigen::Index rows = std::min(kPanel, b.rows() - first);
  std::fill(panel.begin(), panel.end(), 0.0F);
  for (Eigen::Index r = 0; r < rows; ++r) {
    const float* const row = b.data() + (first + r) * b.cols();
    for (Eigen::Index k = 0; k < b.cols(); ++k) panel[static_cast<std::size_t>(k * kPanel + r)] = row[k];
  }
}

using Tile = std::array<float, static_cast<std::size_t>(kTile* kPanel)>;

/// The products of kTile rows of a with a panel.
[[gnu::always_inline]] inline void multiply_tile_body(const std::array<const float*, kTile>& a,
                                                      const float* panel, Eigen::Index columns, Tile& tile) {
  Eight low[kTile] = {};
  Eight high[kTile] = {};
  for (Eigen::Index k = 0; k < columns; ++k) {
    Eight first;
    Eight second;
    read_eight(panel + k * kPanel, first);
    read_eight(panel + k * kPanel + kHalfPanel, second);
#pragma GCC unroll 6
    for (std::size_t r = 0; r < kTile; ++r) {
      low[r] += a[r][k] * first;
      high[r] += a[r][k] * second;
    }
  }
  for (std::size_t r = 0; r < kTile; ++r) {
    write_eight(low[r], tile.data() + r * kPanel);
    write_eight(high[r], tile.data() + r * kPanel + kHalfPanel);
  }
}

/// The lanes' halves, the next four columns and the last ones.
[[gnu::always_inline]] inline float add_up(const Eight& lanes, std::span<const float> row,
                                           const float* other) {
  std::array<float, 4> sums;
  for (std::size_t k = 0; k < sums.size(); ++k) sums[k] = lanes[k] + lanes[k + 4];
  std::size_t j = row.size() / kLanes * kLanes;
  if (j + sums.size() <= row.size()) {
    for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += row[j + k] * other[j + k];
    j += sums.size();
  }
  float sum = (sums[0] + sums[2]) + (sums[1] + sums[3]);
  for (; j < row.size(); ++j) sum += row[j] * other[j];
  return sum;
}

/// Six rows at a time, so that `row` is loaded once for them.
[[gnu::always_inline]] inline void multiply_some_body(std::span<const float> row, const DenseRows& b,
                                                      std::span<const std::uint32_t> which,
                                                      std::span<float> products) {
  constexpr std::size_t kRows = 6;
  for (std::size_t i = 0; i < which.size(); i += kRows) {
    const std::size_t count = std::min(kRows, which.size() - i);
    std::array<const float*, kRows> others;
    for (std::size_t r = 0; r < kRows; ++r)  // the last row again where there are no more
      others[r] = b.data() + static_cast<Eigen::Index>(which[i + std::min(r, count - 1)]) * b.cols();
    Eight sums[kRows] = {};
    for (std::size_t k = 0; k + kLanes <= row.size(); k += kLanes) {
      Eight x;
      read_eight(row.data() + k, x);
#pragma GCC unroll 6
      for (std::size_t r = 0; r < kRows; ++r) {
        Eight y;
        read_eight(others[r] + k, y);
        sums[r] += x * y;
      }
    }
    for (std::size_t r = 0; r < count; ++r) products[i + r] = add_up(sums[r], row, others[r]);
  }
}

/// kTile registers of products.
template <std::size_t kTile>
[[gnu::always_inline]] inline void multiply_columns(std::span<const float> row, const float* matrix,
                                                    std::size_t step, float* out) {
  Eight sums[kTile] = {};
  for (const float factor : row) {
#pragma GCC unroll 4
    for (std::size_t r = 0; r < kTile; ++r) {
      Eight x;
      read_eight(matrix + r * kLanes, x);
      sums[r] += factor * x;
    }
    matrix += step;
  }
  for (std::size_t r = 0; r < kTile; ++r) write_eight(sums[r], out + r * kLanes);
}

[[gnu::always_inline]] inline void multiply_matrix_body(std::span<const float> row,
                                                        std::span<const float> matrix, std::span<float> out) {
  constexpr std::size_t kRegisters = 4;
  const std::size_t n = out.size();
  if (row.empty()) return std::fill(out.begin(), out.end(), 0.0F);  // there are no rows to point into
  std::size_t j = 0;
  for (; j + kRegisters * kLanes <= n; j += kRegisters * kLanes)
    multiply_columns<kRegisters>(row, matrix.data() + j, n, out.data() + j);
  for (; j + kLanes <= n; j += kLanes) multiply_columns<1>(row, matrix.data() + j, n, out.data() + j);
  for (; j < n; ++j) {
    float sum = 0;
    for (std::size_t k = 0; k < row.size(); ++k) sum += row[k] * matrix[k * n + j];
    out[j] = sum;
  }
}

using MultiplyTile = void (*)(const std::array<const float*, kTile>&, const float*, Eigen::Index, Tile&);

void multiply_tile_portable(const std::array<const float*, kTile>& a, const float* panel,
                            Eigen::Index columns, Tile& tile) {
  multiply_tile_body(a, panel, columns, tile);
}

using MultiplySome = void (*)(std::span<const float>, const DenseRows&, std::span<const std::uint32_t>,
                              std::span<float>);

void multiply_some_portable(std::span<const float> row, const DenseRows& b,
                            std::span<const std::uint32_t> which, std::span<float> products) {
  multiply_some_body(row, b, which, products);
}

using MultiplyMatrix = void (*)(std::span<const float>, std::span<const float>, std::span<float>);

void multiply_matrix_portable(std::span<const float> row, std::span<const float> matrix,
                              std::span<float> out) {
  multiply_matrix_body(row, matrix, out);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void multiply_tile_avx2(const std::array<const float*, kTile>& a, const float* panel,
                                                Eigen::Index columns, Tile& tile) {
  multiply_tile_body(a, panel, columns, tile);
}
[[gnu::target("avx2")]] void multiply_some_avx2(std::span<const float> row, const DenseRows& b,
                                                std::span<const std::uint32_t> which,
                                                std::span<float> products) {
  multiply_some_body(row, b, which, products);
}
[[gnu::target("avx2")]] void multiply_matrix_avx2(std::span<const float> row, std::span<const float> matrix,
                                                  std::span<float> out) {
  multiply_matrix_body(row, matrix, out);
}
constexpr MultiplyTile kFastTile = multiply_tile_avx2;
constexpr MultiplySome kFastSome = multiply_some_avx2;
constexpr MultiplyMatrix kFastMatrix = multiply_matrix_avx2;
#else
constexpr MultiplyTile kFastTile = multiply_tile_portable;
constexpr MultiplySome kFastSome = multiply_some_portable;
constexpr MultiplyMatrix kFastMatrix = multiply_matrix_portable;
#endif

}  // namespace

void multiply_rows_by_rows(const Eigen::Ref<const DenseRows>& a, const DenseRows& b, DenseRows& products) {
  products.resize(a.rows(), b.rows());
  const MultiplyTile multiply_tile = uses_portable_loops() ? multiply_tile_portable : kFastTile;
  std::vector<float> panel(static_cast<std::size_t>(b.cols() * kPanel));
  Tile tile;
  for (Eigen::Index first = 0; first < b.rows(); first += kPanel) {
    pack(b, first, panel);
    const Eigen::Index width = std::min(kPanel, b.rows() - first);
    for (Eigen::Index i = 0; i < a.rows(); i += kTile) {
      const Eigen::Index height = std::min(kTile, a.rows() - i);
      std::array<const float*, kTile> rows;
      for (Eigen::Index r = 0; r < kTile; ++r)  // the last row again where there are no more
        rows[static_cast<std::size_t>(r)] = a.data() + (i + std::min(r, height - 1)) * a.outerStride();
      multiply_tile(rows, panel.data(), b.cols(), tile);
      for (Eigen::Index r = 0; r < height; ++r) {
        std::copy_n(tile.data() + r * kPanel, width, products.data() + (i + r) * products.cols() + first);
      }
    }
  }
}

void multiply_row_by_some(std::span<const float> row, const DenseRows& b,
                          std::span<const std::uint32_t> which, std::span<float> products) {
  (uses_portable_loops() ? multiply_some_portable : kFastSome)(row, b, which, products);
}

void multiply_row_by_matrix(std::span<const float> row, std::span<const float> matrix, std::span<float> out) {
  (uses_portable_loops() ? multiply_matrix_portable : kFastMatrix)(row, matrix, out);
}

DenseRows multiply_sparse(const Eigen::Ref<const FeatureRows>& rows, const DenseRows& matrix) {
  DenseRows products(rows.rows(), matrix.cols());
  std::vector<ScaledRow> entries;
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    entries.clear();
    for (Eigen::Ref<const FeatureRows>::InnerIterator entry(rows, i); entry; ++entry)
      entries.push_back({matrix.data() + entry.col() * matrix.cols(), entry.value()});
    sum_rows(entries,
             std::span(products.data() + i * products.cols(), static_cast<std::size_t>(products.cols())));
  }
  return products;
}

}  // namespace bearout::models
