#pragma once

#include <cstddef>
#include <cstdint>
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
  std::uint32_t intern(const Key& key, std::string_view word);
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

  std::vector<Slot> slots_;  // a power of two
  std::size_t mask_;
  std::vector<std::string_view> words_;
  StringArena arena_;
};

}  // namespace bearout::models
