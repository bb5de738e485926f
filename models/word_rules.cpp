#include "models/word_rules.hpp"

#include <unicode/brkiter.h>
#include <unicode/rbbi.h>
#include <unicode/ubrk.h>
#include <unicode/ucptrie.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>

namespace bearout::models {

namespace {

// ICU's rbbidata.h: the header of compiled rules and of the table of states. Not part of ICU's interface, but
// marked with a version; what does not look like this is refused.
constexpr std::uint32_t kMagic = 0xb1a0;
constexpr std::uint8_t kFormatVersion = 6;
constexpr std::size_t kHeaderBytes = 80;
constexpr std::size_t kTableHeaderBytes = 20;
constexpr std::uint32_t kLookAhead = 1;  // flags of a table of states
constexpr std::uint32_t kBeginsWithMark = 2;
constexpr std::uint32_t kNarrowRows = 4;  // cells of 8 bits, else 16
constexpr std::size_t kRowHead = 3;       // cells before the next states: accepting, look-ahead, status
constexpr std::uint32_t kAccepting = 1;
constexpr std::size_t kMostStates = 256;
constexpr std::size_t kMostClasses = 256;
constexpr char32_t kCodePoints = 0x110000;
constexpr unsigned kAscii = 128;

std::uint32_t integer_at(std::span<const std::uint8_t> bytes, std::size_t at) {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

/// The section whose offset and length stand at `at` in the header; empty if it is not inside.
std::span<const std::uint8_t> section(std::span<const std::uint8_t> compiled, std::size_t at) {
  const std::size_t begin = integer_at(compiled, at);
  const std::size_t size = integer_at(compiled, at + 4);
  if (begin > compiled.size() || size > compiled.size() - begin) return {};
  return compiled.subspan(begin, size);
}

struct CloseTrie {
  void operator()(UCPTrie* trie) const { ucptrie_close(trie); }
};

/// States that can be reached from some by bytes of a kind, kStop left out.
class StateSet {
 public:
  explicit StateSet(std::initializer_list<WordRules::State> states) : states_(states) {}

  void add(WordRules::State state) {
    if (state != WordRules::kStop && std::find(states_.begin(), states_.end(), state) == states_.end())
      states_.push_back(state);
  }
  [[nodiscard]] std::size_t size() const { return states_.size(); }
  [[nodiscard]] WordRules::State operator[](std::size_t i) const { return states_[i]; }

 private:
  std::vector<WordRules::State> states_;
};

}  // namespace

std::optional<WordRules> WordRules::read(std::span<const std::uint8_t> compiled) {
  if (compiled.size() < kHeaderBytes || integer_at(compiled, 0) != kMagic || compiled[4] != kFormatVersion)
    return std::nullopt;
  WordRules rules;
  rules.class_count_ = integer_at(compiled, 12);
  const auto states = section(compiled, 16);
  const auto trie = section(compiled, 32);
  const auto statuses = section(compiled, 48);
  if (rules.class_count_ > kMostClasses || !rules.read_states(states, statuses) || !rules.read_classes(trie))
    return std::nullopt;
  rules.judge_bytes();
  return rules;
}

bool WordRules::read_states(std::span<const std::uint8_t> table, std::span<const std::uint8_t> statuses) {
  if (table.size() < kTableHeaderBytes) return false;
  const std::size_t states = integer_at(table, 0);
  const std::size_t row_bytes = integer_at(table, 4);
  foreign_ = integer_at(table, 8);
  const std::uint32_t flags = integer_at(table, 16);
  const std::size_t cell_bytes = (flags & kNarrowRows) != 0 ? 1 : 2;
  if ((flags & (kLookAhead | kBeginsWithMark)) != 0 || states <= kStart || states > kMostStates) return false;
  if (row_bytes < (kRowHead + class_count_) * cell_bytes || class_count_ <= kEndOfText) return false;
  if (states * row_bytes > table.size() - kTableHeaderBytes) return false;
  const auto cell = [&](std::size_t state, std::size_t column) {
    const std::size_t at = kTableHeaderBytes + state * row_bytes + column * cell_bytes;
    return cell_bytes == 1 ? table[at] : static_cast<std::size_t>(table[at] | table[at + 1] << 8U);
  };
  for (std::size_t state = 0; state < states; ++state) {
    const std::size_t accepting = cell(state, 0);
    if (accepting > kAccepting || cell(state, 1) != 0) return false;
    // A status is a list: how many values, then these, the highest last.
    const std::size_t list = cell(state, 2) * 4;
    if (list + 4 > statuses.size()) return false;
    const std::size_t last = list + std::size_t{integer_at(statuses, list)} * 4;
    if (last + 4 > statuses.size()) return false;
    const bool word = integer_at(statuses, last) >= UBRK_WORD_NONE_LIMIT;
    seen_.push_back(accepting == 0 ? Seen::nothing : word ? Seen::word : Seen::gap);
    for (std::size_t c = 0; c < class_count_; ++c) {
      const std::size_t next = cell(state, kRowHead + c);
      if (next >= states) return false;
      next_.push_back(static_cast<State>(next));
    }
  }
  return true;
}

bool WordRules::read_classes(std::span<const std::uint8_t> trie) {
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t used = 0;
  const std::unique_ptr<UCPTrie, CloseTrie> opened(
      ucptrie_openFromBinary(UCPTRIE_TYPE_FAST, UCPTRIE_VALUE_BITS_ANY, trie.data(),
                             static_cast<std::int32_t>(trie.size()), &used, &status));
  if (U_FAILURE(status)) return false;
  // Most blocks are alike: each different one is kept once. Most lie in one range with the block before.
  constexpr auto kWidth = static_cast<UChar32>(kBlock);
  std::map<std::array<Class, kBlock>, std::uint16_t> known;
  std::array<Class, kBlock> block{};
  UChar32 begin = 0;  // of the range
  UChar32 end = 0;
  std::uint32_t value = 0;
  for (UChar32 at = 0; at < static_cast<UChar32>(kCodePoints); at += kWidth) {
    if (begin <= at - kWidth && at + kWidth <= end) {
      blocks_.push_back(blocks_.back());
      continue;
    }
    for (UChar32 i = 0; i < kWidth; ++i) {
      if (at + i == end) {
        begin = end;
        end = ucptrie_getRange(opened.get(), begin, UCPMAP_RANGE_NORMAL, 0, nullptr, nullptr, &value) + 1;
        if (end <= begin || value >= class_count_) return false;
      }
      block[static_cast<std::size_t>(i)] = static_cast<Class>(value);
    }
    const auto [found, is_new] = known.emplace(block, static_cast<std::uint16_t>(known.size()));
    if (is_new) classes_.insert(classes_.end(), block.begin(), block.end());
    blocks_.push_back(found->second);
  }
  return true;
}

/// Finds out for which ASCII bytes words can be told by looking at neighbours alone. `kinds` is what is
/// supposed of each; what the machine contradicts becomes special, until nothing does.
void WordRules::judge_bytes() {
  byte_kinds_.fill(ByteKind::special);
  std::array<Class, kAscii> classes{};
  for (unsigned byte = 0; byte < kAscii; ++byte) {
    classes[byte] = class_of(byte);
    if (is_foreign(classes[byte])) return;
  }
  // Words: whatever word bytes follow each other, all is one word that may end anywhere.
  std::vector<Class> word_classes;
  for (unsigned byte = 0; byte < kAscii; ++byte) {
    if (seen(next(kStart, classes[byte])) != Seen::word) continue;
    byte_kinds_[byte] = ByteKind::word;
    word_classes.push_back(classes[byte]);
  }
  StateSet words{};
  for (const Class of : word_classes) words.add(next(kStart, of));
  const auto give_up = [&] { byte_kinds_.fill(ByteKind::special); };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (seen(words[i]) != Seen::word || at_end(words[i]) != kStop) return give_up();
    for (const Class of : word_classes) {
      if (next(words[i], of) == kStop) return give_up();
      words.add(next(words[i], of));
    }
  }
  // The others: suppose that all of them part words, or join two; drop what does not.
  for (unsigned byte = 0; byte < kAscii; ++byte) {
    if (byte_kinds_[byte] != ByteKind::word) byte_kinds_[byte] = ByteKind::breaker;
  }
  const auto parts = [&](unsigned byte) {
    return byte_kinds_[byte] == ByteKind::breaker || byte_kinds_[byte] == ByteKind::joiner;
  };
  for (bool changed = true; changed;) {
    changed = false;
    const auto drop = [&](unsigned byte) {
      byte_kinds_[byte] = ByteKind::special;
      changed = true;
    };
    // Behind a word: the word ends before the byte, or goes on only if a word byte follows.
    for (unsigned byte = 0; byte < kAscii; ++byte) {
      if (!parts(byte)) continue;
      for (std::size_t i = 0; i < words.size() && parts(byte); ++i) {
        const State behind = next(words[i], classes[byte]);
        if (behind == kStop) continue;
        byte_kinds_[byte] = ByteKind::joiner;
        bool ends = seen(behind) == Seen::nothing && seen(at_end(behind)) == Seen::nothing;
        for (unsigned other = 0; other < kAscii; ++other)
          ends = ends && (!parts(other) || next(behind, classes[other]) == kStop);
        if (!ends) drop(byte);
      }
    }
    // Between words: no word begins here, and none goes on from here.
    StateSet gaps{kStart};
    for (std::size_t i = 0; i < gaps.size(); ++i) {
      for (unsigned byte = 0; byte < kAscii; ++byte) {
        if (!parts(byte)) continue;
        const State behind = next(gaps[i], classes[byte]);
        if (behind == kStop && gaps[i] != kStart) continue;
        bool gap = seen(behind) == Seen::gap && seen(at_end(behind)) != Seen::word;
        for (const Class of : word_classes) gap = gap && next(behind, of) == kStop;
        gap ? gaps.add(behind) : drop(byte);
      }
    }
  }
}

std::shared_ptr<const WordRules> word_rules_for(std::string_view language) {
  static std::mutex mutex;
  static std::map<std::string, std::shared_ptr<const WordRules>, std::less<>> known;
  const std::scoped_lock lock(mutex);
  if (const auto found = known.find(language); found != known.end()) return found->second;
  const std::string code(language);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createWordInstance(icu::Locale(code.c_str()), status));
  if (U_FAILURE(status))
    throw std::runtime_error(std::string("ICU: word boundaries: ") + u_errorName(status));
  std::shared_ptr<const WordRules> rules;
  if (auto* compiled = dynamic_cast<icu::RuleBasedBreakIterator*>(iterator.get())) {
    std::uint32_t size = 0;
    const std::uint8_t* bytes = compiled->getBinaryRules(size);
    if (auto read = WordRules::read({bytes, size}))
      rules = std::make_shared<const WordRules>(std::move(*read));
  }
  known.emplace(code, rules);
  return rules;
}

}  // namespace bearout::models
