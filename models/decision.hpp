#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/framing.hpp"

namespace bearout::models {

/// What reviewers came to about a pair.
enum class Decision : std::uint8_t { accept, reject, unsure };

/// Where a passage, or a word that explains it, lies in its document: in Unicode code points as in every file
/// a user reads.
struct Place {
  std::uint64_t start = 0;
  std::uint64_t end = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
};

/// Which passage a decision speaks of: known by its text (white space folded), or by its place if it has no
/// text; with neither it is the document as a whole.
struct DecidedPassage {
  std::string document;
  std::string text;
  std::optional<Place> place;

  friend auto operator<=>(const DecidedPassage&, const DecidedPassage&) = default;
};

/// "This passage shows this outcome", settled between reviewers.
struct DecidedPair {
  DecidedPassage passage;
  std::string outcome;  ///< id; perhaps none of the list any more
  Decision decision = Decision::unsure;
  std::optional<Verdict> framing;

  friend bool operator==(const DecidedPair&, const DecidedPair&) = default;
};

/// "This passage speaks against", confirmed or dismissed.
struct DecidedFraming {
  DecidedPassage passage;
  std::optional<std::string> outcome;  ///< nothing: towards whichever outcome
  bool confirmed = false;

  friend bool operator==(const DecidedFraming&, const DecidedFraming&) = default;
};

/// All that a model keeps of reviewers' decisions. Sorted, so that it does not depend on the order in which
/// they were made.
struct DecidedFacts {
  std::vector<DecidedPair> pairs;
  std::vector<DecidedFraming> framings;
  std::vector<std::string> dismissed;  ///< statements of candidates that stay away, white space folded

  friend bool operator==(const DecidedFacts&, const DecidedFacts&) = default;
};

}  // namespace bearout::models
