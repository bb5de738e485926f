#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "corpus/byte_sets.hpp"
#include "models/word_rules.hpp"

namespace bearout::models {

/// Which of 64 bytes are of a kind; bit i stands for byte i. What has no bit set is a breaker.
struct ByteMasks {
  std::uint64_t word = 0;
  std::uint64_t joiner = 0;
  std::uint64_t special = 0;

  friend bool operator==(const ByteMasks&, const ByteMasks&) = default;
};

/// Sorts bytes into kinds, 64 at a time.
class ByteSorter {
 public:
  static constexpr std::size_t kBlock = corpus::kMaskBytes;

  explicit ByteSorter(const std::array<ByteKind, 256>& kinds)
      : sets_{set_of(kinds, ByteKind::word), set_of(kinds, ByteKind::joiner),
              set_of(kinds, ByteKind::special)} {}

  /// Reads kBlock bytes.
  [[nodiscard]] ByteMasks sort(const char* bytes) const {
    std::array<std::uint64_t, 3> masks{};
    corpus::find_members(bytes, sets_, masks);
    return {masks[0], masks[1], masks[2]};
  }

 private:
  static corpus::ByteSet set_of(const std::array<ByteKind, 256>& kinds, ByteKind kind) {
    return corpus::ByteSet([&](unsigned char byte) { return kinds[byte] == kind; });
  }

  std::array<corpus::ByteSet, 3> sets_;
};

}  // namespace bearout::models
