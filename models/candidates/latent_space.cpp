#include "models/candidates/latent_space.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <algorithm>

#include "models/candidates/row_products.hpp"

namespace bearout::models {

namespace {

constexpr Eigen::Index kBasisRows = 5000;
constexpr Eigen::Index kBasisEntries = 1'000'000;  // of long texts fewer rows make the basis
constexpr Eigen::Index kAxisRows = 4000;
constexpr Eigen::Index kOversampling = 10;
constexpr int kPowerRounds = 1;
constexpr Eigen::Index kBlock = 1024;  // rows whose products are added in single precision

/// columns' * columns, added up in double precision block by block.
Eigen::MatrixXd gram_of(const DenseRows& columns) {
  Eigen::MatrixXd gram = Eigen::MatrixXd::Zero(columns.cols(), columns.cols());
  Eigen::MatrixXf part;
  for (Eigen::Index begin = 0; begin < columns.rows(); begin += kBlock) {
    const auto block = columns.middleRows(begin, std::min(kBlock, columns.rows() - begin));
    part.noalias() = block.transpose() * block;
    gram += part.cast<double>();
  }
  return gram;
}

/// Orthonormal columns by Cholesky's way, twice for accuracy (Yamamoto et al. 2015); the ridge keeps a
/// deficient rank from breaking it.
void orthonormalise(DenseRows& columns) {
  for (int pass = 0; pass < 2; ++pass) {
    Eigen::MatrixXd gram = gram_of(columns);
    gram.diagonal().array() += 1e-7 * std::max(gram.trace() / static_cast<double>(gram.rows()), 1e-20);
    const Eigen::LLT<Eigen::MatrixXd> factor(gram);
    const Eigen::MatrixXd upper_inverse =
        factor.matrixU().solve(Eigen::MatrixXd::Identity(gram.rows(), gram.cols()));
    columns = DenseRows(columns * upper_inverse.cast<float>());
  }
}

}  // namespace

DenseRows latent_rows(const FeatureRows& rows, std::size_t dimensions, RandomStream& random) {
  Eigen::Index most = std::min(rows.rows(), kBasisRows);
  while (most > 1 && rows.outerIndexPtr()[most] > kBasisEntries) most -= most / 10 + 1;
  const auto basis_rows = rows.topRows(std::max(most, std::min<Eigen::Index>(rows.rows(), 1)));
  const Eigen::Index width = std::min(static_cast<Eigen::Index>(dimensions) + kOversampling,
                                      std::min(basis_rows.rows(), rows.cols()));
  if (width == 0 || rows.nonZeros() == 0) return DenseRows::Zero(rows.rows(), 1);
  DenseRows probe(rows.cols(), width);  // signs do as well as Gaussians and need no distribution
  for (Eigen::Index i = 0; i < probe.size(); ++i) {
    probe.data()[i] = (random.next() >> 63U) != 0 ? 1.0F : -1.0F;
  }
  // Its transpose, row by row: products with it then add up in the same order.
  const FeatureRows basis_columns = basis_rows.transpose();
  DenseRows basis = multiply_sparse(basis_rows, probe);
  orthonormalise(basis);
  for (int round = 0; round < kPowerRounds; ++round) {
    probe = multiply_sparse(basis_columns, basis);
    basis = multiply_sparse(basis_rows, probe);
    orthonormalise(basis);
  }
  probe = multiply_sparse(basis_columns, basis);  // the transpose of the small matrix B
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(gram_of(probe));
  const Eigen::VectorXd& values = solver.eigenvalues();  // ascending
  const double least = std::max(values[width - 1] * 1e-5, 1e-12);
  Eigen::Index kept = 0;
  while (kept < std::min(static_cast<Eigen::Index>(dimensions), width) && values[width - 1 - kept] > least)
    ++kept;
  if (kept == 0) return DenseRows::Zero(rows.rows(), 1);
  const Eigen::MatrixXd top = solver.eigenvectors().rightCols(kept).rowwise().reverse();
  const Eigen::VectorXd inverse = values.tail(kept).reverse().cwiseSqrt().cwiseInverse();
  const DenseRows axes = probe * Eigen::MatrixXf((top * inverse.asDiagonal()).cast<float>());
  DenseRows points = multiply_sparse(rows, axes);
  normalise_rows(points);
  return points;
}

DenseRows side_by_side(const DenseRows& first, const DenseRows& second, float share) {
  if (second.cols() == 0 || share == 0) return first;
  DenseRows both(first.rows(), first.cols() + second.cols());
  both << first, share * second;
  normalise_rows(both);
  return both;
}

DenseRows principal_rows(const DenseRows& points, std::size_t dimensions) {
  const auto kept = static_cast<Eigen::Index>(dimensions);
  if (points.cols() <= kept) return points;
  const DenseRows first = points.topRows(std::min(points.rows(), kAxisRows));
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(gram_of(first));
  const Eigen::MatrixXf axes = solver.eigenvectors().rightCols(kept).rowwise().reverse().cast<float>();
  DenseRows turned = points * axes;
  normalise_rows(turned);
  return turned;
}

}  // namespace bearout::models
