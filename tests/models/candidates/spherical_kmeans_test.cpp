#include "models/candidates/spherical_kmeans.hpp"

#include <doctest/doctest.h>

#include <set>

#include "models/random_stream.hpp"

using namespace bearout;

namespace {

/// Rows around `groups` directions, in turn.
models::DenseRows scattered(Eigen::Index rows, Eigen::Index groups, float spread, std::uint64_t seed) {
  models::RandomStream random(seed);
  const auto draw = [&random] { return static_cast<float>(random.uniform() - .5); };
  models::DenseRows directions(groups, 20);
  for (Eigen::Index i = 0; i < directions.size(); ++i) directions.data()[i] = draw();
  models::normalise_rows(directions);
  models::DenseRows points(rows, 20);
  for (Eigen::Index i = 0; i < rows; ++i) {
    for (Eigen::Index j = 0; j < 20; ++j) points(i, j) = directions(i % groups, j) + spread * draw();
  }
  models::normalise_rows(points);
  return points;
}

}  // namespace

TEST_CASE("k-means ends with every point at the nearest of all centres, though most rounds look at a few") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const auto points = scattered(900, 60, .9F, seed);
    models::RandomStream random(seed);
    const auto found = models::spherical_kmeans(points, 60, 200, random);
    const models::DenseRows cosines = points * found.centres.transpose();
    double sum = 0;
    for (Eigen::Index i = 0; i < points.rows(); ++i) {
      const float own = cosines(i, found.cluster[static_cast<std::size_t>(i)]);
      CHECK(own == doctest::Approx(cosines.row(i).maxCoeff()).epsilon(1e-5));
      sum += static_cast<double>(own);
    }
    CHECK(found.similarity == doctest::Approx(sum / 900).epsilon(1e-5));
    for (Eigen::Index k = 0; k < 60; ++k) CHECK(found.centres.row(k).norm() == doctest::Approx(1));
  }
}

TEST_CASE("k-means finds groups that lie apart, and no cluster is empty") {
  const auto points = scattered(400, 40, .05F, 7);
  models::RandomStream random(1);
  const auto found = models::spherical_kmeans(points, 40, 30, random);
  for (std::size_t i = 40; i < 400; ++i) CHECK(found.cluster[i] == found.cluster[i % 40]);
  CHECK(std::set<std::uint32_t>(found.cluster.begin(), found.cluster.end()).size() == 40);
}

TEST_CASE("the same points and seed give the same clusters; as many clusters as points is allowed") {
  const auto points = scattered(50, 5, .3F, 2);
  models::RandomStream one(4);
  models::RandomStream two(4);
  CHECK(models::spherical_kmeans(points, 20, 10, one).cluster ==
        models::spherical_kmeans(points, 20, 10, two).cluster);
  models::RandomStream random(1);
  const auto alone = models::spherical_kmeans(points, 50, 5, random);
  CHECK(std::set<std::uint32_t>(alone.cluster.begin(), alone.cluster.end()).size() == 50);
}
