#include "models/candidates/agreement.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

namespace bearout::models {

namespace {

std::vector<std::size_t> sizes_of(std::span<const std::uint32_t> classes) {
  std::vector<std::size_t> sizes;
  for (const std::uint32_t one : classes) {
    if (one >= sizes.size()) sizes.resize(one + std::size_t{1});
    ++sizes[one];
  }
  sizes.erase(std::remove(sizes.begin(), sizes.end(), std::size_t{0}), sizes.end());
  return sizes;
}

double entropy(const std::vector<std::size_t>& sizes, double n) {
  double sum = 0;
  for (const std::size_t size : sizes) {
    const double share = static_cast<double>(size) / n;
    sum -= share * std::log(share);
  }
  return sum;
}

double mutual_information(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> both;
  std::map<std::uint32_t, double> left;
  std::map<std::uint32_t, double> right;
  for (std::size_t i = 0; i < a.size(); ++i) {
    both[{a[i], b[i]}] += 1;
    left[a[i]] += 1;
    right[b[i]] += 1;
  }
  const auto n = static_cast<double>(a.size());
  double sum = 0;
  for (const auto& [classes, count] : both) {
    sum += count / n * std::log(count * n / (left[classes.first] * right[classes.second]));
  }
  return sum;
}

/// Mean over all ways to shuffle one of the two: for each pair of classes the hypergeometric distribution of what
/// they have in common. Classes of one size are worked out once.
double expected_information(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b,
                            std::size_t n) {
  std::vector<double> log_factorial(n + 1);
  for (std::size_t i = 2; i <= n; ++i)
    log_factorial[i] = log_factorial[i - 1] + std::log(static_cast<double>(i));
  std::map<std::size_t, double> by_size;  // how many classes of b have that size
  for (const std::size_t size : b) by_size[size] += 1;
  double sum = 0;
  for (const std::size_t x : a) {
    for (const auto& [y, times] : by_size) {
      for (std::size_t common = std::max<std::size_t>(1, x + y > n ? x + y - n : 0);
           common <= std::min(x, y); ++common) {
        const double log_chance = log_factorial[x] + log_factorial[y] + log_factorial[n - x] +
                                  log_factorial[n - y] - log_factorial[n] - log_factorial[common] -
                                  log_factorial[x - common] - log_factorial[y - common] -
                                  log_factorial[n + common - x - y];
        const auto share = static_cast<double>(common) / static_cast<double>(n);
        const double ratio = static_cast<double>(n) * static_cast<double>(common) /
                             (static_cast<double>(x) * static_cast<double>(y));
        sum += times * share * std::log(ratio) * std::exp(log_chance);
      }
    }
  }
  return sum;
}

}  // namespace

double adjusted_mutual_information(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  if (a.empty()) return 1;
  const auto sizes_a = sizes_of(a);
  const auto sizes_b = sizes_of(b);
  const auto n = static_cast<double>(a.size());
  const double expected = expected_information(sizes_a, sizes_b, a.size());
  const double most = (entropy(sizes_a, n) + entropy(sizes_b, n)) / 2;
  if (most - expected < 1e-12) return sizes_a.size() == sizes_b.size() ? 1 : 0;
  return (mutual_information(a, b) - expected) / (most - expected);
}

}  // namespace bearout::models
