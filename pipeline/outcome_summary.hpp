#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/outcome.hpp"
#include "pipeline/row_reader.hpp"

namespace bearout::pipeline {

struct Example {
  PassagePlace place;
  std::string text;
  double score = 0;
  std::uint64_t row = 0;  ///< number of its mapping row: the order of the documents
  double worth = 0;       ///< score times quotability()
};

/// How well a text can be quoted for its length, in (0, 1]: a sentence of 8 to 45 words does; a heading says
/// too little, and nobody prints half a page.
[[nodiscard]] double quotability(std::string_view text);

/// Whether two texts are nearly the same: case and punctuation left out, four in five of the different words
/// that they have are in both.
[[nodiscard]] bool are_near_duplicates(std::string_view a, std::string_view b);

/// What the rows say about one outcome.
struct OutcomeSummary {
  std::uint64_t supporting = 0;  ///< likely or accepted, supports
  std::uint64_t against = 0;     ///< likely or accepted, contrary
  std::uint64_t unsure = 0;      ///< unsure, or likely but neither for nor against
  std::uint64_t requests = 0;    ///< people who asked about it without giving evidence
  std::vector<Example> best;     ///< likely and supporting, at most kMostKept

  [[nodiscard]] bool needs_example() const { return supporting == 0; }
};

/// Summaries of a list of outcomes, row by row in bounded memory.
class OutcomeSummaries {
 public:
  explicit OutcomeSummaries(std::span<const corpus::Outcome> outcomes);

  void add(const MappingRow& row, std::uint64_t number);
  void add(const RequestRow& row);

  /// At most three examples to quote: the best by score and quotability(), no two from one document where
  /// that can be avoided, no near-duplicates.
  [[nodiscard]] std::vector<Example> examples(std::size_t outcome) const;
  [[nodiscard]] const OutcomeSummary& operator[](std::size_t outcome) const { return summaries_[outcome]; }
  /// Index of an outcome by its id; throws Error for an id that is not on the list.
  [[nodiscard]] std::size_t index_of(const std::string& id) const;

 private:
  std::vector<OutcomeSummary> summaries_;
  std::unordered_map<std::string, std::size_t> index_;  // looked up, never walked
};

/// outcomes.json.
[[nodiscard]] std::string outcomes_json(std::span<const corpus::Outcome> outcomes,
                                        const OutcomeSummaries& summaries);

}  // namespace bearout::pipeline
