#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "models/string_arena.hpp"

namespace bearout::models {

/// Distinct strings numbered 0, 1, 2, … in the order of their first arrival. Views stay valid for the table's
/// life. Open addressing, linear probing, XXH3; nothing is allocated for a string that is already there.
class StringTable {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;

  StringTable();
  StringTable(StringTable&&) =
      default;  // NOLINT(performance-noexcept-move-constructor): a deque may allocate
  StringTable& operator=(StringTable&&) = default;
  StringTable(const StringTable&) = delete;  // a copy's views would look into the original
  StringTable& operator=(const StringTable&) = delete;
  ~StringTable() = default;

  /// The string's number, a new one if it is new.
  std::uint32_t intern(std::string_view text);
  /// The string's number, or kNone.
  [[nodiscard]] std::uint32_t find(std::string_view text) const;
  /// Requires id < size().
  [[nodiscard]] std::string_view operator[](std::uint32_t id) const { return texts_[id]; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }
  void clear();

 private:
  struct Slot {
    std::uint32_t tag = 0;  ///< upper half of the hash: most misses end here
    std::uint32_t id = kNone;
  };
  [[nodiscard]] std::size_t locate(std::string_view text, std::uint64_t hash) const;
  void grow();

  std::vector<Slot> slots_;
  std::vector<std::string_view> texts_;
  StringArena arena_;
};

}  // namespace bearout::models
