#include "models/themes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "models/random_stream.hpp"

using namespace bearout;
using models::TermId;

namespace {

constexpr std::size_t kTerms = 400;

/// Passages made of themes: those of theme t draw four of the six terms 10 t … 10 t + 5, and two of the
/// common ones.
class Planted {
 public:
  Planted(std::size_t themes, std::size_t each) {
    models::RandomStream random(7);
    for (std::size_t i = 0; i < themes * each; ++i) add(i % themes, random);
  }

  [[nodiscard]] std::vector<models::ThemePassage> passages() const {
    std::vector<models::ThemePassage> list;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      list.push_back({.row = rows_[i], .text = texts_[i], .probabilities = {}, .document = i});
    }
    return list;
  }
  [[nodiscard]] const std::vector<models::SparseVector>& rows() const { return rows_; }

 private:
  void add(std::size_t theme, models::RandomStream& random) {
    std::map<TermId, double> weights;
    while (weights.size() < 4) weights[static_cast<TermId>(10 * theme + random.next() % 6)] = 3;
    while (weights.size() < 6) weights[static_cast<TermId>(300 + random.next() % 100)] = 1;
    models::SparseVector row;
    std::string text;
    for (const auto& [term, weight] : weights) {
      row.push_back({term, weight / std::sqrt(4 * 9 + 2)});
      std::string word(1, static_cast<char>('a' + term % 26));
      word += static_cast<char>('a' + term / 26);
      text += text.empty() ? word : " " + word;
    }
    rows_.push_back(row);
    texts_.push_back(text + ".");
  }

  std::vector<models::SparseVector> rows_;
  std::vector<std::string> texts_;
};

models::SparseRows no_outcomes() {
  return {0, static_cast<Eigen::Index>(kTerms)};
}

/// Outcomes with the six terms of the given themes.
models::SparseRows outcomes_of(const std::vector<std::size_t>& themes) {
  models::SparseRows rows(static_cast<Eigen::Index>(themes.size()), static_cast<Eigen::Index>(kTerms));
  for (std::size_t o = 0; o < themes.size(); ++o) {
    for (std::size_t t = 0; t < 6; ++t) {
      rows.insert(static_cast<Eigen::Index>(o), static_cast<Eigen::Index>(10 * themes[o] + t)) =
          1 / std::sqrt(6);
    }
  }
  rows.makeCompressed();
  return rows;
}

/// The planted theme whose terms a found one has most of.
std::size_t planted_theme(const models::Theme& theme) {
  return theme.terms.empty() ? kTerms : theme.terms.front() / 10;
}

}  // namespace

TEST_CASE("themes that were planted are found, those that outcomes explain are not proposed") {
  const Planted planted(8, 30);
  const auto passages = planted.passages();
  const auto outcomes = outcomes_of({0, 1, 2, 3, 4});
  const auto themes = models::discover_themes(passages, outcomes, kTerms, {});
  REQUIRE(themes.size() >= 3);
  std::vector<std::size_t> first;
  for (std::size_t i = 0; i < 3; ++i) first.push_back(planted_theme(themes[i]));
  std::sort(first.begin(), first.end());
  CHECK(first == std::vector<std::size_t>{5, 6, 7});
  for (const auto& theme : themes) {
    CHECK(planted_theme(theme) >= 5);
    CHECK(theme.novelty > .9);
    CHECK(theme.cohesion > .5);
    CHECK(theme.cohesion <= 1);
    CHECK(theme.nearest_outcome < 5);
    CHECK(theme.terms.size() <= 8);
  }
}

TEST_CASE("the same passages and seed give the same themes") {
  const Planted planted(6, 20);
  const auto passages = planted.passages();
  const auto one = models::discover_themes(passages, outcomes_of({0, 1}), kTerms, {.count = 0, .seed = 3});
  const auto two = models::discover_themes(passages, outcomes_of({0, 1}), kTerms, {.count = 0, .seed = 3});
  REQUIRE(one.size() == two.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    CHECK(one[i].centre == two[i].centre);
    CHECK(one[i].statement == two[i].statement);
    CHECK(one[i].threshold == two[i].threshold);
  }
}

TEST_CASE("a count is honoured, and every passage then belongs somewhere") {
  const Planted planted(6, 20);
  const auto passages = planted.passages();
  const auto themes = models::discover_themes(passages, no_outcomes(), kTerms, {.count = 6});
  REQUIRE(themes.size() == 6);
  const models::ThemeIndex index(themes, kTerms);
  std::vector<double> scratch;
  std::vector<std::size_t> sizes(6);
  for (std::size_t i = 0; i < passages.size(); ++i) {
    const auto membership = index.assign(passages[i].row, scratch);
    REQUIRE(membership);
    CHECK(planted_theme(themes[membership->theme]) == i % 6);
    ++sizes[membership->theme];
  }
  CHECK(sizes == std::vector<std::size_t>(6, 20));
  CHECK(themes.front().novelty == 1);
  CHECK(themes.front().nearest_outcome == 0xffffffff);
}

TEST_CASE("few passages make no theme") {
  const Planted planted(1, 5);
  const auto passages = planted.passages();
  CHECK(models::discover_themes({}, no_outcomes(), kTerms, {}).empty());
  CHECK(models::discover_themes({}, no_outcomes(), kTerms, {.count = 3}).empty());
  CHECK(models::discover_themes(std::span(passages).first(1), no_outcomes(), kTerms, {}).empty());
  CHECK(models::discover_themes(passages, outcomes_of({2}), kTerms, {}).empty());
  CHECK(models::discover_themes(std::span(passages).first(2), no_outcomes(), kTerms, {.count = 9}).size() <=
        2);
}

TEST_CASE("passages without terms are no trouble") {
  std::vector<models::ThemePassage> passages(40);
  CHECK(models::discover_themes(passages, no_outcomes(), kTerms, {}).empty());
  CHECK(models::discover_themes(passages, no_outcomes(), kTerms, {.count = 4}).empty());
  const models::SparseVector same{{3, 1.0}};
  for (auto& passage : passages) passage.row = same;
  CHECK(models::discover_themes(passages, no_outcomes(), kTerms, {}).empty());  // one term says nothing
}

TEST_CASE("one person's many passages are no recurring theme") {
  const Planted planted(4, 20);
  auto passages = planted.passages();
  for (std::size_t i = 0; i < passages.size(); ++i) {
    if (i % 4 == 3) passages[i].document = 1000;
  }
  const auto themes = models::discover_themes(passages, no_outcomes(), kTerms, {});
  CHECK_FALSE(themes.empty());
  for (const auto& theme : themes) CHECK(planted_theme(theme) != 3);
}

TEST_CASE("a statement is a clause that somebody wrote") {
  const Planted planted(5, 20);
  const auto passages = planted.passages();
  const auto themes = models::discover_themes(passages, no_outcomes(), kTerms, {.count = 5});
  for (const auto& theme : themes) {
    CHECK(std::any_of(passages.begin(), passages.end(), [&theme](const models::ThemePassage& passage) {
      return passage.text.substr(1) == std::string_view(theme.statement).substr(1);
    }));
  }
}

TEST_CASE("an index assigns to the nearest theme whose threshold is reached") {
  std::vector<models::Theme> themes(2);
  themes[0].centre = {{0, .6}, {1, .8}};
  themes[0].threshold = .5;
  themes[1].centre = {{1, .6}, {2, .8}};
  themes[1].threshold = .7;
  const models::ThemeIndex index(themes, 4);
  std::vector<double> scratch;
  const models::SparseVector near{{1, 1.0}};
  const models::SparseVector second{{2, 1.0}};
  const models::SparseVector weak{{2, .8}, {3, .6}};
  const models::SparseVector none{{3, 1.0}};
  REQUIRE(index.assign(near, scratch));
  CHECK(index.assign(near, scratch)->theme == 0);
  CHECK(index.assign(near, scratch)->score == doctest::Approx(.8));
  CHECK(index.assign(second, scratch)->theme == 1);
  CHECK_FALSE(index.assign(weak, scratch));
  CHECK_FALSE(index.assign(none, scratch));
  CHECK_FALSE(index.assign({}, scratch));
  CHECK_FALSE(models::ThemeIndex().assign(near, scratch));
}
