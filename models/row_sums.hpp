#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace bearout::models {

/// The loops over outcomes and landmarks in which fitting and scoring spend their time, for single-precision
/// rows of any length. Each is compiled twice, for any x86-64 or other processor and for those with AVX2, and
/// the better one is taken at run time. Both give the same bits: figures are added in an order that does not
/// depend on how many fit into a register (element by element, or in eight lanes that are added up at the
/// end), and no step is fused.

/// A row and what it is multiplied with.
struct ScaledRow {
  const float* row = nullptr;
  float factor = 0;
};

/// out[j] = sum of factor · row[j], in the order of the rows, each as long as `out`.
void sum_rows(std::span<const ScaledRow> rows, std::span<float> out);

/// The same for rows of bytes.
struct ScaledBytes {
  const signed char* row = nullptr;
  float factor = 0;
};
void sum_rows(std::span<const ScaledBytes> rows, std::span<float> out);

[[nodiscard]] float dot(std::span<const float> a, std::span<const float> b);
/// Exact while the sum fits into 32 bits.
[[nodiscard]] std::int32_t dot(std::span<const std::int16_t> a, std::span<const std::int16_t> b);

/// products[r] = `vector` times row r of `rows`, which are as long as the vector. As exact.
void multiply_rows(std::span<const std::int16_t> vector, std::span<const std::int16_t> rows,
                   std::span<std::int32_t> products);

/// What a passage's values of one channel are held against.
struct Spread {
  float sum = 0;
  float highest = 0;
  float second = 0;  ///< highest value of all but one that has the highest
};
/// Requires two values or more.
[[nodiscard]] Spread measure_spread(std::span<const float> values);

/// sums[j] += slope · values[j] - against_rival · (highest value of another than j); `spread` is of `values`.
void add_standing(std::span<const float> values, const Spread& spread, float slope, float against_rival,
                  std::span<float> sums);

/// out[b] = highest of values[16 b … 16 b + 16), for the rows' whole blocks and a last short one.
inline constexpr std::size_t kHighestBlock = 16;
void highest_by_block(std::span<const float> values, std::span<float> out);

/// out[i] = 1 / (1 + exp(-(logits[i] + shift))); within 1e-6 of it.
void to_probabilities(std::span<const float> logits, float shift, std::span<float> out);
/// Sum of the same probabilities p, and of p (1 - p), which is how the first changes with the shift.
struct ProbabilitySum {
  double p = 0;
  double change = 0;
};
[[nodiscard]] ProbabilitySum sum_probabilities(std::span<const float> logits, float shift);

/// Replaces values by exp(value - highest) over their sum.
void to_shares(std::span<float> values);
/// Replaces values, all of them normal and above 0, by their natural logarithms.
void to_logarithms(std::span<float> values);

/// Whether the processor has what the faster of the two wants. `use_portable_loops(true)` takes the other one
/// all the same, for tests that compare them; not while other threads are at work.
[[nodiscard]] bool has_fast_loops();
void use_portable_loops(bool portable);
[[nodiscard]] bool uses_portable_loops();

}  // namespace bearout::models
