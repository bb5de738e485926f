#include "models/outcome_space.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "models/random_stream.hpp"

namespace bearout::models {

TEST_CASE("however many vectors there are, each is multiplied in the order of its dimensions") {
  RandomStream random(5);
  for (const Eigen::Index count : {0, 1, 31, 100, 255, 256, 300}) {
    Eigen::MatrixXf vectors(17, count);
    for (Eigen::Index j = 0; j < count; ++j) {
      for (Eigen::Index k = 0; k < vectors.rows(); ++k)
        vectors(k, j) = static_cast<float>(2 * random.uniform() - 1);
    }
    std::vector<float> vector(17);
    for (float& figure : vector) figure = static_cast<float>(2 * random.uniform() - 1);
    const DimensionRows rows(vectors);
    REQUIRE(rows.size() == static_cast<std::size_t>(count));
    std::vector<float> products(rows.size());
    rows.multiply(vector, products);
    for (std::size_t j = 0; j < products.size(); ++j) {
      float sum = 0;
      for (std::size_t k = 0; k < vector.size(); ++k)
        sum += vector[k] * vectors(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(j));
      CHECK(products[j] == sum);
    }
  }
}

}  // namespace bearout::models
