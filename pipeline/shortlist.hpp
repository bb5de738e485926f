#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/decisions.hpp"
#include "pipeline/report.hpp"

namespace bearout::pipeline {

/// What decides which passages are printed, in this order; the last two only make the order total.
struct Rank {
  static constexpr std::size_t kNotAnExample = std::numeric_limits<std::size_t>::max();
  bool starred = false;
  bool confirmed = false;
  std::size_t example = kNotAnExample;  ///< place among the examples that the program chose
  double score = 0;
  std::string_view document;
  Place place;
};

/// A quote and where it stands in its document, by which its author and surroundings are found.
struct ListedQuote {
  Quote quote;
  Place place;
  std::size_t example = Rank::kNotAnExample;
  double score = 0;
};

/// The best few of any number of passages. Of passages with the same wording (a template letter that many
/// sent) it keeps the best.
class Shortlist {
 public:
  explicit Shortlist(std::size_t most) : most_(most) {}

  /// Whether a passage of this rank would be listed now: so that quotes are made only for those.
  [[nodiscard]] bool wants(const Rank& rank) const;
  /// Takes a quote that is wanted.
  void add(ListedQuote quote);

  [[nodiscard]] std::vector<ListedQuote>& quotes() { return quotes_; }
  [[nodiscard]] std::vector<Quote> take();

 private:
  std::size_t most_;
  std::vector<ListedQuote> quotes_;  ///< best first
};

}  // namespace bearout::pipeline
