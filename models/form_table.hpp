#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "models/string_arena.hpp"

namespace bearout::models {

/// Words numbered 0, 1, 2, … in the order of their first arrival, as StringTable has it, but made for words,
/// which are short: the first 16 bytes stand in the slot itself, so that a look-up touches one cache line.
/// Nothing is allocated for a word that is already there.
class FormTable {
 public:
  static constexpr std::size_t kInline = 16;

  /// A word ready to be looked up.
  struct Key {
    std::uint64_t low = 0;  ///< its first 16 bytes, zeros behind them
    std::uint64_t high = 0;
    std::uint64_t hash = 0;  ///< of all its bytes
    std::uint32_t size = 0;
  };

  FormTable();

  [[nodiscard]] static Key key_of(std::string_view word);
  /// The key of an ASCII word's lower-case form. Requires at most kInline bytes of word; `readable` bytes
  /// from its begin on may be read, the more the faster. The key is of no use if it is not ASCII: then
  /// returns false.
  [[nodiscard]] static bool lower_key_of(std::string_view word, std::size_t readable, Key& key);

  void prefetch(const Key& key) const { __builtin_prefetch(&slots_[key.hash & mask_]); }
  /// The number of the word that the key was made of, a new one if it is new. `word` is asked for only beyond
  /// kInline bytes.
  std::uint32_t intern(const Key& key, std::string_view word) {
    for (std::size_t at = key.hash & mask_;; at = (at + 1) & mask_) {
      Slot& slot = slots_[at];
      if (slot.id == kNone) return add(slot, key, word);
      // One branch for the three: which of them differs is hard to foresee.
      if (((slot.low ^ key.low) | (slot.high ^ key.high) | (slot.size ^ key.size)) != 0) continue;
      if (key.size <= kInline || (slot.hash == key.hash && words_[slot.id] == word)) return slot.id;
    }
  }
  std::uint32_t intern(std::string_view word) { return intern(key_of(word), word); }

  /// Valid for the table's life or until clear(). Requires id < size().
  [[nodiscard]] std::string_view operator[](std::uint32_t id) const { return words_[id]; }
  [[nodiscard]] std::size_t size() const { return words_.size(); }
  void clear();

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;
  struct Slot {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    std::uint64_t hash = 0;
    std::uint32_t size = 0;
    std::uint32_t id = kNone;
  };
  static_assert(sizeof(Slot) == 32, "two to a cache line");

  std::uint32_t add(Slot& slot, const Key& key, std::string_view word);
  void grow();

  [[nodiscard]] static std::uint64_t eight_at(const char* bytes) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, bytes, sizeof eight);
    return eight;
  }

  /// Of a word that stands in its slot. Product of two words folded (wyhash's mixing step): every bit of both
  /// reaches every bit of the result.
  [[nodiscard]] static std::uint64_t inline_hash(std::uint64_t low, std::uint64_t high, std::size_t size) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(low ^ 0xa0761d6478bd642fU) * (high ^ 0xe7037ed1a0b428dbU ^ size);
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  }

  /// Eight ASCII bytes, capitals made small: a byte of 'A' to 'Z' is the one whose sums with 63 and 37 differ
  /// in the highest bit; shifted, that is the difference between the cases.
  [[nodiscard]] static std::uint64_t lowered(std::uint64_t ascii) {
    constexpr std::uint64_t kEach = 0x0101010101010101U;
    const std::uint64_t from_a = ascii + kEach * (0x80 - 'A');
    const std::uint64_t beyond_z = ascii + kEach * (0x80 - 'Z' - 1);
    return ascii | ((from_a ^ beyond_z) & (kEach * 0x80)) >> 2U;
  }

  /// Entry 8 + n keeps the first n bytes of eight: none of them for an n below 0, all beyond 8.
  static constexpr auto kFirstBytes = [] {
    std::array<std::uint64_t, 8 + kInline + 1> masks{};
    for (std::size_t i = 9; i < masks.size(); ++i) masks[i] = masks[i - 1] << 8U | 0xffU;
    return masks;
  }();

  std::vector<Slot> slots_;  // a power of two
  std::size_t mask_;
  std::vector<std::string_view> words_;
  StringArena arena_;
};

inline bool FormTable::lower_key_of(std::string_view word, std::size_t readable, Key& key) {
  std::array<char, kInline> copy{};
  const char* bytes = word.data();
  if (readable < kInline) {
    std::memcpy(copy.data(), bytes, word.size());
    bytes = copy.data();
  }
  const std::size_t size = word.size();
  const std::uint64_t low = eight_at(bytes) & kFirstBytes[8 + size];
  const std::uint64_t high = eight_at(bytes + 8) & kFirstBytes[size];
  if (((low | high) & 0x8080808080808080U) != 0) return false;
  key = {lowered(low), lowered(high), 0, static_cast<std::uint32_t>(size)};
  key.hash = inline_hash(key.low, key.high, size);
  return true;
}

}  // namespace bearout::models
