#include "models/row_sums.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

#include "models/random_stream.hpp"

namespace bearout::models {

namespace {

std::vector<float> random_figures(std::size_t count, double scale, RandomStream& random) {
  std::vector<float> figures(count);
  for (float& figure : figures) figure = static_cast<float>(scale * (2 * random.uniform() - 1));
  return figures;
}

std::vector<std::uint32_t> bits_of(const std::vector<float>& figures) {
  std::vector<std::uint32_t> bits;
  for (const float figure : figures) bits.push_back(std::bit_cast<std::uint32_t>(figure));
  return bits;
}

/// What all loops make of figures drawn with that seed, one after the other.
std::vector<float> all_loops(std::size_t n, std::uint64_t seed) {
  RandomStream random(seed);
  std::vector<std::vector<float>> rows;
  std::vector<ScaledRow> scaled;
  for (int i = 0; i < 5; ++i) rows.push_back(random_figures(n, 2, random));
  for (const auto& row : rows) scaled.push_back({row.data(), static_cast<float>(random.uniform())});
  std::vector<float> sums(n);
  sum_rows(scaled, sums);
  std::vector<float> all = sums;
  all.push_back(dot(rows[0], rows[1]));
  if (n > 1) {
    const Spread spread = measure_spread(rows[0]);
    all.insert(all.end(), {spread.sum, spread.highest, spread.second});
    add_standing(rows[0], spread, 1.5F, 0.25F, sums);
    all.insert(all.end(), sums.begin(), sums.end());
  }
  std::vector<float> out((n + kHighestBlock - 1) / kHighestBlock);
  highest_by_block(rows[2], out);
  all.insert(all.end(), out.begin(), out.end());
  out.resize(n);
  to_probabilities(rows[3], -1, out);
  all.insert(all.end(), out.begin(), out.end());
  const ProbabilitySum sum = sum_probabilities(rows[3], -1);
  all.insert(all.end(), {static_cast<float>(sum.p), static_cast<float>(sum.change)});
  to_logarithms(out);
  all.insert(all.end(), out.begin(), out.end());
  to_shares(rows[4]);
  all.insert(all.end(), rows[4].begin(), rows[4].end());
  return all;
}

}  // namespace

TEST_CASE("loops over rows give the same bits with and without AVX2") {
  for (const std::size_t n : {0U, 1U, 2U, 7U, 8U, 9U, 31U, 32U, 33U, 100U, 263U}) {
    const auto fast = all_loops(n, n);
    use_portable_loops(true);
    const auto portable = all_loops(n, n);
    use_portable_loops(false);
    CHECK(bits_of(fast) == bits_of(portable));
  }
}

TEST_CASE("a vector times many rows is each of the products") {
  RandomStream random(3);
  for (const std::size_t dimensions : {0U, 1U, 15U, 16U, 33U, 300U}) {
    for (const std::size_t count : {0U, 1U, 3U, 4U, 11U}) {
      std::vector<std::int16_t> figures((count + 1) * dimensions);
      for (std::int16_t& figure : figures)
        figure = static_cast<std::int16_t>(static_cast<int>(random.next() % 255) - 127);
      const std::span<const std::int16_t> vector = std::span(figures).first(dimensions);
      const std::span<const std::int16_t> rows = std::span(figures).subspan(dimensions);
      for (const bool portable : {false, true}) {
        use_portable_loops(portable);
        std::vector<std::int32_t> products(count);
        multiply_rows(vector, rows, products);
        for (std::size_t r = 0; r < count; ++r)
          CHECK(products[r] == dot(vector, rows.subspan(r * dimensions, dimensions)));
      }
      use_portable_loops(false);
    }
  }
}

TEST_CASE("sums over rows are what they say") {
  const std::vector<float> a{1, 2, 3, 4, 5, 6, 7, 8, 9};
  const std::vector<float> b{9, 8, 7, 6, 5, 4, 3, 2, 1};
  std::vector<float> out(9);
  sum_rows(std::vector<ScaledRow>{{a.data(), 2}, {b.data(), -1}}, out);
  for (std::size_t j = 0; j < 9; ++j) CHECK(out[j] == 2 * a[j] - b[j]);
  sum_rows(std::span<const ScaledRow>{}, out);
  CHECK(std::all_of(out.begin(), out.end(), [](float x) { return x == 0; }));
  CHECK(dot(a, b) == 165);

  std::vector<signed char> bytes(35);
  for (std::size_t j = 0; j < bytes.size(); ++j)
    bytes[j] = static_cast<signed char>(static_cast<int>(j % 128) - 17);
  std::vector<float> sums(35);
  sum_rows(std::vector<ScaledBytes>{{bytes.data(), 0.5F}}, sums);
  for (std::size_t j = 0; j < bytes.size(); ++j) CHECK(sums[j] == 0.5F * static_cast<float>(bytes[j]));
}

TEST_CASE("every outcome is held against the highest of the others") {
  for (const std::size_t n : {2U, 3U, 8U, 9U, 40U, 101U}) {
    RandomStream random(n);
    std::vector<float> values = random_figures(n, 1, random);
    if (n == 40) values[3] = values[39] = 5;  // two that lead
    const Spread spread = measure_spread(values);
    std::vector<float> sums(n, 0);
    add_standing(values, spread, 0, 1, sums);
    for (std::size_t j = 0; j < n; ++j) {
      float rival = -10;
      for (std::size_t k = 0; k < n; ++k) rival = k == j ? rival : std::max(rival, values[k]);
      CHECK(sums[j] == -rival);
    }
  }
}

TEST_CASE("exponentials and logarithms are near enough") {
  std::vector<float> logits;
  for (float x = -30; x <= 30; x += 0.37F) logits.push_back(x);
  std::vector<float> p(logits.size());
  to_probabilities(logits, 0.5F, p);
  double sum = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    const double exact = 1 / (1 + std::exp(-static_cast<double>(logits[i]) - 0.5));
    sum += exact;
    CHECK(static_cast<double>(p[i]) == doctest::Approx(exact).epsilon(1e-6));
  }
  CHECK(sum_probabilities(logits, 0.5F).p == doctest::Approx(sum).epsilon(1e-6));

  std::vector<float> figures;
  for (float x = 1e-30F; x < 1e30F; x *= 1.7F) figures.push_back(x);
  std::vector<float> logarithms = figures;
  to_logarithms(logarithms);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    CHECK(static_cast<double>(logarithms[i]) ==
          doctest::Approx(std::log(static_cast<double>(figures[i]))).epsilon(1e-6));
  }

  std::vector<float> shares{-1000, 1, 2, 3, 90, 88, 3, 2, 1};
  to_shares(shares);
  CHECK(static_cast<double>(shares[5] / shares[4]) == doctest::Approx(std::exp(-2.0)).epsilon(1e-6));
  float total = 0;
  for (const float share : shares) total += share;
  CHECK(total == doctest::Approx(1));
}

}  // namespace bearout::models
