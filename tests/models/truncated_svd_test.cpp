#include "models/truncated_svd.hpp"

#include <doctest/doctest.h>

#include <Eigen/SVD>
#include <cmath>

#include "models/random_stream.hpp"

using namespace bearout::models;

namespace {

/// One cell in four is filled.
SparseFloats random_sparse(Eigen::Index rows, Eigen::Index columns, std::uint64_t seed) {
  RandomStream random(seed);
  SparseFloats matrix(rows, columns);
  for (Eigen::Index i = 0; i < rows; ++i) {
    for (Eigen::Index j = 0; j < columns; ++j) {
      if (random.uniform() < 0.25) matrix.insert(i, j) = static_cast<float>(random.uniform());
    }
  }
  return matrix;
}

void check_against_dense(const SparseFloats& matrix, std::size_t dimensions) {
  const auto svd = truncated_svd(matrix, {.dimensions = dimensions});
  const Eigen::JacobiSVD<Eigen::MatrixXd> exact(Eigen::MatrixXd(matrix.cast<double>()), Eigen::ComputeThinU);
  REQUIRE(svd.singular_values.size() == static_cast<Eigen::Index>(dimensions));
  for (Eigen::Index k = 0; k < svd.singular_values.size(); ++k) {
    CAPTURE(k);
    CHECK(svd.singular_values[k] == doctest::Approx(exact.singularValues()[k]).epsilon(1e-4));
    const double cosine = svd.left.col(k).cast<double>().dot(exact.matrixU().col(k));
    CHECK(std::abs(cosine) == doctest::Approx(1).epsilon(1e-3));
  }
}

}  // namespace

TEST_CASE("it agrees with a dense decomposition") {
  check_against_dense(random_sparse(60, 24, 1), 14);  // with what it oversamples: all there is
  check_against_dense(random_sparse(60, 25, 1), 14);
  check_against_dense(random_sparse(24, 60, 2), 14);
  // Of low rank, and over more than one block of rows.
  const SparseFloats low = SparseFloats(random_sparse(600, 12, 3) * random_sparse(12, 300, 4));
  check_against_dense(low, 6);
}

TEST_CASE("the left vectors are orthonormal") {
  const auto svd = truncated_svd(random_sparse(700, 400, 5), {.dimensions = 40});
  const Eigen::MatrixXf gram = svd.left.transpose() * svd.left;
  CHECK((gram - Eigen::MatrixXf::Identity(40, 40)).cwiseAbs().maxCoeff() < 1e-5F);
}

TEST_CASE("directions in which a matrix of few columns has nothing are zero") {
  SparseFloats matrix = random_sparse(80, 12, 9);
  for (SparseFloats::Index i = 0; i < matrix.rows(); ++i) matrix.coeffRef(i, 11) = matrix.coeff(i, 3);
  const auto svd = truncated_svd(matrix, {.dimensions = 12});
  CHECK(svd.left.col(10).norm() == doctest::Approx(1));
  CHECK(svd.left.col(11).isZero());
  CHECK(svd.singular_values[11] < 1e-3F);
}

TEST_CASE("threads leave no trace") {
  const auto matrix = random_sparse(1500, 900, 6);
  const auto one = truncated_svd(matrix, {.dimensions = 30, .threads = 1});
  for (const std::size_t threads : {2U, 3U}) {
    const auto more = truncated_svd(matrix, {.dimensions = 30, .threads = threads});
    CHECK(one.left == more.left);
    CHECK(one.singular_values == more.singular_values);
  }
}

TEST_CASE("the seed decides") {
  const auto matrix = random_sparse(300, 200, 7);
  const auto one = truncated_svd(matrix, {.dimensions = 10, .power_rounds = 1, .seed = 1});
  CHECK(one.left == truncated_svd(matrix, {.dimensions = 10, .power_rounds = 1, .seed = 1}).left);
  CHECK(one.left != truncated_svd(matrix, {.dimensions = 10, .power_rounds = 1, .seed = 2}).left);
}

TEST_CASE("edges: fewer rows than dimensions, rows without numbers, nothing at all") {
  const auto few = truncated_svd(random_sparse(5, 9, 8), {.dimensions = 300});
  CHECK(few.left.cols() == 5);
  CHECK(few.singular_values.size() == 5);
  SparseFloats sparse(40, 40);
  sparse.insert(3, 4) = 2;
  const auto single = truncated_svd(sparse, {.dimensions = 20});
  CHECK(single.singular_values[0] == doctest::Approx(2));
  CHECK(single.singular_values[1] == doctest::Approx(0));
  CHECK(single.left.allFinite());
  CHECK(truncated_svd(SparseFloats(6, 6), {.dimensions = 3}).left.allFinite());
  CHECK(truncated_svd(SparseFloats(0, 0), {}).left.size() == 0);
}
