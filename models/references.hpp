#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/outcome.hpp"
#include "corpus/span.hpp"
#include "models/analyzer.hpp"

namespace bearout::models {

/// A sentence names an outcome by its number: "point 5 reminds me of …", "#10", "an example of 7".
struct Reference {
  std::uint32_t outcome = 0;  ///< index into the list
  corpus::Span span;          ///< "point 5", bytes of the text
  bool request = false;  ///< the sentence only asks ("I would like to see an example of 10"): no evidence
};

/// Knows which numbers the outcomes of a list have. Immutable.
class ReferenceFinder {
 public:
  ReferenceFinder() = default;
  explicit ReferenceFinder(std::span<const corpus::Outcome> outcomes);

  /// References in one sentence, in order of place, each outcome once. `tokens` are the sentence's, spans
  /// into `text`.
  [[nodiscard]] std::vector<Reference> find(std::string_view text, std::span<const Token> tokens,
                                            const Analyzer& analyzer) const;

 private:
  [[nodiscard]] std::uint32_t outcome_of(std::string_view number) const;

  std::vector<std::string> ids_;  ///< in the order of the list, as written
  bool numbered_ = false;         ///< at least one id is a number: else there is nothing to find
};

}  // namespace bearout::models
