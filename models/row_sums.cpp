#include "models/row_sums.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "models/eight_floats.hpp"

namespace bearout::models {

namespace {

using Lanes = std::array<float, kLanes>;

/// The lanes' sum, in an order of its own.
inline float add_up(const Lanes& l) {
  return ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]));
}

// Bodies of the loops; the wrappers below say for which processor they are compiled.

/// Eight of the sums.
template <typename Row>
[[gnu::always_inline]] inline void sum_eight(std::span<const Row> rows, std::size_t at,
                                             std::span<float> out) {
  Eight sum{};
  Eight x;
  for (const Row& scaled : rows) {
    read_eight(scaled.row + at, x);
    sum += scaled.factor * x;
  }
  write_eight(sum, out.data() + at);
}

/// Four registers of outcomes at a time, so that sums stay in them while the rows go by.
template <typename Row>
[[gnu::always_inline]] inline void sum_rows_body(std::span<const Row> rows, std::span<float> out) {
  constexpr std::size_t kTile = 4;
  const std::size_t n = out.size();
  Eight x;
  std::size_t j = 0;
  for (; j + kTile * kLanes <= n; j += kTile * kLanes) {
    Eight a{};
    Eight b{};
    Eight c{};
    Eight d{};
    for (const Row& scaled : rows) {
      read_eight(scaled.row + j, x);
      a += scaled.factor * x;
      read_eight(scaled.row + j + kLanes, x);
      b += scaled.factor * x;
      read_eight(scaled.row + j + 2 * kLanes, x);
      c += scaled.factor * x;
      read_eight(scaled.row + j + 3 * kLanes, x);
      d += scaled.factor * x;
    }
    write_eight(a, out.data() + j);
    write_eight(b, out.data() + j + kLanes);
    write_eight(c, out.data() + j + 2 * kLanes);
    write_eight(d, out.data() + j + 3 * kLanes);
  }
  for (; j + kLanes <= n; j += kLanes) sum_eight(rows, j, out);
  if (j < n && n >= kLanes) {
    // Some of them again, which is the same and quicker than the rest one by one.
    sum_eight(rows, n - kLanes, out);
    return;
  }
  for (; j < n; ++j) {
    float sum = 0;
    for (const Row& scaled : rows) sum += scaled.factor * static_cast<float>(scaled.row[j]);
    out[j] = sum;
  }
}

[[gnu::always_inline]] inline float dot_body(std::span<const float> a, std::span<const float> b) {
  Eight lanes{};
  Eight x;
  Eight y;
  std::size_t j = 0;
  for (; j + kLanes <= a.size(); j += kLanes) {
    read_eight(a.data() + j, x);
    read_eight(b.data() + j, y);
    lanes += x * y;
  }
  Lanes sums;
  for (std::size_t k = 0; k < kLanes; ++k) sums[k] = lanes[k];
  for (std::size_t k = 0; j < a.size(); ++j, ++k) sums[k] += a[j] * b[j];
  return add_up(sums);
}

[[gnu::always_inline]] inline std::int32_t dot_whole_body(std::span<const std::int16_t> a,
                                                          std::span<const std::int16_t> b) {
  std::int32_t sum = 0;
  for (std::size_t j = 0; j < a.size(); ++j) sum += std::int32_t{a[j]} * std::int32_t{b[j]};
  return sum;
}

/// Four rows at a time, so that the vector is loaded once for them.
[[gnu::always_inline]] inline void multiply_rows_body(std::span<const std::int16_t> vector,
                                                      std::span<const std::int16_t> rows,
                                                      std::span<std::int32_t> products) {
  const std::size_t d = vector.size();
  std::size_t r = 0;
  for (; r + 4 <= products.size(); r += 4) {
    const std::int16_t* const row = rows.data() + r * d;
    std::int32_t a = 0;
    std::int32_t b = 0;
    std::int32_t c = 0;
    std::int32_t e = 0;
    for (std::size_t j = 0; j < d; ++j) {
      const auto x = std::int32_t{vector[j]};
      a += x * std::int32_t{row[j]};
      b += x * std::int32_t{row[d + j]};
      c += x * std::int32_t{row[2 * d + j]};
      e += x * std::int32_t{row[3 * d + j]};
    }
    products[r] = a;
    products[r + 1] = b;
    products[r + 2] = c;
    products[r + 3] = e;
  }
  for (; r < products.size(); ++r) products[r] = dot_whole_body(vector, rows.subspan(r * d, d));
}

[[gnu::always_inline]] inline Spread measure_spread_body(std::span<const float> values) {
  constexpr float kLeast = std::numeric_limits<float>::lowest();
  Eight sum{};
  Eight highest = Eight{} + kLeast;
  Eight second = highest;
  Eight x;
  std::size_t j = 0;
  for (; j + kLanes <= values.size(); j += kLanes) {
    read_eight(values.data() + j, x);
    sum += x;
    const Eight lower = x < highest ? x : highest;
    second = second > lower ? second : lower;
    highest = highest > x ? highest : x;
  }
  Lanes sums;
  Spread spread{0, kLeast, kLeast};
  const auto see = [&](float value) {
    spread.second = std::max(spread.second, std::min(value, spread.highest));
    spread.highest = std::max(spread.highest, value);
  };
  for (std::size_t k = 0; k < kLanes; ++k) {
    sums[k] = sum[k];
    see(highest[k]);
    spread.second = std::max(spread.second, second[k]);
  }
  for (std::size_t k = 0; j < values.size(); ++j, ++k) {
    sums[k] += values[j];
    see(values[j]);
  }
  spread.sum = add_up(sums);
  return spread;
}

[[gnu::always_inline]] inline void add_standing_body(std::span<const float> values, const Spread& spread,
                                                     float slope, float against_rival,
                                                     std::span<float> sums) {
  const Eight highest = Eight{} + spread.highest;
  const Eight against_highest = Eight{} + against_rival * spread.highest;
  const Eight against_second = Eight{} + against_rival * spread.second;
  Eight x;
  Eight sum;
  std::size_t j = 0;
  for (; j + kLanes <= values.size(); j += kLanes) {
    read_eight(values.data() + j, x);
    read_eight(sums.data() + j, sum);
    sum += slope * x - (x == highest ? against_second : against_highest);
    write_eight(sum, sums.data() + j);
  }
  for (; j < values.size(); ++j) {
    sums[j] += slope * values[j] -
               (values[j] == spread.highest ? against_rival * spread.second : against_rival * spread.highest);
  }
}

[[gnu::always_inline]] inline void highest_by_block_body(std::span<const float> values,
                                                         std::span<float> out) {
  for (std::size_t b = 0; b < out.size(); ++b) {
    const auto block =
        values.subspan(b * kHighestBlock, std::min(kHighestBlock, values.size() - b * kHighestBlock));
    if (block.size() < kHighestBlock) {
      out[b] = *std::max_element(block.begin(), block.end());
      continue;
    }
    Eight x;
    Eight y;
    read_eight(block.data(), x);
    read_eight(block.data() + kLanes, y);
    const Eight higher = x > y ? x : y;
    float highest = higher[0];
    for (std::size_t k = 1; k < kLanes; ++k) highest = std::max(highest, higher[k]);
    out[b] = highest;
  }
}

[[gnu::always_inline]] inline void to_probabilities_body(std::span<const float> logits, float shift,
                                                         std::span<float> out) {
  for (std::size_t i = 0; i < logits.size(); i += kLanes) {
    Eight x;
    read_some(logits, i, 0, x);
    x = -(x + shift);
    exponentiate(x);
    write_some(1.0F / (1.0F + x), out, i);
  }
}

[[gnu::always_inline]] inline ProbabilitySum sum_probabilities_body(std::span<const float> logits,
                                                                    float shift) {
  // Single precision holds for some thousand figures, so sums of so many are added up in double.
  constexpr std::size_t kBlock = 4096;
  ProbabilitySum total;
  for (std::size_t begin = 0; begin < logits.size(); begin += kBlock) {
    const auto block = logits.subspan(begin, std::min(kBlock, logits.size() - begin));
    Eight ps{};
    Eight changes{};
    for (std::size_t i = 0; i < block.size(); i += kLanes) {
      Eight x;
      read_some(block, i, -1000, x);
      x = -(x + shift);
      exponentiate(x);
      const Eight p = 1.0F / (1.0F + x);
      ps += p;
      changes += p * (1.0F - p);
    }
    for (std::size_t k = 0; k < kLanes; ++k) {
      total.p += static_cast<double>(ps[k]);
      total.change += static_cast<double>(changes[k]);
    }
  }
  return total;
}

[[gnu::always_inline]] inline void to_shares_body(std::span<float> values) {
  if (values.empty()) return;
  constexpr float kLeast = std::numeric_limits<float>::lowest();
  Eight most = Eight{} + kLeast;
  Eight x;
  for (std::size_t i = 0; i < values.size(); i += kLanes) {
    read_some(values, i, kLeast, x);
    most = most > x ? most : x;
  }
  float highest = most[0];
  for (std::size_t k = 1; k < kLanes; ++k) highest = std::max(highest, most[k]);
  Eight sums{};
  for (std::size_t i = 0; i < values.size(); i += kLanes) {
    read_some(values, i, kLeast, x);
    x -= highest;
    exponentiate(x);
    for (std::size_t k = values.size() - i; k < kLanes; ++k) x[k] = 0;
    sums += x;
    write_some(x, values, i);
  }
  Lanes lanes;
  for (std::size_t k = 0; k < kLanes; ++k) lanes[k] = sums[k];
  const float sum = add_up(lanes);
  for (std::size_t i = 0; i < values.size(); i += kLanes) {
    read_some(values, i, 0, x);
    write_some(x / sum, values, i);
  }
}

[[gnu::always_inline]] inline void to_logarithms_body(std::span<float> values) {
  for (std::size_t i = 0; i < values.size(); i += kLanes) {
    Eight x;
    read_some(values, i, 1, x);
    take_logarithm(x);
    write_some(x, values, i);
  }
}

/// One set of the loops.
struct Loops {
  void (*sum_rows)(std::span<const ScaledRow>, std::span<float>);
  void (*sum_bytes)(std::span<const ScaledBytes>, std::span<float>);
  float (*dot)(std::span<const float>, std::span<const float>);
  std::int32_t (*dot_whole)(std::span<const std::int16_t>, std::span<const std::int16_t>);
  void (*multiply_rows)(std::span<const std::int16_t>, std::span<const std::int16_t>,
                        std::span<std::int32_t>);
  Spread (*measure_spread)(std::span<const float>);
  void (*add_standing)(std::span<const float>, const Spread&, float, float, std::span<float>);
  void (*highest_by_block)(std::span<const float>, std::span<float>);
  void (*to_probabilities)(std::span<const float>, float, std::span<float>);
  ProbabilitySum (*sum_probabilities)(std::span<const float>, float);
  void (*to_shares)(std::span<float>);
  void (*to_logarithms)(std::span<float>);
};

// A lambda can't be told its processor, so each loop has two named wrappers. An attribute takes no
// parentheses. NOLINTBEGIN(bugprone-macro-parentheses)
#define BEAROUT_LOOPS(name, target)                                                                   \
  namespace name {                                                                                    \
  target void sum_rows(std::span<const ScaledRow> rows, std::span<float> out) {                       \
    sum_rows_body(rows, out);                                                                         \
  }                                                                                                   \
  target void sum_bytes(std::span<const ScaledBytes> rows, std::span<float> out) {                    \
    sum_rows_body(rows, out);                                                                         \
  }                                                                                                   \
  target float dot(std::span<const float> a, std::span<const float> b) {                              \
    return dot_body(a, b);                                                                            \
  }                                                                                                   \
  target std::int32_t dot_whole(std::span<const std::int16_t> a, std::span<const std::int16_t> b) {   \
    return dot_whole_body(a, b);                                                                      \
  }                                                                                                   \
  target void multiply_rows(std::span<const std::int16_t> vector, std::span<const std::int16_t> rows, \
                            std::span<std::int32_t> products) {                                       \
    multiply_rows_body(vector, rows, products);                                                       \
  }                                                                                                   \
  target Spread measure_spread(std::span<const float> values) {                                       \
    return measure_spread_body(values);                                                               \
  }                                                                                                   \
  target void add_standing(std::span<const float> values, const Spread& spread, float slope,          \
                           float against_rival, std::span<float> sums) {                              \
    add_standing_body(values, spread, slope, against_rival, sums);                                    \
  }                                                                                                   \
  target void highest_by_block(std::span<const float> values, std::span<float> out) {                 \
    highest_by_block_body(values, out);                                                               \
  }                                                                                                   \
  target void to_probabilities(std::span<const float> logits, float shift, std::span<float> out) {    \
    to_probabilities_body(logits, shift, out);                                                        \
  }                                                                                                   \
  target ProbabilitySum sum_probabilities(std::span<const float> logits, float shift) {               \
    return sum_probabilities_body(logits, shift);                                                     \
  }                                                                                                   \
  target void to_shares(std::span<float> values) {                                                    \
    to_shares_body(values);                                                                           \
  }                                                                                                   \
  target void to_logarithms(std::span<float> values) {                                                \
    to_logarithms_body(values);                                                                       \
  }                                                                                                   \
  constexpr Loops kLoops{sum_rows,         sum_bytes,         dot,          dot_whole,                \
                         multiply_rows,    measure_spread,    add_standing, highest_by_block,         \
                         to_probabilities, sum_probabilities, to_shares,    to_logarithms};           \
  }

BEAROUT_LOOPS(portable, )
#if defined(__x86_64__)
BEAROUT_LOOPS(avx2, [[gnu::target("avx2")]])
const Loops* const kFast = __builtin_cpu_supports("avx2") ? &avx2::kLoops : nullptr;
#else
const Loops* const kFast = nullptr;
#endif
#undef BEAROUT_LOOPS
// NOLINTEND(bugprone-macro-parentheses)

const Loops* loops = kFast != nullptr ? kFast : &portable::kLoops;

}  // namespace

void sum_rows(std::span<const ScaledRow> rows, std::span<float> out) {
  loops->sum_rows(rows, out);
}
void sum_rows(std::span<const ScaledBytes> rows, std::span<float> out) {
  loops->sum_bytes(rows, out);
}
float dot(std::span<const float> a, std::span<const float> b) {
  return loops->dot(a, b);
}
std::int32_t dot(std::span<const std::int16_t> a, std::span<const std::int16_t> b) {
  return loops->dot_whole(a, b);
}
void multiply_rows(std::span<const std::int16_t> vector, std::span<const std::int16_t> rows,
                   std::span<std::int32_t> products) {
  loops->multiply_rows(vector, rows, products);
}
Spread measure_spread(std::span<const float> values) {
  return loops->measure_spread(values);
}
void add_standing(std::span<const float> values, const Spread& spread, float slope, float against_rival,
                  std::span<float> sums) {
  loops->add_standing(values, spread, slope, against_rival, sums);
}
void highest_by_block(std::span<const float> values, std::span<float> out) {
  loops->highest_by_block(values, out);
}
void to_probabilities(std::span<const float> logits, float shift, std::span<float> out) {
  loops->to_probabilities(logits, shift, out);
}
ProbabilitySum sum_probabilities(std::span<const float> logits, float shift) {
  return loops->sum_probabilities(logits, shift);
}
void to_shares(std::span<float> values) {
  loops->to_shares(values);
}
void to_logarithms(std::span<float> values) {
  loops->to_logarithms(values);
}

bool has_fast_loops() {
  return kFast != nullptr;
}
void use_portable_loops(bool portable) {
  loops = portable || kFast == nullptr ? &portable::kLoops : kFast;
}
bool uses_portable_loops() {
  return loops == &portable::kLoops;
}

}  // namespace bearout::models
