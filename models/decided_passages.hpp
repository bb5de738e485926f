#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/outcome.hpp"
#include "corpus/passage.hpp"
#include "models/decision.hpp"

namespace bearout::models {

/// A decision found again in a document.
struct FoundDecision {
  std::uint32_t number = 0;              ///< index into DecidedFacts::pairs, or framings
  std::optional<std::uint32_t> passage;  ///< nothing: the document as a whole
  std::optional<std::uint32_t> outcome;  ///< nothing: whichever (framing only)
};

/// The decisions that speak of one document.
struct FoundDecisions {
  std::vector<FoundDecision> pairs;  ///< by number; one for every passage of the same text
  std::vector<FoundDecision> framings;

  [[nodiscard]] bool empty() const { return pairs.empty() && framings.empty(); }
};

/// Finds decisions again in documents as they are cut now. Immutable; what it is made from must outlive it.
class DecidedPassages {
 public:
  DecidedPassages(const DecidedFacts& facts, std::span<const corpus::Outcome> outcomes);

  [[nodiscard]] FoundDecisions find(std::string_view document, std::string_view text,
                                    std::span<const corpus::Passage> passages) const;

 private:
  struct Numbers {
    std::vector<std::uint32_t> pairs;
    std::vector<std::uint32_t> framings;
  };
  const DecidedFacts* facts_;
  std::unordered_map<std::string_view, Numbers> documents_;  // looked up, never walked
  std::unordered_map<std::string_view, std::uint32_t> outcomes_;
};

/// Whether a text is the passage that was decided on: the same, white space aside, or cut in another way so
/// that one of the two holds the other.
[[nodiscard]] bool is_same_passage(std::string_view folded, std::string_view decided);

}  // namespace bearout::models
