#include "models/candidates/chance.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

using namespace bearout;
using models::TermId;

namespace {

/// Passages of six words each: with themes, four of them of the ten words of one theme; else all six of any.
std::vector<models::SparseVector> made_up(std::size_t passages, std::size_t themes) {
  models::RandomStream random(11);
  std::vector<models::SparseVector> rows(passages);
  for (std::size_t i = 0; i < passages; ++i) {
    std::vector<TermId> terms;
    const auto draw = [&](TermId from, std::size_t among) {
      const auto term = static_cast<TermId>(from + random.next() % among);
      if (std::find(terms.begin(), terms.end(), term) == terms.end()) terms.push_back(term);
    };
    while (themes > 0 && terms.size() < 4) draw(static_cast<TermId>(1000 + 10 * (i % themes)), 10);
    while (terms.size() < 6) draw(0, 300);
    std::sort(terms.begin(), terms.end());
    for (const TermId term : terms) rows[i].push_back({term, 1});
  }
  return rows;
}

double excess(const std::vector<models::SparseVector>& rows) {
  const std::vector<std::span<const models::TermWeight>> passages(rows.begin(), rows.end());
  models::RandomStream random(1);
  return models::excess_over_chance(passages, random);
}

}  // namespace

TEST_CASE("words at random hang together no more than chance has it, themes do") {
  CHECK(std::abs(excess(made_up(300, 0))) < 3);
  CHECK(excess(made_up(60, 4)) > 3);
  CHECK(excess(made_up(300, 10)) > 10);
  CHECK(excess(made_up(3000, 20)) > 10);
}

TEST_CASE("too few passages, or passages all alike, say nothing about chance") {
  CHECK(excess({}) == 0);
  CHECK(excess(made_up(5, 1)) == 0);
  CHECK(excess(std::vector<models::SparseVector>(20, {{1, 1.0}})) == 0);
  CHECK(excess(std::vector<models::SparseVector>(20)) == 0);
}

TEST_CASE("the same passages and seed give the same excess") {
  CHECK(excess(made_up(200, 5)) == excess(made_up(200, 5)));
}
