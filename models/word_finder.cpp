#include "models/word_finder.hpp"

#include <unicode/brkiter.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <stdexcept>
#include <string>

namespace bearout::models {

namespace {

constexpr std::size_t kBlock = ByteSorter::kBlock;

void check(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + what + ": " + u_errorName(status));
}

std::array<ByteKind, 256> kinds_of(const WordRules* rules) {
  if (rules != nullptr) return rules->byte_kinds();
  std::array<ByteKind, 256> kinds{};
  kinds.fill(ByteKind::special);
  return kinds;
}

}  // namespace

/// ICU's own, kept from text to text.
class WordFinder::Iterator {
 public:
  explicit Iterator(const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    words_.reset(icu::BreakIterator::createWordInstance(icu::Locale(language.c_str()), status));
    check(status, "word boundaries");
  }
  Iterator(const Iterator&) = delete;
  Iterator& operator=(const Iterator&) = delete;
  ~Iterator() { utext_close(&text_); }

  void find(std::string_view text, std::vector<corpus::Span>& words) {
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&text_, text.data(), static_cast<std::int64_t>(text.size()), &status);
    check(status, "opening a text");
    words_->setText(&text_, status);
    check(status, "setting a text");
    std::int32_t begin = words_->first();
    for (std::int32_t end = words_->next(); end != icu::BreakIterator::DONE;
         begin = end, end = words_->next()) {
      if (words_->getRuleStatus() < UBRK_WORD_NONE_LIMIT) continue;
      words.push_back({static_cast<std::size_t>(begin), static_cast<std::size_t>(end)});
    }
  }

 private:
  std::unique_ptr<icu::BreakIterator> words_;
  UText text_ = UTEXT_INITIALIZER;
};

WordFinder::WordFinder(std::string_view language)
    : language_(language), rules_(word_rules_for(language)), sorter_(kinds_of(rules_.get())) {}
WordFinder::WordFinder(WordFinder&&) noexcept = default;
WordFinder& WordFinder::operator=(WordFinder&&) noexcept = default;
WordFinder::~WordFinder() = default;

const std::vector<corpus::Span>& WordFinder::find(std::string_view text, corpus::Span where) {
  words_.clear();
  const std::string_view part = corpus::cut(text, where);
  if (rules_ && find_by_rules(part, text.size() - where.begin)) return words_;
  return find_by_icu(part);
}

const std::vector<corpus::Span>& WordFinder::find_by_icu(std::string_view text) {
  words_.clear();
  if (!iterator_) iterator_ = std::make_unique<Iterator>(language_);
  iterator_->find(text, words_);
  return words_;
}

/// `readable` bytes from the text's begin on may be read.
void WordFinder::sort_bytes(std::string_view text, std::size_t readable) {
  masks_.resize((text.size() + kBlock - 1) / kBlock);
  for (std::size_t i = 0; i < masks_.size(); ++i) {
    const std::size_t at = i * kBlock;
    if (at + kBlock <= readable) {
      masks_[i] = sorter_.sort(text.data() + at);
      continue;
    }
    std::array<char, kBlock> rest{};
    std::memcpy(rest.data(), text.data() + at, text.size() - at);
    masks_[i] = sorter_.sort(rest.data());
  }
  // What lies behind the text's end is as good as a breaker.
  if (text.size() % kBlock == 0) return;
  const std::uint64_t inside = corpus::bits_between(0, text.size() % kBlock);
  masks_.back().word &= inside;
  masks_.back().joiner &= inside;
  masks_.back().special &= inside;
}

/// The first byte at or behind `from` whose word only the state machine can tell: a special one, or a joiner
/// behind which a word byte or a special one stands. `size` if there is none.
std::size_t WordFinder::next_doubt(std::size_t from, std::size_t size) const {
  std::uint64_t inside = ~std::uint64_t{0} << (from % kBlock);
  for (std::size_t block = from / kBlock; block * kBlock < size; ++block, inside = ~std::uint64_t{0}) {
    const ByteMasks& here = masks_[block];
    const std::uint64_t behind_here = here.word | here.special;
    const std::uint64_t behind_next =
        block + 1 < masks_.size() ? masks_[block + 1].word | masks_[block + 1].special : 0;
    const std::uint64_t joins = here.joiner & (behind_here >> 1U | behind_next << 63U);
    const std::uint64_t doubt = (here.special | joins) & inside;
    if (doubt != 0) return block * kBlock + static_cast<std::size_t>(std::countr_zero(doubt));
  }
  return size;
}

/// Takes the runs of word bytes between `from`, where none is under way, and `until`, where the last one may
/// be cut, for words.
void WordFinder::take_runs(std::size_t from, std::size_t until) {
  std::size_t count = 0;     // of edges_: where runs begin and end, in turns
  std::uint64_t before = 0;  // the last bit of the block before
  for (std::size_t base = from / kBlock * kBlock; base < until; base += kBlock) {
    const std::uint64_t inside = corpus::bits_between(base < from ? from - base : 0, until - base);
    const std::uint64_t word = masks_[base / kBlock].word & inside;
    if (edges_.size() < count + kBlock + 1) edges_.resize(2 * (count + kBlock + 1));
    for (std::uint64_t edges = word ^ (word << 1U | before); edges != 0; edges &= edges - 1)
      edges_[count++] = base + static_cast<std::size_t>(std::countr_zero(edges));
    before = word >> 63U;
  }
  if (count % 2 != 0) edges_[count++] = until;
  const std::size_t first = words_.size();
  words_.resize(first + count / 2);
  for (std::size_t i = 0; i < count / 2; ++i) words_[first + i] = {edges_[2 * i], edges_[2 * i + 1]};
}

/// Words of a text by masks and states; false if only ICU can tell them.
///
/// A run of word bytes is a word by itself unless a special byte touches it, or a joiner behind which a word
/// byte or a special one stands. There the state machine is asked, from a place that is surely a boundary:
/// the begin of the run, or the end of the word before.
bool WordFinder::find_by_rules(std::string_view text, std::size_t readable) {
  sort_bytes(text, readable);
  const std::size_t size = text.size();
  std::size_t boundary = 0;  // surely one: a word ended here
  while (boundary < size) {
    const std::size_t doubtful = next_doubt(boundary, size);
    take_runs(boundary, doubtful);
    if (doubtful == size) return true;
    // A joiner in a gap is doubtful only if the run behind it is special; then the machine begins behind the
    // last word.
    if (!words_.empty() && words_.back().begin >= boundary) {
      const corpus::Span last = words_.back();
      const bool touched = last.end == doubtful;
      if (touched) words_.pop_back();
      boundary = touched ? last.begin : last.end;
    }
    if (!walk(text, boundary, doubtful)) return false;
  }
  return true;
}

/// From the boundary `at` to the first one behind `until`, by the state machine. False if a character is
/// foreign.
bool WordFinder::walk(std::string_view text, std::size_t& at, std::size_t until) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const std::size_t size = text.size();
  while (at <= until && at < size) {
    WordRules::State state = WordRules::kStart;
    std::size_t end = at;
    std::size_t first_end = 0;  // of the first character: a step takes one at least
    bool word = false;
    std::size_t next = at;
    while (next < size) {
      UChar32 code = bytes[next];
      if (code < 0x80) {
        ++next;
      } else {
        U8_NEXT(bytes, next, size, code);
        if (code < 0) return false;
      }
      if (first_end == 0) first_end = next;
      const WordRules::Class of = rules_->class_of(static_cast<char32_t>(code));
      if (rules_->is_foreign(of)) return false;
      state = rules_->next(state, of);
      if (state == WordRules::kStop) break;
      if (rules_->seen(state) == WordRules::Seen::nothing) continue;
      end = next;
      word = rules_->seen(state) == WordRules::Seen::word;
    }
    if (state != WordRules::kStop) {
      const auto seen = rules_->seen(rules_->at_end(state));
      if (seen != WordRules::Seen::nothing) {
        end = size;
        word = seen == WordRules::Seen::word;
      }
    }
    if (end == at) end = first_end;
    if (word) words_.push_back({at, end});
    at = end;
  }
  return true;
}

}  // namespace bearout::models
