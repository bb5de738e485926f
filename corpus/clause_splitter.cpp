#include "corpus/clause_splitter.hpp"

#include <algorithm>

namespace bearout::corpus {
namespace {

using Strength = ClauseBound::Strength;

// In words. A passage should be long enough to say something and short enough to say one thing.
constexpr std::size_t kLongSentence = 30;    // no cut below, unless a comma stands for a full stop
constexpr std::size_t kLongerSentence = 40;  // above, a comma alone may bound a clause
constexpr std::size_t kVeryLong = 60;        // above, commas of enumerations serve
constexpr std::size_t kEndless = 120;        // above, any space serves
constexpr std::size_t kShortestClause = 6;
constexpr std::size_t kFullClause = 8;  // both sides of a cut that is made for its own sake
constexpr std::size_t kIdealClause = 18;

std::size_t distance(std::size_t a, std::size_t b) {
  return a < b ? b - a : a - b;
}

}  // namespace

/// The next cut behind `words_done` words, looking no further than half of kEndless: bounds_[first] is the
/// first candidate. Null if the rest stays whole.
const ClauseBound* ClauseSplitter::choose(std::size_t first, std::size_t words_done,
                                          std::size_t words) const {
  const auto rest = words - words_done;
  const auto needed = rest > kLongerSentence ? Strength::weak : Strength::fair;
  const ClauseBound* best = nullptr;   // bounds a clause of a good length
  const ClauseBound* later = nullptr;  // bounds a long one
  const ClauseBound* comma = nullptr;  // the latest of each kind
  const ClauseBound* space = nullptr;
  std::size_t best_score = 0;
  for (auto i = first; i < bounds_.size(); ++i) {
    const auto& bound = bounds_[i];
    const auto length = bound.words_before - words_done;
    const auto left = words - bound.words_before;
    if (length > kEndless / 2 || left < kShortestClause) break;
    if (length < kShortestClause) continue;
    const bool good_length = length <= kLongSentence;
    if (good_length && bound.strength >= Strength::strong && std::min(length, left) >= kFullClause)
      return &bound;
    if (rest <= kLongSentence) continue;
    if (bound.strength >= needed && good_length) {
      const auto score =
          kEndless + 12 * static_cast<std::size_t>(bound.strength) - distance(length, kIdealClause);
      if (score > best_score) best = &bound;
      best_score = std::max(best_score, score);
    } else if (bound.strength >= needed && later == nullptr) {
      later = &bound;
    }
    if (bound.strength == Strength::comma && length <= kLongerSentence) comma = &bound;
    space = &bound;
  }
  if (best != nullptr) return best;
  if (later != nullptr) return later;
  if (rest > kVeryLong && comma != nullptr) return comma;
  return rest > kEndless ? space : nullptr;
}

void ClauseSplitter::split(std::string_view text, const TextMasks& masks, Span sentence,
                           std::vector<Span>& out) {
  // Most sentences need no closer look.
  if (sentence.size() < 2 * kLongSentence || !has_more_words(text, masks, sentence, kLongSentence)) {
    out.push_back(sentence);
    return;
  }
  auto words = find_clause_bounds(text, masks, sentence, false, bounds_);
  if (words > kEndless) words = find_clause_bounds(text, masks, sentence, true, bounds_);
  std::size_t words_done = 0;
  auto begin = sentence.begin;
  std::size_t first = 0;
  while (const auto* bound = choose(first, words_done, words)) {
    out.push_back({begin, bound->end});
    begin = bound->begin;
    words_done = bound->words_before;
    first = static_cast<std::size_t>(bound - bounds_.data()) + 1;
  }
  out.push_back({begin, sentence.end});
}

}  // namespace bearout::corpus
