#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/candidates/dense_rows.hpp"
#include "models/decision_learning.hpp"

namespace bearout::models {

/// Covariance of n pairs' corrected logits, given what was decided; in single precision, which is enough to
/// say what is uncertain. A covariance follows from how alike two passages are and a few figures of either
/// pair, so the n x n matrix is never made: p passages need p x p figures, d decisions d x n, and a product
/// with a vector n (p + 2 d) steps.
class PairCovariance {
 public:
  /// passages[i]: a number of pair i's passage; equal ones have equal vectors.
  PairCovariance(const Posterior& posterior, std::span<const LearnedPair> pairs,
                 std::span<const std::uint32_t> passages);

  [[nodiscard]] std::size_t size() const { return pairs_.size(); }
  [[nodiscard]] float variance(std::size_t i) const;
  /// out[k] = covariance of the pairs i and k.
  void row(std::size_t i, std::span<float> out) const;
  /// The matrix times a vector.
  void multiply(std::span<const float> vector, std::span<float> out) const;
  /// out[i] = sum of weights[k] · (covariance of the pairs i and k)².
  void sum_squares(std::span<const float> weights, std::span<float> out) const;

 private:
  struct Pair {
    std::uint32_t passage = 0;  // row of likeness_
    std::uint32_t outcome = 0;
    float standing = 0;
  };
  [[nodiscard]] std::span<const float> likeness(std::size_t pair) const;
  [[nodiscard]] std::span<const float> decided(std::size_t pair) const;
  void read_texts(std::span<const LearnedPair> pairs, std::span<const std::uint32_t> passages);
  void prior_row(std::size_t i, std::span<float> out) const;
  void multiply_prior(std::span<const float> vector, std::span<float> out) const;

  CorrectionPrior prior_;
  std::vector<Pair> pairs_;
  struct Members {
    std::vector<std::uint32_t> pairs;  // ascending
    std::vector<std::uint32_t> passages;
  };
  std::vector<Members> members_;  // of the outcomes
  DenseRows likeness_;            // p x p: products of the passages' vectors
  DenseRows shared_;   // by figure that counts whatever the outcome, its root variance taken in: of each pair
  DenseRows decided_;  // n x d: rows whose products the decisions take off
};

}  // namespace bearout::models
