#include "models/candidates/row_products.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <vector>

#include "models/random_stream.hpp"
#include "models/row_sums.hpp"

using namespace bearout;
using models::DenseRows;
using models::FeatureRows;

namespace {

DenseRows made_up(Eigen::Index rows, Eigen::Index columns, std::uint64_t seed) {
  models::RandomStream random(seed);
  DenseRows matrix(rows, columns);
  for (Eigen::Index i = 0; i < matrix.size(); ++i)
    matrix.data()[i] = static_cast<float>(random.next() % 2001) / 1000 - 1;
  return matrix;
}

/// Some of the entries.
FeatureRows thinned(const DenseRows& matrix) {
  FeatureRows sparse(matrix.rows(), matrix.cols());
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
    sparse.startVec(i);
    for (Eigen::Index j = i % 3; j < matrix.cols(); j += 3) sparse.insertBack(i, j) = matrix(i, j);
  }
  sparse.finalize();
  return sparse;
}

/// Both kinds of loops, if the processor has them; the usual ones again at the end.
template <typename Check>
void with_both_loops(const Check& check) {
  for (const bool portable : {false, true}) {
    CAPTURE(portable);
    models::use_portable_loops(portable);
    check();
  }
  models::use_portable_loops(false);
}

}  // namespace

TEST_CASE("rows times rows are added up column by column, to the bit, for any shape") {
  for (const auto& [a_rows, b_rows, columns] : std::vector<std::array<Eigen::Index, 3>>{
           {1, 1, 1}, {6, 16, 8}, {7, 17, 200}, {13, 5, 3}, {40, 33, 256}, {5, 0, 4}, {0, 5, 4}, {3, 3, 0}}) {
    const DenseRows a = made_up(a_rows, columns, 1);
    const DenseRows b = made_up(b_rows, columns, 2);
    with_both_loops([&, rows = a_rows, others = b_rows, width = columns] {
      DenseRows products;
      models::multiply_rows_by_rows(a, b, products);
      REQUIRE(products.rows() == rows);
      REQUIRE(products.cols() == others);
      for (Eigen::Index i = 0; i < rows; ++i) {
        for (Eigen::Index j = 0; j < others; ++j) {
          float sum = 0;
          for (Eigen::Index k = 0; k < width; ++k) sum += a(i, k) * b(j, k);
          CHECK(products(i, j) == sum);
        }
      }
    });
  }
}

TEST_CASE("some rows of a matrix are multiplied as if they were all of it") {
  const DenseRows a = made_up(20, 30, 3);
  const DenseRows b = made_up(9, 30, 4);
  DenseRows all;
  DenseRows some;
  models::multiply_rows_by_rows(a, b, all);
  models::multiply_rows_by_rows(a.middleRows(4, 11), b, some);
  CHECK(some == all.middleRows(4, 11));
}

TEST_CASE("sparse rows are multiplied as the same rows in full") {
  const FeatureRows sparse = thinned(made_up(25, 40, 5));
  const DenseRows matrix = made_up(40, 19, 6);
  with_both_loops([&] {
    const DenseRows products = models::multiply_sparse(sparse, matrix);
    const DenseRows wanted = DenseRows(sparse) * matrix;
    CHECK((products - wanted).cwiseAbs().maxCoeff() < 1e-5F);
  });
  CHECK(models::multiply_sparse(FeatureRows(3, 40), matrix) == DenseRows::Zero(3, 19));
}

TEST_CASE("a row is multiplied with some rows of a matrix in an order that its length alone decides") {
  for (const Eigen::Index columns : {0, 1, 3, 4, 7, 8, 12, 15, 100, 200, 205}) {
    CAPTURE(columns);
    const DenseRows a = made_up(1, columns, 5);
    const DenseRows b = made_up(11, columns, 6);
    const std::span row(a.data(), static_cast<std::size_t>(columns));
    with_both_loops([&] {
      for (const std::vector<std::uint32_t>& which : {std::vector<std::uint32_t>{},
                                                      {10},
                                                      {0, 3, 4},
                                                      {1, 2, 5, 7},
                                                      {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}}) {
        std::vector<float> products(which.size());
        models::multiply_row_by_some(row, b, which, products);
        for (std::size_t i = 0; i < which.size(); ++i) {
          if (columns == 0) CHECK(products[i] == 0);
          // Eigen adds in this order wherever SSE2 or NEON give it registers of four.
          if (columns > 0) CHECK(products[i] == a.row(0).dot(b.row(which[i])));
        }
      }
    });
  }
}

TEST_CASE("a row times a matrix is added up row by row, to the bit") {
  for (const Eigen::Index columns : {0, 1, 7, 8, 9, 32, 33, 100}) {
    CAPTURE(columns);
    for (const Eigen::Index count : {0, 1, 30}) {
      const DenseRows matrix = made_up(count, columns, 7);
      const DenseRows row = made_up(1, count, 8);
      with_both_loops([&] {
        std::vector<float> products(static_cast<std::size_t>(columns));
        models::multiply_row_by_matrix({row.data(), static_cast<std::size_t>(count)},
                                       {matrix.data(), static_cast<std::size_t>(matrix.size())}, products);
        for (Eigen::Index j = 0; j < columns; ++j) {
          float sum = 0;
          for (Eigen::Index k = 0; k < count; ++k) sum += row(0, k) * matrix(k, j);
          CHECK(products[static_cast<std::size_t>(j)] == sum);
        }
      });
    }
  }
}
