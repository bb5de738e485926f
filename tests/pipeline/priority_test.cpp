#include "pipeline/priority.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

using namespace bearout;
using pipeline::Priorities;
using pipeline::ReviewFor;

namespace {

/// A model of 100,000 passages and two outcomes that asks about the passages 0, 1, 2 … of document "q".
models::Model asking(std::size_t questions) {
  models::Model model;
  model.passages = 100'000;
  model.outcomes.resize(2);
  for (std::size_t i = 0; i < questions; ++i) model.questions.among_suggested.push_back({"q", 10 * i, 1});
  return model;
}

/// Rows of document "d", outcome 0, with these scores; after them the questions, each at .01.
Priorities filled(ReviewFor purpose, const std::vector<double>& scores, std::size_t questions) {
  const models::Model model = asking(questions);
  Priorities priorities(model, purpose, false);
  std::uint64_t row = 0;
  for (const double score : scores) priorities.add({row++, 0, score, "d", row, false, false});
  for (std::size_t i = 0; i < questions; ++i) priorities.add({row++, 1, 0.01, "q", 10 * i, false, false});
  priorities.finish();
  return priorities;
}

/// Row numbers by falling priority.
std::vector<std::uint64_t> order(Priorities priorities, std::uint64_t rows) {
  std::multimap<double, std::uint64_t, std::greater<>> sorted;
  for (std::uint64_t row = 0; row < rows; ++row) {
    const double priority = priorities.next(row);
    if (priority < 0) continue;
    CHECK(priority > 0);
    CHECK(priority <= 1);
    sorted.emplace(priority, row);
  }
  std::vector<std::uint64_t> numbers;
  for (const auto& entry : sorted) numbers.push_back(entry.second);
  return numbers;
}

using Numbers = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("to find examples, likely matches come first; to teach, questions do") {
  CHECK(order(filled(ReviewFor::finding, {0.5, 0.9, 0.8}, 2), 5) == Numbers{1, 2, 0, 3, 4});
  CHECK(order(filled(ReviewFor::learning, {0.5, 0.9, 0.8}, 2), 5) == Numbers{3, 4, 1, 2, 0});
}

TEST_CASE("a balance takes both, questions more often in a large pile") {
  const auto numbers = order(filled(ReviewFor::balance, std::vector<double>(20, 0.9), 20), 40);
  const auto questions =
      std::count_if(numbers.begin(), numbers.begin() + 20, [](auto row) { return row >= 20; });
  CHECK(questions == 17);  // .85
  CHECK(numbers.size() == 40);
}

TEST_CASE("outcomes that lack examples come first") {
  const models::Model model = asking(0);
  Priorities priorities(model, ReviewFor::finding, false);
  for (std::uint64_t row = 0; row < 9; ++row) priorities.add({row, 0, 0.9, "d", row, true, true});
  priorities.add({9, 0, 0.8, "d", 9, false, false});
  priorities.add({10, 1, 0.7, "d", 9, false, false});
  priorities.finish();
  CHECK(order(priorities, 11) == Numbers{10, 9});
}

TEST_CASE("decided rows have no priority, nor have rows that nobody added") {
  const models::Model model = asking(0);
  Priorities priorities(model, ReviewFor::balance, false);
  priorities.add({2, 0, 0.5, "d", 0, false, false});
  priorities.add({3, 0, 0.5, "d", 1, true, false});
  priorities.add({5, 0, 0.5, "d", 2, false, false});
  priorities.finish();
  CHECK(priorities.next(0) < 0);
  CHECK(priorities.next(3) < 0);
  CHECK(priorities.next(5) > 0);
  CHECK(priorities.next(6) < 0);
}

TEST_CASE("beyond the most promising rows none has a priority, but for the questions") {
  const models::Model model = asking(1);
  Priorities priorities(model, ReviewFor::balance, false, 4);
  for (std::uint64_t row = 0; row < 20; ++row)
    priorities.add({row, 0, row % 2 == 0 ? 0.9 : 0.3, "d", row, false, false});
  priorities.add({20, 1, 0.01, "q", 0, false, false});
  priorities.finish();
  auto kept = order(priorities, 21);
  std::sort(kept.begin(), kept.end());
  CHECK(kept == Numbers{0, 2, 4, 20});  // of equal scores the earlier ones
}

TEST_CASE("no rows, no priorities") {
  const models::Model model = asking(0);
  Priorities priorities(model, ReviewFor::balance, false);
  priorities.finish();
  CHECK(priorities.next(0) < 0);
}
