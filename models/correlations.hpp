#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "models/row_sums.hpp"

namespace bearout::models {

/// Correlations of two raters' scores, by outcome, over passages; each passage's scores are first held
/// against their mean.
class Correlations {
 public:
  explicit Correlations(std::size_t outcomes) : sums_(outcomes) {}

  /// Scores of one passage by both raters; both are centred in place.
  void add(std::span<float> a, std::span<float> b) {
    centre(a);
    centre(b);
    ++count_;
    for (std::size_t j = 0; j < a.size(); ++j) {
      const auto x = static_cast<double>(a[j]);
      const auto y = static_cast<double>(b[j]);
      Sums& s = sums_[j];
      s.a += x;
      s.b += y;
      s.aa += x * x;
      s.bb += y * y;
      s.ab += x * y;
    }
  }
  /// Pearson's, mean over the outcomes for which both raters' scores vary; 0 if there is none.
  [[nodiscard]] double mean() const {
    double sum = 0;
    std::size_t varying = 0;
    const auto n = static_cast<double>(count_);
    for (const Sums& s : sums_) {
      const double va = s.aa / n - s.a / n * s.a / n;
      const double vb = s.bb / n - s.b / n * s.b / n;
      if (!(va > 1e-12 && vb > 1e-12)) continue;
      sum += (s.ab / n - s.a / n * s.b / n) / std::sqrt(va * vb);
      ++varying;
    }
    return varying == 0 ? 0 : sum / static_cast<double>(varying);
  }

 private:
  struct Sums {
    double a = 0, b = 0, aa = 0, bb = 0, ab = 0;
  };
  static void centre(std::span<float> values) {
    if (values.size() < 2) return;  // a lone outcome has no others to stand against
    const float mean = measure_spread(values).sum / static_cast<float>(values.size());
    for (float& value : values) value -= mean;
  }
  std::vector<Sums> sums_;
  std::size_t count_ = 0;
};

}  // namespace bearout::models
