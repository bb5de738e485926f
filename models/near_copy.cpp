#include "models/near_copy.hpp"

#include <algorithm>
#include <cstddef>

namespace bearout::models {

namespace {

constexpr std::size_t kLongest = 80;  // tokens: near-copies are sentences
constexpr std::size_t kShort = 7;     // tokens: of so few, less than most may be shared
constexpr double kShared = 0.6;       // Dice coefficient of the words
constexpr double kSharedIfShort = 0.4;

/// Tokens of either side that the other lacks, in order.
struct Difference {
  std::vector<std::size_t> passage, outcome;
};

/// What is left outside a longest common subsequence of stems.
Difference align(const PassageView& passage, const OutcomeProfile& outcome) {
  const std::size_t rows = passage.terms.size();
  const std::size_t columns = outcome.tokens.size();
  std::vector<std::uint16_t> best((rows + 1) * (columns + 1), 0);
  const auto at = [&](std::size_t r, std::size_t c) -> std::uint16_t& { return best[r * (columns + 1) + c]; };
  const auto equal = [&](std::size_t r, std::size_t c) { return passage.terms[r] == outcome.tokens[c]; };
  for (std::size_t r = rows; r-- > 0;) {
    for (std::size_t c = columns; c-- > 0;) {
      at(r, c) = equal(r, c) ? static_cast<std::uint16_t>(at(r + 1, c + 1) + 1)
                             : std::max(at(r + 1, c), at(r, c + 1));
    }
  }
  Difference difference;
  std::size_t r = 0;
  std::size_t c = 0;
  while (r < rows || c < columns) {
    if (r < rows && c < columns && equal(r, c)) {
      ++r;
      ++c;
    } else if (c == columns || (r < rows && at(r + 1, c) >= at(r, c + 1))) {
      difference.passage.push_back(r++);
    } else {
      difference.outcome.push_back(c++);
    }
  }
  return difference;
}

double dice(const PassageView& passage, const OutcomeProfile& outcome) {
  std::vector<int> counts(outcome.terms.size(), 0);
  for (const std::uint32_t term : outcome.tokens) ++counts[term];
  int shared = 0;
  for (const std::uint32_t term : passage.terms) {
    if (term != OutcomeProfile::kNone && counts[term]-- > 0) ++shared;
  }
  return 2.0 * shared / static_cast<double>(passage.terms.size() + outcome.tokens.size());
}

bool denies(const Word& word) {
  return word.is(Role::negator) && word.valence == 0;
}

bool turns(const Word& word) {
  return word.is(Role::negator) || word.is(Role::refutation) || word.is(Role::reducer) || word.is(Role::fall);
}

/// Collects what turns the statement round, first on the passage's side, then on the outcome's.
class Comparison {
 public:
  Comparison(const PassageView& passage, const OutcomeProfile& outcome)
      : passage_(passage), outcome_(outcome), difference_(align(passage, outcome)) {}

  std::optional<CopyVerdict> verdict() {
    pair_opposites();
    count_passage();
    count_outcome();
    if (numbers_here_ > 0 && numbers_there_ > 0 && turned_ == 0) {
      return CopyVerdict{-1.2, CueKind::number, std::move(number_tokens_)};
    }
    if (turned_ != 0) {
      const bool odd = turned_ % 2 != 0;
      return CopyVerdict{odd ? -1.6 : 0.6, antonyms_ > 0 ? CueKind::antonym : CueKind::negation,
                         std::move(cues_)};
    }
    if (others_here_ == 0 && others_there_ == 0) return CopyVerdict{1.2, CueKind::negation, {}};
    if (others_here_ > 0 && others_there_ > 0 && others_here_ + others_there_ <= 3) {
      return CopyVerdict{-0.2, CueKind::antonym, {}};  // another word in its place: another statement
    }
    return std::nullopt;
  }

 private:
  void pair_opposites() {
    for (std::size_t& r : difference_.passage) {
      const std::uint32_t term = passage_.terms[r];
      if (term == OutcomeProfile::kNone || !outcome_.terms[term].loose_opposite) continue;
      const auto partner =
          std::find_if(difference_.outcome.begin(), difference_.outcome.end(), [&](std::size_t c) {
            return c != kPaired && outcome_.tokens[c] == outcome_.tokens[outcome_.terms[term].token];
          });
      if (partner == difference_.outcome.end()) continue;
      ++turned_;
      ++antonyms_;
      cues_.push_back(r);
      r = *partner = kPaired;
    }
  }

  void count_passage() {
    bool limited = false;
    for (const std::size_t r : difference_.passage)
      limited = limited || (r != kPaired && passage_.words[r].is(Role::limiting));
    for (const std::size_t r : difference_.passage) {
      if (r == kPaired) continue;
      if (turns(passage_.words[r]) && !(denies(passage_.words[r]) && limited)) {
        ++turned_;
        cues_.push_back(r);
      } else if (passage_.numbers[r] != 0) {
        ++numbers_here_;
        number_tokens_.push_back(r);
      } else if (passage_.stops[r] == 0) {
        ++others_here_;
      }
    }
  }

  void count_outcome() {
    for (const std::size_t c : difference_.outcome) {
      if (c == kPaired) continue;
      if (turns(outcome_.words[c])) {
        ++turned_;
      } else if (outcome_.numbers[c] != 0) {
        ++numbers_there_;
      } else if (outcome_.stops[c] == 0) {
        ++others_there_;
      }
    }
  }

  static constexpr std::size_t kPaired = static_cast<std::size_t>(-1);

  const PassageView& passage_;
  const OutcomeProfile& outcome_;
  Difference difference_;
  int turned_ = 0, antonyms_ = 0, others_here_ = 0, others_there_ = 0, numbers_here_ = 0, numbers_there_ = 0;
  std::vector<std::size_t> cues_, number_tokens_;
};

}  // namespace

std::optional<CopyVerdict> judge_near_copy(const PassageView& passage, const OutcomeProfile& outcome) {
  const std::size_t longer = std::max(passage.terms.size(), outcome.tokens.size());
  if (passage.terms.empty() || outcome.tokens.empty() || longer > kLongest) return std::nullopt;
  if (dice(passage, outcome) < (longer <= kShort ? kSharedIfShort : kShared)) return std::nullopt;
  return Comparison(passage, outcome).verdict();
}

}  // namespace bearout::models
