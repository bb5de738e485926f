#include "models/candidates/neighbour_graph.hpp"

#include <doctest/doctest.h>

#include "models/random_stream.hpp"

using namespace bearout;

namespace {

models::DenseRows random_points(Eigen::Index rows, Eigen::Index columns, std::uint64_t seed) {
  models::RandomStream random(seed);
  models::DenseRows points(rows, columns);
  for (Eigen::Index i = 0; i < points.size(); ++i)
    points.data()[i] = static_cast<float>(random.uniform() - .3);
  models::normalise_rows(points);
  return points;
}

}  // namespace

TEST_CASE("a neighbour graph is symmetric, has no loops, and every point has its nearest") {
  const auto shapes = random_points(60, 5, 1);
  const auto meanings = random_points(60, 7, 2);
  models::RandomStream random(1);
  const auto graph = models::neighbour_graph(shapes, meanings, .8F, random);
  const models::DenseRows dense(graph);
  CHECK(dense.isApprox(dense.transpose()));
  CHECK(dense.diagonal().isZero());
  const models::DenseRows cosines = shapes * shapes.transpose();
  for (Eigen::Index i = 0; i < 60; ++i) {
    Eigen::Index nearest = 0;
    auto others = Eigen::VectorXf(cosines.row(i));
    others[i] = -2;
    others.maxCoeff(&nearest);
    CHECK(dense(i, nearest) > 0);
  }
}

TEST_CASE("smoothing moves points to their neighbours and leaves what has none") {
  models::DenseRows points(3, 2);
  points << 1, 0, 0, 1, 1, 0;
  models::NeighbourGraph graph(3, 3);
  graph.insert(0, 1) = 1;
  graph.insert(1, 0) = 1;
  const auto moved = models::smoothed(points, graph, 1);
  CHECK(moved(0, 0) == doctest::Approx(moved(0, 1)));
  CHECK(moved.row(0).isApprox(moved.row(1)));
  CHECK(moved(2, 0) == 1);
  CHECK(models::smoothed(points, graph, 0).isApprox(points));
}
