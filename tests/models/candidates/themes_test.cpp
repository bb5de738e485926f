#include "models/candidates/themes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "models/analyzer.hpp"
#include "models/random_stream.hpp"

using namespace bearout;
using models::TermId;

namespace {

constexpr std::size_t kTerms = 400;

std::string word_of(std::size_t term) {
  return {static_cast<char>('a' + term % 26), static_cast<char>('a' + term / 26), 'q'};
}

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
      text += (text.empty() ? "" : " ") + word_of(term);
    }
    rows_.push_back(row);
    texts_.push_back(text + ".");
  }

  std::vector<models::SparseVector> rows_;
  std::vector<std::string> texts_;
};

models::ThemeOutcomes no_outcomes() {
  return {models::SparseRows(0, static_cast<Eigen::Index>(kTerms)), {}};
}

models::Discovery discover(std::span<const models::ThemePassage> passages,
                           const models::ThemeOutcomes& outcomes, const models::ThemeOptions& options) {
  models::Analyzer analyzer;
  return models::discover_themes(passages, outcomes, analyzer, nullptr, options);
}

/// Outcomes with the six terms of the given themes.
models::ThemeOutcomes outcomes_of(const std::vector<std::size_t>& themes) {
  models::ThemeOutcomes outcomes;
  models::SparseRows& rows = outcomes.rows;
  rows.resize(static_cast<Eigen::Index>(themes.size()), static_cast<Eigen::Index>(kTerms));
  for (std::size_t o = 0; o < themes.size(); ++o) {
    std::string& text = outcomes.texts.emplace_back();
    for (std::size_t t = 0; t < 6; ++t) {
      rows.insert(static_cast<Eigen::Index>(o), static_cast<Eigen::Index>(10 * themes[o] + t)) =
          1 / std::sqrt(6);
      text += word_of(10 * themes[o] + t) + " ";
    }
  }
  rows.makeCompressed();
  return outcomes;
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
  const auto themes = discover(passages, outcomes, {}).themes;
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
  const auto one = discover(passages, outcomes_of({0, 1}), {.count = 0, .seed = 3}).themes;
  const auto two = discover(passages, outcomes_of({0, 1}), {.count = 0, .seed = 3}).themes;
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
  const auto themes = discover(passages, no_outcomes(), {.count = 6}).themes;
  REQUIRE(themes.size() == 6);
  const models::ThemeIndex index(themes, {}, {}, kTerms);
  std::vector<double> scratch;
  std::vector<std::size_t> sizes(6);
  for (std::size_t i = 0; i < passages.size(); ++i) {
    const auto membership = index.nearest(passages[i].row, scratch);
    REQUIRE(membership);
    CHECK(planted_theme(themes[membership->theme]) == i % 6);
    ++sizes[membership->theme];
  }
  CHECK(sizes == std::vector<std::size_t>(6, 20));
  CHECK(themes.front().novelty == 1);
  CHECK(themes.front().nearest_outcome == 0xffffffff);
}

TEST_CASE("answers that are cut into sentences recur by what their documents share") {
  // Pieces of two words: shuffled between such pieces, few words are hardly less close than before.
  for (const auto& [themes, each] : {std::pair{3U, 8U}, std::pair{5U, 6U}}) {
    const Planted planted(themes, each);
    std::vector<models::SparseVector> pieces;
    std::vector<std::string> texts;
    for (const models::SparseVector& row : planted.rows()) {
      for (std::size_t piece = 0; piece < 3; ++piece) {
        models::SparseVector& own = pieces.emplace_back();
        std::string& text = texts.emplace_back();
        for (std::size_t i = piece; i < row.size(); i += 3) {
          own.push_back({row[i].term, 1 / std::sqrt(2)});
          text += word_of(row[i].term) + " ";
        }
      }
    }
    std::vector<models::ThemePassage> passages;
    for (std::size_t i = 0; i < pieces.size(); ++i)
      passages.push_back({.row = pieces[i], .text = texts[i], .probabilities = {}, .document = i / 3});
    CHECK_FALSE(discover(passages, no_outcomes(), {}).themes.empty());
  }
}

TEST_CASE("few passages make no theme") {
  const Planted planted(1, 5);
  const auto passages = planted.passages();
  CHECK(discover({}, no_outcomes(), {}).themes.empty());
  CHECK(discover({}, no_outcomes(), {.count = 3}).themes.empty());
  CHECK(discover(std::span(passages).first(1), no_outcomes(), {}).themes.empty());
  CHECK(discover(passages, outcomes_of({2}), {}).themes.empty());
  CHECK(discover(std::span(passages).first(2), no_outcomes(), {.count = 9}).themes.size() <= 2);
}

TEST_CASE("passages without terms are no trouble") {
  std::vector<models::ThemePassage> passages(40);
  CHECK(discover(passages, no_outcomes(), {}).themes.empty());
  CHECK(discover(passages, no_outcomes(), {.count = 4}).themes.empty());
  const models::SparseVector same{{3, 1.0}};
  for (auto& passage : passages) passage.row = same;
  CHECK(discover(passages, no_outcomes(), {}).themes.empty());  // one term says nothing
}

TEST_CASE("one person's many passages are no recurring theme") {
  const Planted planted(4, 20);
  auto passages = planted.passages();
  for (std::size_t i = 0; i < passages.size(); ++i) {
    if (i % 4 == 3) passages[i].document = 1000;
  }
  const auto themes = discover(passages, no_outcomes(), {}).themes;
  CHECK_FALSE(themes.empty());
  for (const auto& theme : themes) CHECK(planted_theme(theme) != 3);
}

TEST_CASE("a statement is a clause that somebody wrote") {
  const Planted planted(5, 20);
  const auto passages = planted.passages();
  const auto themes = discover(passages, no_outcomes(), {.count = 5}).themes;
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
  const models::ThemeIndex index(themes, {}, {}, 4);
  std::vector<double> scratch;
  const models::SparseVector near{{1, 1.0}};
  const models::SparseVector second{{2, 1.0}};
  const models::SparseVector weak{{2, .8}, {3, .6}};
  const models::SparseVector none{{3, 1.0}};
  REQUIRE(index.nearest(near, scratch));
  CHECK(index.nearest(near, scratch)->theme == 0);
  CHECK(index.nearest(near, scratch)->score == doctest::Approx(.8));
  CHECK(index.nearest(second, scratch)->theme == 1);
  CHECK_FALSE(index.nearest(weak, scratch));
  CHECK_FALSE(index.nearest(none, scratch));
  CHECK_FALSE(index.nearest({}, scratch));
  CHECK_FALSE(models::ThemeIndex().nearest(near, scratch));
}

TEST_CASE("a passage that discovery saw stays where it was put, and rivals keep what is theirs") {
  std::vector<models::Theme> themes(1);
  themes[0].centre = {{0, 1.0}};
  const std::vector<models::SparseVector> rivals{{{1, 1.0}}};
  const std::vector<models::PlacedPassage> placed{{5, 0}, {9, models::kNoTheme}};
  const models::ThemeIndex index(themes, rivals, placed, 2);
  std::vector<double> scratch;
  const models::SparseVector own{{0, .8}, {1, .6}};
  const models::SparseVector foreign{{0, .6}, {1, .8}};
  REQUIRE(index.assign(5, foreign, scratch));
  CHECK(index.assign(5, foreign, scratch)->score == doctest::Approx(.6));
  CHECK_FALSE(index.assign(9, own, scratch));
  CHECK(index.assign(7, own, scratch));
  CHECK_FALSE(index.assign(7, foreign, scratch));
}

TEST_CASE("a theme that the matcher gives to an outcome is said to be close to it") {
  const Planted planted(8, 30);
  auto passages = planted.passages();
  std::vector<std::vector<double>> probabilities(passages.size(), std::vector<double>(5, .05));
  for (std::size_t i = 0; i < passages.size(); ++i) {
    const std::size_t theme = i % 8;
    if (theme < 5) probabilities[i][theme] = .8;
    if (theme == 6) probabilities[i][2] = .7;  // in other words than outcome 2 has
    passages[i].probabilities = probabilities[i];
  }
  const auto themes = discover(passages, outcomes_of({0, 1, 2, 3, 4}), {}).themes;
  REQUIRE(themes.size() >= 3);
  for (const models::Theme& theme : themes) {
    if (planted_theme(theme) == 6) {
      CHECK(theme.nearest_outcome == 2);
      CHECK(theme.novelty < .3);
    } else {
      CHECK(theme.novelty > .9);
    }
  }
}

TEST_CASE("mere praise comes last") {
  // Two large themes of praise, two smaller ones that say something.
  const std::vector<std::vector<std::string>> themes{{"excellent", "helpful", "friendly", "brilliant"},
                                                     {"wonderful", "superb", "perfect", "fantastic"},
                                                     {"parking", "meter", "ticket", "street"},
                                                     {"library", "books", "shelf", "reading"}};
  models::RandomStream random(3);
  std::vector<models::SparseVector> rows;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 120; ++i) {
    const std::size_t theme = i < 80 ? i % 2 : 2 + i % 2;
    std::map<TermId, double> weights;
    while (weights.size() < 3) weights[static_cast<TermId>(4 * theme + random.next() % 4)] = 1 / std::sqrt(3);
    std::string& text = texts.emplace_back();
    models::SparseVector& row = rows.emplace_back();
    for (const auto& [term, weight] : weights) {
      row.push_back({term, weight});
      text += themes[theme][term % 4] + " ";
    }
  }
  std::vector<models::ThemePassage> passages;
  for (std::size_t i = 0; i < rows.size(); ++i)
    passages.push_back({.row = rows[i], .text = texts[i], .probabilities = {}, .document = i});
  const auto found = discover(passages, no_outcomes(), {.count = 4}).themes;
  std::vector<bool> praise;
  for (const models::Theme& theme : found) praise.push_back(theme.centre.front().term < 8);
  CHECK(std::is_sorted(praise.begin(), praise.end()));
  CHECK_FALSE(praise.front());
  CHECK(praise.back());
}
