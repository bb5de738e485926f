#include "models/candidates/cluster_tree.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

using namespace bearout;

namespace {

/// Points 0 1 2 and 3 4 5, each fully tied, a weak tie between 2 and 3, and 6 alone.
models::NeighbourGraph two_triangles() {
  std::vector<Eigen::Triplet<float, std::int32_t>> edges;
  const auto tie = [&edges](std::int32_t a, std::int32_t b, float weight) {
    edges.emplace_back(a, b, weight);
    edges.emplace_back(b, a, weight);
  };
  for (const std::int32_t first : {0, 3}) {
    tie(first, first + 1, 1);
    tie(first, first + 2, 1);
    tie(first + 1, first + 2, 1);
  }
  tie(2, 3, .1F);
  models::NeighbourGraph graph(7, 7);
  graph.setFromTriplets(edges.begin(), edges.end());
  return graph;
}

}  // namespace

TEST_CASE("what is tied most is merged first, what is alone last") {
  const std::vector<std::uint32_t> leaves{0, 1, 2, 3, 4, 5, 6};
  const models::ClusterTree tree(two_triangles(), leaves, 7);
  CHECK(tree.cut(3) == std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1, 2});
  CHECK(tree.cut(2) == std::vector<std::uint32_t>{0, 0, 0, 0, 0, 0, 1});
  CHECK(tree.cut(1) == std::vector<std::uint32_t>(7, 0));
  CHECK(tree.cut(7) == leaves);
  CHECK(tree.cut(100) == leaves);
}

TEST_CASE("any cut has as many clusters as were asked for") {
  const models::NeighbourGraph alone(5, 5);  // no edge at all
  const models::ClusterTree tree(alone, std::vector<std::uint32_t>{0, 1, 2, 3, 4}, 5);
  for (std::size_t count = 1; count <= 5; ++count) {
    const auto cluster = tree.cut(count);
    CHECK(*std::max_element(cluster.begin(), cluster.end()) + 1 == count);
  }
}
