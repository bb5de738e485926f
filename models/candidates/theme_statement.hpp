#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/string_table.hpp"

namespace bearout::models {

/// Finds the clause that says best what a group of texts is about: of the members nearest to its centre, the
/// one with most of the group's distinctive words (class-based TF-IDF, Grootendorst: BERTopic, 2022) in a
/// readable length. Words are runs of letters, so it works on any text without a vocabulary.
class StatementFinder {
 public:
  /// `texts` are all texts, of all `groups` groups; they must stay valid.
  StatementFinder(std::span<const std::string_view> texts, std::size_t groups);

  /// `members` are indices into the texts, nearest first. Empty if they hold no word.
  [[nodiscard]] std::string find(std::span<const std::size_t> members) const;

 private:
  [[nodiscard]] std::vector<double> distinctive_words(std::span<const std::size_t> members) const;
  [[nodiscard]] double value_of(std::string_view clause, std::span<const double> weights) const;

  std::span<const std::string_view> texts_;
  StringTable words_;
  std::vector<double> totals_;  ///< of each word in all texts
  double per_group_ = 0;        ///< words in an average group
};

}  // namespace bearout::models
