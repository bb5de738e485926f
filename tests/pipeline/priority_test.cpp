#include "pipeline/priority.hpp"

#include <doctest/doctest.h>

#include <cmath>

using bearout::pipeline::Priorities;

namespace {

/// What the header promises: example and uncertainty, of which the second counts a quarter.
double expected(double score, double rank) {
  return (score / std::sqrt(1 + rank) + 0.25 * 4 * score * (1 - score)) / 1.25;
}

}  // namespace

TEST_CASE("the best suggestion of each outcome comes before the others") {
  Priorities priorities;
  priorities.add(0, 0, 0.9);
  priorities.add(1, 0, 0.95);
  priorities.add(2, 1, 0.6);
  priorities.add(3, 0, 0.9);
  priorities.finish();
  const double second = priorities.next(0);
  const double best = priorities.next(1);
  const double other = priorities.next(2);
  const double third = priorities.next(3);
  CHECK(second == doctest::Approx(expected(0.9, 1)));
  CHECK(best == doctest::Approx(expected(0.95, 0)));
  CHECK(other == doctest::Approx(expected(0.6, 0)));
  CHECK(third == doctest::Approx(expected(0.9, 2)));  // tied with row 0, which came first
  CHECK(best > second);
  CHECK(other > third);
}

TEST_CASE("priorities lie in [0, 1]") {
  Priorities priorities;
  for (std::uint64_t row = 0; row <= 100; ++row)
    priorities.add(row, static_cast<std::uint32_t>(row), static_cast<double>(row) / 100);
  priorities.finish();
  for (std::uint64_t row = 0; row <= 100; ++row) {
    const double priority = priorities.next(row);
    CHECK(priority >= 0);
    CHECK(priority <= 1);
  }
}

TEST_CASE("rows may be left out when asking, and rows that nobody added have none") {
  Priorities priorities;
  priorities.add(2, 0, 0.5);
  priorities.add(5, 0, 0.5);
  priorities.finish();
  CHECK(priorities.next(0) < 0);
  CHECK(priorities.next(5) > 0);
  CHECK(priorities.next(6) < 0);
}

TEST_CASE("beyond the most promising rows none has a priority") {
  Priorities priorities(3);
  for (std::uint64_t row = 0; row < 20; ++row) priorities.add(row, 0, row % 2 == 0 ? 0.9 : 0.3);
  priorities.finish();
  for (std::uint64_t row = 0; row < 20; ++row) {
    const bool kept = row == 0 || row == 2 || row == 4;  // of equal scores the earlier ones
    CHECK((priorities.next(row) >= 0) == kept);
  }
}

TEST_CASE("no rows, no priorities") {
  Priorities priorities;
  priorities.finish();
  CHECK(priorities.next(0) < 0);
}
