#include "models/truncated_svd.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

#include "models/random_stream.hpp"

namespace bearout::models {

namespace {

using Eigen::Index;

constexpr Index kOversampling = 10;
constexpr Index kBlockRows = 256;  // of one dense product: short sums, and no longer than Eigen's own blocks
constexpr Index kSegments =
    8;  // of sums over all rows; a number of their own, so that threads change nothing

constexpr Index kStrip = 32;          // columns of a product that is half zero, or half known
constexpr double kLeastShare = 1e-5;  // of the largest singular value: below it there is nothing

/// Calls work(0) … work(parts - 1), spread over threads. Parts must not depend on each other.
template <typename Work>
void for_each_part(Index parts, std::size_t threads, const Work& work) {
  std::atomic<Index> next = 0;
  const auto take_parts = [&] {
    for (Index part = next++; part < parts; part = next++) work(part);
  };
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < threads; ++i) others.emplace_back(take_parts);
  take_parts();
  for (std::thread& thread : others) thread.join();
}

Index blocks_of(Index rows) {
  return (rows + kBlockRows - 1) / kBlockRows;
}
Index block_size(Index rows, Index block) {
  return std::min(kBlockRows, rows - block * kBlockRows);
}

DenseFloats product(const SparseFloats& matrix, const DenseFloats& dense, std::size_t threads) {
  DenseFloats result(matrix.rows(), dense.cols());
  for_each_part(blocks_of(matrix.rows()), threads, [&](Index block) {
    const Index begin = block * kBlockRows;
    for (Index i = begin; i < begin + block_size(matrix.rows(), block); ++i) {
      auto row = result.row(i);
      row.setZero();
      for (SparseFloats::InnerIterator cell(matrix, i); cell; ++cell)
        row += cell.value() * dense.row(cell.col());
    }
  });
  return result;
}

/// Calls work(begin, width) for strips of columns; the last one may be wider.
template <typename Work>
void for_each_strip(Index columns, const Work& work) {
  Index begin = 0;
  for (; begin + 2 * kStrip <= columns; begin += kStrip) work(begin, kStrip);
  work(begin, columns - begin);
}

/// columnsᵀ · columns, of which only the diagonal and what lies below it is worked out (the rest is zero):
/// products of blocks in single precision, added up in double.
Eigen::MatrixXd gram_of(const DenseFloats& columns, std::size_t threads) {
  const Index blocks = blocks_of(columns.rows());
  std::vector<Eigen::MatrixXd> sums(kSegments, Eigen::MatrixXd::Zero(columns.cols(), columns.cols()));
  for_each_part(kSegments, threads, [&](Index segment) {
    auto& sum = sums[static_cast<std::size_t>(segment)];
    Eigen::MatrixXf part = Eigen::MatrixXf::Zero(columns.cols(), columns.cols());
    for (Index block = blocks * segment / kSegments; block < blocks * (segment + 1) / kSegments; ++block) {
      const auto rows = columns.middleRows(block * kBlockRows, block_size(columns.rows(), block));
      for_each_strip(columns.cols(), [&](Index first, Index width) {
        const Index left = columns.cols() - first;
        part.block(first, first, left, width).noalias() =
            rows.rightCols(left).transpose() * rows.middleCols(first, width);
      });
      sum += part.cast<double>();
    }
  });
  for (std::size_t i = 1; i < sums.size(); ++i) sums[0] += sums[i];
  return sums[0];
}

/// columns · upper, which is zero below its diagonal.
DenseFloats product_with_upper(const DenseFloats& columns, const Eigen::MatrixXf& upper,
                               std::size_t threads) {
  DenseFloats result(columns.rows(), upper.cols());
  for_each_part(blocks_of(columns.rows()), threads, [&](Index block) {
    const Index begin = block * kBlockRows;
    const Index size = block_size(columns.rows(), block);
    for_each_strip(upper.cols(), [&](Index first, Index width) {
      result.block(begin, first, size, width).noalias() =
          columns.block(begin, 0, size, first + width) * upper.block(0, first, first + width, width);
    });
  });
  return result;
}

/// columns · small
DenseFloats product(const DenseFloats& columns, const Eigen::MatrixXf& small, std::size_t threads) {
  DenseFloats result(columns.rows(), small.cols());
  for_each_part(blocks_of(columns.rows()), threads, [&](Index block) {
    const Index begin = block * kBlockRows;
    const Index size = block_size(columns.rows(), block);
    result.middleRows(begin, size).noalias() = columns.middleRows(begin, size) * small;
  });
  return result;
}

/// Makes the columns orthonormal by Cholesky's way; the ridge keeps a deficient rank from breaking it. One
/// pass leaves errors of the condition squared, a second one takes them away (Yamamoto et al. 2015).
void orthonormalise(DenseFloats& columns, int passes, std::size_t threads) {
  for (int pass = 0; pass < passes; ++pass) {
    Eigen::MatrixXd gram = gram_of(columns, threads);
    gram.diagonal().array() += 1e-7 * std::max(gram.trace() / static_cast<double>(gram.rows()), 1e-30);
    const Eigen::LLT<Eigen::MatrixXd> factor(gram);
    const Eigen::MatrixXd inverse =
        factor.matrixU().solve(Eigen::MatrixXd::Identity(gram.rows(), gram.cols()));
    columns = product_with_upper(columns, inverse.cast<float>(), threads);
  }
}

/// Signs do as well as Gaussians and need no distribution.
DenseFloats random_signs(Index rows, Index columns, std::uint64_t seed) {
  RandomStream random(seed);
  DenseFloats signs(rows, columns);
  for (Index i = 0; i < signs.size(); ++i) signs.data()[i] = (random.next() >> 63U) != 0 ? 1.0F : -1.0F;
  return signs;
}

/// Where the matrix has few columns: what a sketch of it would hold in any case, from its Gram matrix.
/// Directions in which it has nothing are zero.
TruncatedSvd exact_svd(const SparseFloats& matrix, Index kept) {
  const Eigen::SparseMatrix<double, Eigen::ColMajor, std::int32_t> columns = matrix.cast<double>();
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(Eigen::MatrixXd(columns.transpose() * columns));
  Eigen::MatrixXd axes = solver.eigenvectors().rightCols(kept).rowwise().reverse();
  const Eigen::VectorXd values = solver.eigenvalues().tail(kept).reverse().cwiseMax(0).cwiseSqrt();
  const double least = kLeastShare * values[0];
  for (Index k = 0; k < kept; ++k) axes.col(k) *= values[k] > least ? 1 / values[k] : 0;
  return {DenseFloats((columns * axes).cast<float>()), values.cast<float>()};
}

}  // namespace

TruncatedSvd truncated_svd(const SparseFloats& matrix, const SvdOptions& options) {
  const Index room = std::min(matrix.rows(), matrix.cols());
  const Index width = std::min(static_cast<Index>(options.dimensions) + kOversampling, room);
  const Index kept = std::min(static_cast<Index>(options.dimensions), room);
  if (kept == 0) return {DenseFloats(matrix.rows(), 0), Eigen::VectorXf(0)};
  if (matrix.cols() <= width) return exact_svd(matrix, kept);
  const SparseFloats transposed = matrix.transpose();
  DenseFloats basis = product(matrix, random_signs(matrix.cols(), width, options.seed), options.threads);
  for (std::size_t round = 0; round < options.power_rounds; ++round) {
    orthonormalise(basis, 1, options.threads);
    DenseFloats across = product(transposed, basis, options.threads);
    orthonormalise(across, 1, options.threads);
    basis = product(matrix, across, options.threads);
  }
  orthonormalise(basis, 2, options.threads);
  // The small matrix basisᵀ · matrix, transposed, has the same singular values; its Gram matrix is small
  // enough to be exact.
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(
      gram_of(product(transposed, basis, options.threads), options.threads));
  const Eigen::MatrixXd vectors = solver.eigenvectors().rightCols(kept).rowwise().reverse();
  const Eigen::VectorXd values = solver.eigenvalues().tail(kept).reverse().cwiseMax(0).cwiseSqrt();
  return {product(basis, Eigen::MatrixXf(vectors.cast<float>()), options.threads), values.cast<float>()};
}

}  // namespace bearout::models
