#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "models/word_rules.hpp"

namespace bearout::models {

/// Which of 64 bytes are of a kind; bit i stands for byte i. What has no bit set is a breaker.
struct ByteMasks {
  std::uint64_t word = 0;
  std::uint64_t joiner = 0;
  std::uint64_t special = 0;

  friend bool operator==(const ByteMasks&, const ByteMasks&) = default;
};

/// Sorts bytes into kinds, 64 at a time: with AVX2 where the processor has it, else byte by byte. Both give
/// the same.
class ByteSorter {
 public:
  static constexpr std::size_t kBlock = 64;

  explicit ByteSorter(const std::array<ByteKind, 256>& kinds);

  /// Reads kBlock bytes.
  [[nodiscard]] ByteMasks sort(const char* bytes) const {
    return fast_ ? sort_avx2(bytes) : sort_portable(bytes);
  }

  [[nodiscard]] static bool has_avx2();
  /// Requires has_avx2().
  [[nodiscard]] ByteMasks sort_avx2(const char* bytes) const;
  [[nodiscard]] ByteMasks sort_portable(const char* bytes) const;

 private:
  /// A set of ASCII bytes: bit (byte >> 4) of entry (byte & 15).
  using Nibbles = std::array<std::uint8_t, 16>;

  std::array<ByteKind, 256> kinds_;
  Nibbles word_{};
  Nibbles joiner_{};
  Nibbles special_{};
  bool fast_;
};

}  // namespace bearout::models
