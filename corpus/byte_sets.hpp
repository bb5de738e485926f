#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace bearout::corpus {

/// A set of bytes, laid out so that 32 bytes at a time can be asked whether they belong to it.
class ByteSet {
 public:
  constexpr ByteSet() = default;
  /// The bytes for which `belongs` is true.
  template <typename Predicate>
  constexpr explicit ByteSet(Predicate belongs) {
    for (unsigned byte = 0; byte < 256; ++byte) {
      if (belongs(static_cast<unsigned char>(byte))) add(static_cast<unsigned char>(byte));
    }
  }

  constexpr void add(unsigned char byte) {
    std::uint8_t& row = rows_[(byte >> 7U) * 16U + (byte & 15U)];
    row = static_cast<std::uint8_t>(row | 1U << (byte >> 4U & 7U));
  }
  [[nodiscard]] constexpr bool holds(unsigned char byte) const {
    return (rows_[(byte >> 7U) * 16U + (byte & 15U)] >> (byte >> 4U & 7U) & 1U) != 0;
  }

  /// Bit (byte >> 4) % 8 of entry byte % 16; ASCII first, then the other bytes.
  [[nodiscard]] constexpr const std::array<std::uint8_t, 32>& rows() const { return rows_; }

 private:
  std::array<std::uint8_t, 32> rows_{};
};

inline constexpr std::size_t kMaskBytes = 64;

/// The bits of a mask from `begin` (below kMaskBytes) up to `end`, which may lie beyond it.
[[nodiscard]] constexpr std::uint64_t bits_between(std::size_t begin, std::size_t end) {
  const std::uint64_t below_end = end < kMaskBytes ? ~(~std::uint64_t{0} << end) : ~std::uint64_t{0};
  return below_end & (~std::uint64_t{0} << begin);
}

/// Reads kMaskBytes bytes: bit i of masks[s] says whether byte i belongs to sets[s]. With AVX2 where the
/// processor has it, else byte by byte; both give the same. Requires masks.size() == sets.size().
void find_members(const char* bytes, std::span<const ByteSet> sets, std::span<std::uint64_t> masks);

[[nodiscard]] bool has_avx2();
/// Requires has_avx2().
void find_members_avx2(const char* bytes, std::span<const ByteSet> sets, std::span<std::uint64_t> masks);
void find_members_portable(const char* bytes, std::span<const ByteSet> sets, std::span<std::uint64_t> masks);

}  // namespace bearout::corpus
