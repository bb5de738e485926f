#include "corpus/clause_splitter.hpp"

#include <algorithm>
#include <cstdint>

#include "corpus/characters.hpp"

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

/// How many words a sentence has at least and at most, told by counting bytes.
struct WordCount {
  std::size_t least = 0;
  std::size_t most = 0;
};

/// A letter or digit behind white space surely begins a word; a word surely ends at white space, at a
/// character beyond ASCII (some scripts have no spaces), or with the sentence. Plain sums over bytes, so that
/// the compiler can use its widest registers.
WordCount bound_words(std::string_view sentence) {
  constexpr std::size_t kPiece = 255;  // what a sum of one byte can hold
  WordCount count{0, 1};
  for (std::size_t at = 1; at < sentence.size(); at += kPiece) {
    const std::size_t end = std::min(sentence.size(), at + kPiece);
    std::uint8_t begun = 0;
    std::uint8_t ended = 0;
    for (std::size_t i = at; i < end; ++i) {
      const auto byte = static_cast<unsigned char>(sentence[i]);
      const auto small = static_cast<unsigned char>((byte | 0x20U) - 'a');
      const auto digit = static_cast<unsigned char>(byte - '0');
      const bool spaced = static_cast<unsigned char>(sentence[i - 1]) <= ' ';
      begun = static_cast<std::uint8_t>(begun +
                                        static_cast<std::uint8_t>(spaced & ((small < 26) | (digit < 10))));
      ended = static_cast<std::uint8_t>(ended + static_cast<std::uint8_t>((byte <= ' ') | (byte >= 0x7F)));
    }
    count.least += begun;
    count.most += ended;
  }
  if (static_cast<unsigned char>(sentence.front()) >= 0x7F) ++count.most;
  return count;
}

/// Most sentences need no closer look at their words.
bool is_long(std::string_view sentence) {
  if (sentence.size() < 2 * kLongSentence) return false;
  const WordCount words = bound_words(sentence);
  if (words.most <= kLongSentence) return false;
  return words.least > kLongSentence || count_words(sentence, kLongSentence + 1) > kLongSentence;
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

void ClauseSplitter::split(std::string_view text, Span sentence, std::vector<Span>& out) {
  if (!is_long(cut(text, sentence))) {
    out.push_back(sentence);
    return;
  }
  auto words = find_clause_bounds(text, sentence, false, bounds_);
  if (words > kEndless) words = find_clause_bounds(text, sentence, true, bounds_);
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
