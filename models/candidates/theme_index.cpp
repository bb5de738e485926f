#include <algorithm>

#include "models/candidates/themes.hpp"

namespace bearout::models {

ThemeIndex::ThemeIndex(std::span<const Theme> themes, std::span<const SparseVector> rivals,
                       std::span<const PlacedPassage> placed, std::size_t term_count)
    : postings_(static_cast<Eigen::Index>(term_count),
                static_cast<Eigen::Index>(themes.size() + rivals.size())),
      placed_(placed) {
  std::vector<Eigen::Triplet<double, std::int32_t>> entries;
  std::int32_t column = 0;
  const auto add = [&](const SparseVector& centre) {
    for (const TermWeight& term : centre)
      entries.emplace_back(static_cast<std::int32_t>(term.term), column, term.weight);
    ++column;
  };
  for (const Theme& theme : themes) {
    thresholds_.push_back(theme.threshold);
    add(theme.centre);
  }
  for (const SparseVector& rival : rivals) add(rival);
  postings_.setFromTriplets(entries.begin(), entries.end());
}

void ThemeIndex::measure(std::span<const TermWeight> row, std::vector<double>& cosines) const {
  cosines.assign(static_cast<std::size_t>(postings_.cols()), 0.0);
  for (const TermWeight& term : row) {
    for (SparseRows::InnerIterator posting(postings_, static_cast<Eigen::Index>(term.term)); posting;
         ++posting) {
      cosines[static_cast<std::size_t>(posting.col())] += term.weight * posting.value();
    }
  }
}

std::optional<Membership> ThemeIndex::assign(std::uint64_t hash, std::span<const TermWeight> row,
                                             std::vector<double>& scratch) const {
  if (thresholds_.empty()) return std::nullopt;
  const auto placed =
      std::lower_bound(placed_.begin(), placed_.end(), hash,
                       [](const PlacedPassage& one, std::uint64_t wanted) { return one.hash < wanted; });
  if (placed == placed_.end() || placed->hash != hash) return nearest(row, scratch);
  if (placed->theme >= thresholds_.size()) return std::nullopt;
  measure(row, scratch);
  return Membership{.theme = placed->theme, .score = scratch[placed->theme]};
}

std::optional<Membership> ThemeIndex::nearest(std::span<const TermWeight> row,
                                              std::vector<double>& scratch) const {
  if (thresholds_.empty()) return std::nullopt;
  measure(row, scratch);
  const auto best = std::max_element(scratch.begin(), scratch.end());  // the first of equals
  const auto theme = static_cast<std::size_t>(best - scratch.begin());
  if (theme >= thresholds_.size() || *best <= 0 || *best < thresholds_[theme]) return std::nullopt;
  return Membership{.theme = static_cast<std::uint32_t>(theme), .score = *best};
}

}  // namespace bearout::models
