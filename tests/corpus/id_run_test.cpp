#include "corpus/id_run.hpp"

#include <doctest/doctest.h>

#include <csignal>
#include <cstdint>
#include <vector>

#include "corpus/error.hpp"
#include "tests/corpus/file_size_limit.hpp"

using bearout::corpus::IdRun;

TEST_CASE("a run of ids holds what was written, whether from memory or from two others") {
  std::vector<std::uint64_t> even;
  std::vector<std::uint64_t> odd;
  for (std::uint64_t i = 1; i <= 2000; ++i) {
    even.push_back(i * (UINT64_MAX / 3000) & ~std::uint64_t{1});
    odd.push_back(i * (UINT64_MAX / 2500) | 1U);
  }
  const IdRun first(even);
  const IdRun second(odd);
  const IdRun both(first, second);
  CHECK(both.size() == 4000);
  for (std::size_t i = 0; i < even.size(); ++i) {
    REQUIRE(first.contains(even[i]));
    REQUIRE_FALSE(first.contains(odd[i]));
    REQUIRE(both.contains(even[i]));
    REQUIRE(both.contains(odd[i]));
    REQUIRE_FALSE(both.contains(even[i] + 2));
  }
}

TEST_CASE("a run may be empty, and the smallest and the largest hash are like others") {
  const IdRun none(std::span<const std::uint64_t>{});
  CHECK_FALSE(none.contains(1));
  const std::vector<std::uint64_t> ends{0, UINT64_MAX};
  const IdRun two(ends);
  const IdRun again(none, two);
  for (const IdRun* run : {&two, &again}) {
    CHECK(run->contains(0));
    CHECK(run->contains(UINT64_MAX));
    CHECK_FALSE(run->contains(1));
    CHECK_FALSE(run->contains(UINT64_MAX - 1));
  }
}

TEST_CASE("a run for which there is no room is refused") {
  std::signal(SIGXFSZ, SIG_IGN);  // so that a write fails instead
  const bearout::tests::FileSizeLimit limit(8);
  const std::vector<std::uint64_t> two{1, 2};
  CHECK_NOTHROW(IdRun(std::span(two).first(1)));
  CHECK_THROWS_AS(IdRun{two}, bearout::corpus::Error);
}
