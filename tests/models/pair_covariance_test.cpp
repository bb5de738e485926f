#include "models/pair_covariance.hpp"

#include <doctest/doctest.h>

#include <Eigen/Cholesky>
#include <vector>

#include "models/random_stream.hpp"

using namespace bearout::models;

namespace {

constexpr std::uint32_t kOutcomes = 3;

/// Pairs of as many passages, of which some have several, with their passages' numbers.
struct Pairs {
  std::vector<LearnedPair> pairs;
  std::vector<std::uint32_t> passages;
};

Pairs random_pairs(std::size_t count, std::uint32_t passages, std::uint64_t seed) {
  RandomStream random(seed);
  const auto figure = [&random] { return static_cast<float>(random.uniform() - 0.5); };
  std::vector<Eigen::VectorXf> vectors(passages, Eigen::VectorXf(12));
  for (Eigen::VectorXf& vector : vectors) {
    for (float& value : vector) value = figure();
  }
  Pairs result;
  for (std::size_t i = 0; i < count; ++i) {
    result.passages.push_back(static_cast<std::uint32_t>(random.next() % passages));
    LearnedPair pair;
    pair.passage = vectors[result.passages.back()];
    for (float& channel : pair.channels) channel = figure();
    pair.outcome = static_cast<std::uint32_t>(random.next() % kOutcomes);
    pair.logit = random.uniform() * 4 - 3;
    pair.standing = pair.logit + 1;
    result.pairs.push_back(pair);
  }
  return result;
}

/// What `count` answers teach.
Posterior taught_by(std::size_t count) {
  std::vector<DecidedExample> examples;
  for (const LearnedPair& pair : random_pairs(count, 20, 5).pairs)
    examples.push_back({pair, pair.passage[0] > 0});
  return learn_decisions(examples, kOutcomes).posterior;
}

/// The matrix as its definition has it, in double precision (Rasmussen & Williams 2006, equation 3.24).
Eigen::MatrixXd dense_covariance(const Posterior& posterior, const std::vector<LearnedPair>& pairs) {
  Eigen::MatrixXd result = covariance(posterior.prior, pairs, pairs);
  if (posterior.pairs.empty()) return result;
  const Eigen::MatrixXd scaled =
      posterior.roots.asDiagonal() * covariance(posterior.prior, posterior.pairs, pairs);
  const Eigen::MatrixXd solved = posterior.factor.triangularView<Eigen::Lower>().solve(scaled);
  return result - solved.transpose() * solved;
}

}  // namespace

TEST_CASE("rows, products and squares are those of the dense matrix, with decisions and without") {
  const Pairs own = random_pairs(150, 60, 1);
  for (const std::size_t decisions : {0U, 1U, 50U}) {
    CAPTURE(decisions);
    const Posterior posterior = taught_by(decisions);
    const PairCovariance covariance(posterior, own.pairs, own.passages);
    const Eigen::MatrixXd dense = dense_covariance(posterior, own.pairs);
    const auto n = static_cast<Eigen::Index>(covariance.size());
    REQUIRE(n == dense.rows());
    std::vector<float> figures(covariance.size());
    const Eigen::Map<const Eigen::VectorXf> seen(figures.data(), n);
    for (std::size_t i = 0; i < covariance.size(); ++i) {
      const auto row = static_cast<Eigen::Index>(i);
      covariance.row(i, figures);
      CHECK((seen.cast<double>() - dense.col(row)).cwiseAbs().maxCoeff() < 1e-4);
      CHECK(static_cast<double>(covariance.variance(i)) == doctest::Approx(dense(row, row)).epsilon(1e-4));
    }
    std::vector<float> vector(covariance.size());
    RandomStream random(2);
    for (float& value : vector) value = static_cast<float>(random.uniform());
    const Eigen::VectorXd values = Eigen::Map<const Eigen::VectorXf>(vector.data(), n).cast<double>();
    covariance.multiply(vector, figures);
    CHECK((seen.cast<double>() - dense * values).cwiseAbs().maxCoeff() < 1e-2);
    covariance.sum_squares(vector, figures);
    CHECK((seen.cast<double>() - dense.cwiseAbs2() * values).cwiseAbs().maxCoeff() < 1e-2);
  }
}

TEST_CASE("pairs that are alike have the same bits, wherever they stand") {
  Pairs own = random_pairs(40, 20, 3);
  own.pairs.push_back(own.pairs[7]);  // as another passage with the same words
  own.passages.push_back(99);
  const PairCovariance covariance(taught_by(30), own.pairs, own.passages);
  const std::vector<float> ones(covariance.size(), 1.0F);
  std::vector<float> figures(covariance.size());
  covariance.multiply(ones, figures);
  CHECK(figures[7] == figures.back());
  covariance.sum_squares(ones, figures);
  CHECK(figures[7] == figures.back());
  covariance.row(3, figures);
  CHECK(figures[7] == figures.back());
  CHECK(covariance.variance(7) == covariance.variance(covariance.size() - 1));
}

TEST_CASE("an answer lowers the uncertainty of like pairs most") {
  const Posterior posterior = taught_by(60);
  const Pairs other = random_pairs(1, 1, 77);
  const std::vector<LearnedPair> pairs{posterior.pairs[0], other.pairs[0]};
  const PairCovariance after(posterior, pairs, std::vector<std::uint32_t>{0, 1});
  const Eigen::MatrixXd before = covariance(posterior.prior, pairs, pairs);
  std::vector<double> left;
  for (std::size_t i = 0; i < 2; ++i) {
    const auto at = static_cast<Eigen::Index>(i);
    left.push_back(static_cast<double>(after.variance(i)) / before(at, at));
    CHECK(left.back() > 0);
    CHECK(left.back() < 1);
  }
  CHECK(left[0] < left[1]);
}

TEST_CASE("no pair has a covariance") {
  const PairCovariance none(taught_by(3), {}, {});
  CHECK(none.size() == 0);
  none.multiply({}, {});
  none.sum_squares({}, {});
}
