#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace bearout::models {

// Eight figures at a time, for loops that are compiled for several processors (row_sums, row_products): every
// function is inlined into them, and gives the same bits on each.

inline constexpr std::size_t kLanes = 8;
// Vectors of eight are what both compilers know: one register with AVX2, two with SSE2, and the same figures.
using Eight [[gnu::vector_size(32)]] = float;
using EightWhole [[gnu::vector_size(32)]] = std::int32_t;
using EightBytes [[gnu::vector_size(8)]] = signed char;

// Vectors are passed by reference: by value, how depends on the processor.
[[gnu::always_inline]] inline void read_eight(const float* from, Eight& x) {
  std::memcpy(&x, from, sizeof x);
}
[[gnu::always_inline]] inline void read_eight(const signed char* from, Eight& x) {
  EightBytes bytes;
  std::memcpy(&bytes, from, sizeof bytes);
  x = __builtin_convertvector(bytes, Eight);
}
[[gnu::always_inline]] inline void write_eight(const Eight& x, float* to) {
  std::memcpy(to, &x, sizeof x);
}

/// Eight of the figures from `at` on; beyond their end `rest`.
[[gnu::always_inline]] inline void read_some(std::span<const float> values, std::size_t at, float rest,
                                             Eight& x) {
  if (at + kLanes <= values.size()) {
    read_eight(values.data() + at, x);
    return;
  }
  x = Eight{} + rest;
  for (std::size_t k = 0; at + k < values.size(); ++k) x[k] = values[at + k];
}
[[gnu::always_inline]] inline void write_some(const Eight& x, std::span<float> values, std::size_t at) {
  if (at + kLanes <= values.size()) {
    write_eight(x, values.data() + at);
    return;
  }
  for (std::size_t k = 0; at + k < values.size(); ++k) values[at + k] = x[k];
}

/// x becomes exp(x), after Cephes (Moshier 1992): within two units in the last place for |x| <= 87, held
/// there beyond.
[[gnu::always_inline]] inline void exponentiate(Eight& x) {
  constexpr float kMost = 87;
  constexpr float kRounding = 12582912;  // 1.5 · 2^23: adding it leaves whole numbers
  const Eight most = Eight{} + kMost;
  x = x < most ? x : most;
  x = x > -most ? x : -most;
  const Eight whole = (x * 1.44269504088896341F + kRounding) - kRounding;
  Eight r = x - whole * 0.693359375F;
  r -= whole * -2.12194440e-4F;
  Eight y = r * 1.9875691500e-4F + 1.3981999507e-3F;
  y = y * r + 8.3334519073e-3F;
  y = y * r + 4.1665795894e-2F;
  y = y * r + 1.6666665459e-1F;
  y = y * r + 5.0000001201e-1F;
  y = y * (r * r) + r + 1.0F;
  const EightWhole power = (__builtin_convertvector(whole, EightWhole) + 127) << 23;
  x = y * reinterpret_cast<Eight>(power);
}

/// x becomes ln x, after Cephes, for normal numbers above 0.
[[gnu::always_inline]] inline void take_logarithm(Eight& x) {
  const auto bits = reinterpret_cast<EightWhole>(x);
  EightWhole power = (bits >> 23) - 126;
  const EightWhole mantissa = (bits & 0x007fffff) | 0x3f000000;  // in [.5, 1)
  auto m = reinterpret_cast<Eight>(mantissa);
  const EightWhole low = m < 0.707106781186547524F;
  power += low;  // -1 where it is
  m = (low != 0 ? m + m : m) - 1.0F;
  const Eight e = __builtin_convertvector(power, Eight);
  const Eight square = m * m;
  Eight y = m * 7.0376836292e-2F - 1.1514610310e-1F;
  y = y * m + 1.1676998740e-1F;
  y = y * m - 1.2420140846e-1F;
  y = y * m + 1.4249322787e-1F;
  y = y * m - 1.6668057665e-1F;
  y = y * m + 2.0000714765e-1F;
  y = y * m - 2.4999993993e-1F;
  y = y * m + 3.3333331174e-1F;
  y = y * m * square;
  y += e * -2.12194440e-4F;
  y -= square * 0.5F;
  x = (m + y) + e * 0.693359375F;
}

}  // namespace bearout::models
