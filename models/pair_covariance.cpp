#include "models/pair_covariance.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <map>

#include "models/candidates/row_products.hpp"
#include "models/row_sums.hpp"

namespace bearout::models {

namespace {

constexpr Eigen::Index kBlock = 128;  // pairs whose products with the decisions are in memory at once

std::span<const float> row_of(const DenseRows& matrix, std::size_t row) {
  const auto columns = static_cast<std::size_t>(matrix.cols());
  return {matrix.data() + row * columns, columns};
}

/// Intercept, standing and channels, each times the root of its variance: a row each.
DenseRows shared_figures(const CorrectionPrior& prior, std::span<const LearnedPair> pairs) {
  DenseRows figures(static_cast<Eigen::Index>(kChannels) + 2, std::ssize(pairs));
  for (Eigen::Index i = 0; i < figures.cols(); ++i) {
    const LearnedPair& pair = pairs[static_cast<std::size_t>(i)];
    figures(0, i) = static_cast<float>(std::sqrt(prior.intercept));
    figures(1, i) = static_cast<float>(std::sqrt(prior.standing) * pair.standing);
    for (std::size_t c = 0; c < kChannels; ++c) {
      figures(static_cast<Eigen::Index>(c) + 2, i) =
          static_cast<float>(std::sqrt(prior.channels)) * pair.channels[c];
    }
  }
  return figures;
}

/// A row for each pair: what all decisions have in common with it, by the inverse root of their covariance.
DenseRows decided_rows(const Posterior& posterior, std::span<const LearnedPair> pairs) {
  if (posterior.pairs.empty() || pairs.empty())
    return DenseRows(std::ssize(pairs), 0);  // NOLINT(modernize-return-braced-init-list): looks like figures
  Eigen::MatrixXf solved =
      (posterior.roots.asDiagonal() * covariance(posterior.prior, posterior.pairs, pairs)).cast<float>();
  posterior.factor.cast<float>().eval().triangularView<Eigen::Lower>().solveInPlace(solved);
  return solved.transpose();
}

}  // namespace

PairCovariance::PairCovariance(const Posterior& posterior, std::span<const LearnedPair> pairs,
                               std::span<const std::uint32_t> passages)
    : prior_(posterior.prior),
      shared_(shared_figures(prior_, pairs)),
      decided_(decided_rows(posterior, pairs)) {
  for (const LearnedPair& pair : pairs) {
    const auto number = static_cast<std::uint32_t>(pairs_.size());
    pairs_.push_back({0, pair.outcome, static_cast<float>(pair.standing)});
    if (pair.outcome >= members_.size()) members_.resize(pair.outcome + std::size_t{1});
    members_[pair.outcome].pairs.push_back(number);
  }
  read_texts(pairs, passages);
  for (const Pair& pair : pairs_) members_[pair.outcome].passages.push_back(pair.passage);
}

void PairCovariance::read_texts(std::span<const LearnedPair> pairs, std::span<const std::uint32_t> passages) {
  std::map<std::uint32_t, std::uint32_t> rows;  // by passage
  std::vector<const Eigen::VectorXf*> vectors;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto [row, is_new] = rows.emplace(passages[i], static_cast<std::uint32_t>(rows.size()));
    if (is_new) vectors.push_back(&pairs[i].passage);
    pairs_[i].passage = row->second;
  }
  DenseRows texts(std::ssize(vectors), vectors.empty() ? 0 : vectors.front()->size());
  for (Eigen::Index p = 0; p < texts.rows(); ++p) texts.row(p) = *vectors[static_cast<std::size_t>(p)];
  multiply_rows_by_rows(texts, texts, likeness_);
}

std::span<const float> PairCovariance::likeness(std::size_t pair) const {
  return row_of(likeness_, pairs_[pair].passage);
}
std::span<const float> PairCovariance::decided(std::size_t pair) const {
  return row_of(decided_, pair);
}

float PairCovariance::variance(std::size_t i) const {
  const Pair& own = pairs_[i];
  const auto text = static_cast<float>(prior_.shared_text + prior_.text);
  const auto standing = static_cast<float>(prior_.own_standing);
  return shared_.col(static_cast<Eigen::Index>(i)).squaredNorm() + static_cast<float>(prior_.own_intercept) +
         standing * own.standing * own.standing + text * likeness(i)[own.passage] -
         dot(decided(i), decided(i));
}

void PairCovariance::prior_row(std::size_t i, std::span<float> out) const {
  const Pair& own = pairs_[i];
  std::vector<ScaledRow> shared;
  shared.reserve(static_cast<std::size_t>(shared_.rows()));
  for (std::size_t f = 0; f < static_cast<std::size_t>(shared_.rows()); ++f)
    shared.push_back({row_of(shared_, f).data(), row_of(shared_, f)[i]});
  sum_rows(shared, out);
  const std::span<const float> alike = likeness(i);
  const auto shared_text = static_cast<float>(prior_.shared_text);
  for (std::size_t k = 0; k < out.size(); ++k) out[k] += shared_text * alike[pairs_[k].passage];
  const auto intercept = static_cast<float>(prior_.own_intercept);
  const auto standing = static_cast<float>(prior_.own_standing) * own.standing;
  const auto text = static_cast<float>(prior_.text);
  for (const std::uint32_t k : members_[own.outcome].pairs)
    out[k] += intercept + standing * pairs_[k].standing + text * alike[pairs_[k].passage];
}

void PairCovariance::row(std::size_t i, std::span<float> out) const {
  prior_row(i, out);
  if (decided_.cols() == 0) return;
  for (std::size_t k = 0; k < out.size(); ++k) out[k] -= dot(decided(i), decided(k));
}

void PairCovariance::multiply_prior(std::span<const float> vector, std::span<float> out) const {
  std::vector<ScaledRow> shared;
  shared.reserve(static_cast<std::size_t>(shared_.rows()));
  for (std::size_t f = 0; f < static_cast<std::size_t>(shared_.rows()); ++f)
    shared.push_back({row_of(shared_, f).data(), dot(row_of(shared_, f), vector)});
  sum_rows(shared, out);
  // Passages take in what their pairs have, first of all outcomes, then of one on top of it.
  std::vector<float> all(static_cast<std::size_t>(likeness_.rows()), 0.0F);
  const auto shared_text = static_cast<float>(prior_.shared_text);
  for (std::size_t k = 0; k < size(); ++k) all[pairs_[k].passage] += shared_text * vector[k];
  std::vector<float> texts;
  std::vector<float> products;
  for (const Members& members : members_) {
    texts = all;
    float intercept = 0;
    float standing = 0;
    for (const std::uint32_t k : members.pairs) {
      texts[pairs_[k].passage] += static_cast<float>(prior_.text) * vector[k];
      intercept += static_cast<float>(prior_.own_intercept) * vector[k];
      standing += static_cast<float>(prior_.own_standing) * pairs_[k].standing * vector[k];
    }
    products.resize(members.pairs.size());
    multiply_row_by_some(texts, likeness_, members.passages, products);
    for (std::size_t m = 0; m < members.pairs.size(); ++m) {
      const std::uint32_t i = members.pairs[m];
      out[i] += intercept + standing * pairs_[i].standing + products[m];
    }
  }
}

void PairCovariance::multiply(std::span<const float> vector, std::span<float> out) const {
  multiply_prior(vector, out);
  if (decided_.cols() == 0) return;
  std::vector<ScaledRow> rows;
  rows.reserve(size());
  for (std::size_t k = 0; k < size(); ++k) rows.push_back({decided(k).data(), vector[k]});
  std::vector<float> sums(static_cast<std::size_t>(decided_.cols()));
  sum_rows(rows, sums);
  for (std::size_t i = 0; i < size(); ++i) out[i] -= dot(decided(i), sums);
}

void PairCovariance::sum_squares(std::span<const float> weights, std::span<float> out) const {
  std::vector<float> own(size());
  DenseRows taken_off;
  for (Eigen::Index begin = 0; begin < std::ssize(pairs_); begin += kBlock) {
    const Eigen::Index count = std::min(kBlock, std::ssize(pairs_) - begin);
    if (decided_.cols() > 0) multiply_rows_by_rows(decided_.middleRows(begin, count), decided_, taken_off);
    for (Eigen::Index i = 0; i < count; ++i) {
      const auto pair = static_cast<std::size_t>(begin + i);
      prior_row(pair, own);
      if (decided_.cols() > 0) {
        const std::span<const float> less = row_of(taken_off, static_cast<std::size_t>(i));
        for (std::size_t k = 0; k < own.size(); ++k) own[k] -= less[k];
      }
      for (float& covariance : own) covariance *= covariance;
      out[pair] = dot(own, weights);
    }
  }
}

}  // namespace bearout::models
