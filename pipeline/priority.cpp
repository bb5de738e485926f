#include "pipeline/priority.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace bearout::pipeline {

namespace {

// How much being unsure counts beside being a good example; the sum is scaled back into [0, 1].
constexpr double kUncertainty = 0.25;

}  // namespace

void Priorities::add(std::uint64_t row, std::uint32_t outcome, double score) {
  entries_.push_back({row, outcome, score, -1});
  if (entries_.size() >= 2 * most_) prune();
}

void Priorities::prune() {
  if (entries_.size() <= most_) return;
  const auto last = entries_.begin() + static_cast<std::ptrdiff_t>(most_);
  std::nth_element(entries_.begin(), last, entries_.end(), [](const Entry& a, const Entry& b) {
    return a.score != b.score ? a.score > b.score : a.row < b.row;
  });
  entries_.erase(last, entries_.end());
}

void Priorities::finish() {
  prune();
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return std::make_tuple(a.outcome, -a.score, a.row) < std::make_tuple(b.outcome, -b.score, b.row);
  });
  std::size_t rank = 0;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    Entry& entry = entries_[i];
    rank = i > 0 && entries_[i - 1].outcome == entry.outcome ? rank + 1 : 0;
    const double example = entry.score / std::sqrt(1.0 + static_cast<double>(rank));
    const double uncertainty = 4 * entry.score * (1 - entry.score);
    entry.priority = (example + kUncertainty * uncertainty) / (1 + kUncertainty);
  }
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.row < b.row; });
}

double Priorities::next(std::uint64_t row) {
  while (at_ < entries_.size() && entries_[at_].row < row) ++at_;
  return at_ < entries_.size() && entries_[at_].row == row ? entries_[at_].priority : -1;
}

}  // namespace bearout::pipeline
