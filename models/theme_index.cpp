#include <algorithm>

#include "models/themes.hpp"

namespace bearout::models {

ThemeIndex::ThemeIndex(std::span<const Theme> themes, std::size_t term_count)
    : postings_(static_cast<Eigen::Index>(term_count), static_cast<Eigen::Index>(themes.size())) {
  std::vector<Eigen::Triplet<double, std::int32_t>> entries;
  for (std::size_t theme = 0; theme < themes.size(); ++theme) {
    thresholds_.push_back(themes[theme].threshold);
    for (const TermWeight& term : themes[theme].centre) {
      entries.emplace_back(static_cast<std::int32_t>(term.term), static_cast<std::int32_t>(theme),
                           term.weight);
    }
  }
  postings_.setFromTriplets(entries.begin(), entries.end());
}

std::optional<Membership> ThemeIndex::assign(std::span<const TermWeight> row,
                                             std::vector<double>& scratch) const {
  if (thresholds_.empty()) return std::nullopt;
  scratch.assign(thresholds_.size(), 0.0);
  for (const TermWeight& term : row) {
    for (SparseRows::InnerIterator posting(postings_, static_cast<Eigen::Index>(term.term)); posting;
         ++posting) {
      scratch[static_cast<std::size_t>(posting.col())] += term.weight * posting.value();
    }
  }
  const auto best = std::max_element(scratch.begin(), scratch.end());  // the first of equals
  const auto theme = static_cast<std::size_t>(best - scratch.begin());
  if (*best <= 0 || *best < thresholds_[theme]) return std::nullopt;
  return Membership{.theme = static_cast<std::uint32_t>(theme), .score = *best};
}

}  // namespace bearout::models
