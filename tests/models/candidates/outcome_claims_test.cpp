#include "models/candidates/outcome_claims.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace bearout;

namespace {

/// Six passages with the probabilities of two outcomes: the first is sure of the first two, the second, a
/// prudent one, is surest of the next two.
const std::vector<std::vector<double>> kProbabilities{{.9, .01}, {.9, .01}, {.1, .13},
                                                      {.1, .13}, {.1, .01}, {.1, .01}};

std::vector<models::ThemePassage> passages() {
  std::vector<models::ThemePassage> list;
  for (const auto& probabilities : kProbabilities) {
    list.push_back({.row = {}, .text = "text", .probabilities = probabilities});
  }
  return list;
}

models::ThemeGroup group_of(std::vector<std::size_t> members) {
  models::ThemeGroup group;
  group.members = std::move(members);
  group.points = group.members;
  return group;
}

const std::vector<std::size_t> kAll{0, 1, 2, 3, 4, 5};

}  // namespace

TEST_CASE("a prudent outcome claims its surest passages as a bold one does") {
  const auto claims =
      models::outcome_claims({group_of({0, 1}), group_of({2, 3}), group_of({4, 5})}, passages(), kAll, 2);
  REQUIRE(claims.size() == 3);
  CHECK(claims[0].strongest == doctest::Approx(1));
  CHECK(claims[0].outcome == 0);
  CHECK(claims[1].strongest == doctest::Approx(1));
  CHECK(claims[1].outcome == 1);
  CHECK(claims[2].strongest == 0);
  CHECK(claims[2].outcome == 0xffffffff);
  CHECK(claims[1].lift == doctest::Approx(.13 / .05));
  CHECK(claims[0].explained == doctest::Approx(.9));
  CHECK(claims[2].together == 0);
}

TEST_CASE("a group that holds some of an outcome's passages is claimed in part") {
  const auto claims = models::outcome_claims({group_of({1, 2})}, passages(), kAll, 2);
  // (.5 - 2.2/6) / (.9 - 2.2/6), and for the second (.07 - .05) / (.13 - .05)
  CHECK(claims[0].strongest == doctest::Approx((.5 - 2.2 / 6) / (.9 - 2.2 / 6)));
  CHECK(claims[0].together == doctest::Approx(1 - .75 * .75));
}

TEST_CASE("passages without probabilities are left out, and make no claim alone") {
  auto list = passages();
  list[1].probabilities = {};
  list[2].probabilities = {};
  const auto claims = models::outcome_claims({group_of({0, 1}), group_of({1, 2})}, list, kAll, 2);
  CHECK(claims[0].strongest == doctest::Approx(1));
  CHECK(claims[0].explained == doctest::Approx(.9));
  CHECK(claims[1].strongest == 0);
  CHECK(claims[1].explained == 0);
  CHECK(models::outcome_claims({group_of({0})}, list, kAll, 0).front().lift == 0);
}
