#include "models/candidates/agreement.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "models/random_stream.hpp"

using namespace bearout;

TEST_CASE("agreement is 1 for the same classes under other numbers, and symmetric") {
  const std::vector<std::uint32_t> a{0, 0, 1, 1, 2, 2};
  const std::vector<std::uint32_t> b{2, 2, 0, 0, 1, 1};
  const std::vector<std::uint32_t> c{0, 0, 0, 1, 1, 1};
  CHECK(models::adjusted_mutual_information(a, b) == doctest::Approx(1));
  CHECK(models::adjusted_mutual_information(a, c) ==
        doctest::Approx(models::adjusted_mutual_information(c, a)));
}

TEST_CASE("agreement is what scikit-learn 1.9 says") {
  const std::vector<std::uint32_t> a{0, 0, 1, 1, 2, 2};
  const std::vector<std::uint32_t> c{0, 0, 0, 1, 1, 1};
  CHECK(models::adjusted_mutual_information(a, c) == doctest::Approx(0.2987924581708903).epsilon(1e-9));
}

TEST_CASE("agreement of chance is about 0") {
  models::RandomStream random(3);
  std::vector<std::uint32_t> a;
  std::vector<std::uint32_t> b;
  for (int i = 0; i < 2000; ++i) {
    a.push_back(static_cast<std::uint32_t>(random.next() % 40));
    b.push_back(static_cast<std::uint32_t>(random.next() % 60));
  }
  CHECK(models::adjusted_mutual_information(a, b) == doctest::Approx(0).epsilon(.02));
  CHECK(models::adjusted_mutual_information({}, {}) == 1);
}
