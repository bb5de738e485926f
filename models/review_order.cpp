#include "models/review_order.hpp"

#include <algorithm>
#include <cmath>

#include "models/matcher.hpp"
#include "models/random_stream.hpp"

namespace bearout::models {

namespace {

// Pairs that questions are chosen from, but for the likeliest: a quarter of a small pile.
constexpr std::size_t kDrawn = 1200;
constexpr std::size_t kFewestDrawn = 600;
constexpr std::size_t kOneDrawnOf = 4;
constexpr std::size_t kLikeliest = 250;
// So many are looked at for the likeliest: an outcome with very many would hide the others.
constexpr double kLeastDraw = 0.02;  // a certain pair's chance to be drawn, against .5 of an uncertain one
constexpr double kRepeat = 0.7;      // chosen by simulated reviews, as the other figures
constexpr double kLeastLikely = 0.02;
// Probabilities are means over the posterior (MacKay 1992; pi / 8 = .39).
constexpr double kModeration = 0.35;

/// Pairs to choose from, with how many pairs each stands for.
struct Pool {
  std::vector<OpenPair> pairs;
  std::vector<double> weights;
};

/// Draws without replacement by weight: the smallest of exponential lots (Efraimidis & Spirakis 2006).
Pool draw(std::span<const OpenPair> open, std::uint64_t seed) {
  std::vector<double> chances(open.size());
  double sum = 0;
  for (std::size_t i = 0; i < open.size(); ++i) {
    const double p = probability(open[i].logit);
    chances[i] = std::sqrt(p * (1 - p)) + kLeastDraw;
    sum += chances[i];
  }
  std::vector<std::pair<double, std::size_t>> lots(open.size());
  RandomStream random(seed);
  for (std::size_t i = 0; i < open.size(); ++i) lots[i] = {-std::log1p(-random.uniform()) / chances[i], i};
  const std::size_t count =
      std::min(open.size(), std::clamp(open.size() / kOneDrawnOf, kFewestDrawn, kDrawn));
  std::partial_sort(lots.begin(), lots.begin() + static_cast<std::ptrdiff_t>(count), lots.end());
  std::vector<std::size_t> drawn;
  for (std::size_t k = 0; k < count; ++k) drawn.push_back(lots[k].second);
  std::sort(drawn.begin(), drawn.end());
  Pool pool;
  for (const std::size_t i : drawn) {
    pool.pairs.push_back(open[i]);
    pool.weights.push_back(1 / std::min(1.0, static_cast<double>(count) * chances[i] / sum));
  }
  return pool;
}

/// The likeliest, each outcome's k-th counting less.
std::vector<OpenPair> likeliest(std::span<const OpenPair> open, std::span<const std::size_t> accepted) {
  std::vector<std::vector<std::size_t>> by_outcome(accepted.size());
  for (std::size_t i = 0; i < open.size(); ++i) by_outcome[open[i].outcome].push_back(i);
  std::vector<std::pair<double, std::size_t>> worths;
  for (std::size_t j = 0; j < by_outcome.size(); ++j) {
    auto& own = by_outcome[j];
    const std::size_t count = std::min(kLikeliest, own.size());
    std::partial_sort(own.begin(), own.begin() + static_cast<std::ptrdiff_t>(count), own.end(),
                      [&](std::size_t a, std::size_t b) {
                        return open[a].logit != open[b].logit ? open[a].logit > open[b].logit : a < b;
                      });
    for (std::size_t k = 0; k < count; ++k)
      worths.emplace_back(-worth_as_example(open[own[k]].logit, k + accepted[j]), own[k]);
  }
  std::sort(worths.begin(), worths.end());
  worths.resize(std::min(kLikeliest, worths.size()));
  std::vector<OpenPair> result;
  for (const auto& worth : worths) result.push_back(open[worth.second]);
  return result;
}

}  // namespace

double worth_as_example(double logit, std::size_t k) {
  return logit - kRepeat * std::log(static_cast<double>(k + 1));
}

std::vector<OpenPair> informative_pairs(std::span<const OpenPair> open, std::span<const std::size_t> accepted,
                                        const Posterior& posterior, const ReadPair& read, std::size_t most,
                                        std::uint64_t seed) {
  Pool pool = draw(open, seed);
  for (const OpenPair& pair : likeliest(open, accepted)) {
    const auto same = [&](const OpenPair& one) {
      return one.passage == pair.passage && one.outcome == pair.outcome;
    };
    if (std::any_of(pool.pairs.begin(), pool.pairs.end(), same)) continue;
    pool.pairs.push_back(pair);
    pool.weights.push_back(1);
  }
  std::vector<LearnedPair> pairs;
  for (const OpenPair& pair : pool.pairs) pairs.push_back(read(pair));
  // Covariances as they are before any of the questions is answered; answers take `known` * known^T off.
  const Eigen::MatrixXf covariance = posterior_covariance(posterior, pairs);
  const Eigen::Index n = covariance.rows();
  const auto wanted = static_cast<Eigen::Index>(std::min(most, pool.pairs.size()));
  Eigen::MatrixXf known(n, wanted);
  Eigen::VectorXf variances = covariance.diagonal();
  Eigen::VectorXf weights(n);
  Eigen::VectorXf noise(n);
  Eigen::VectorXf preference(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const double variance = std::max(0.0, static_cast<double>(variances[i]));
    const double p = probability(pool.pairs[at].logit / std::sqrt(1 + kModeration * variance));
    weights[i] = static_cast<float>(pool.weights[at] * p * (1 - p) * p * (1 - p));
    noise[i] = static_cast<float>(1 / std::max(1e-3, p * (1 - p)));
    preference[i] = static_cast<float>(std::sqrt(p + kLeastLikely));
  }
  // By pair: what its answer would take off all variances, times its own and the answer's: the squares of its
  // covariances, weighed.
  Eigen::VectorXf squares(n);
  for (Eigen::Index i = 0; i < n; ++i) squares[i] = covariance.col(i).cwiseAbs2().dot(weights);
  std::vector<std::uint8_t> taken(pool.pairs.size(), 0);
  std::vector<OpenPair> order;
  for (Eigen::Index k = 0; k < wanted; ++k) {
    Eigen::Index best = -1;
    float most_gain = 0;
    for (Eigen::Index i = 0; i < n; ++i) {
      if (taken[static_cast<std::size_t>(i)] != 0) continue;
      const float gain = squares[i] / (std::max(1e-9F, variances[i]) + noise[i]) * preference[i];
      if (best >= 0 && gain <= most_gain) continue;
      best = i;
      most_gain = gain;
    }
    taken[static_cast<std::size_t>(best)] = 1;
    order.push_back(pool.pairs[static_cast<std::size_t>(best)]);
    // The answer is as good as known. The matrix itself is only read: what answers took off is kept beside
    // it, and the squares follow by the binomial formula.
    const auto before = known.leftCols(k);
    const Eigen::VectorXf column = covariance.col(best) - before * known.row(best).head(k).transpose();
    const Eigen::VectorXf weighed = column.cwiseProduct(weights);
    Eigen::VectorXf across = covariance * weighed;
    across.noalias() -= before * (before.transpose() * weighed);
    const float own = column.dot(weighed);
    const float scale = 1 / (variances[best] + noise[best]);
    for (Eigen::Index i = 0; i < n; ++i) {
      const float part = scale * column[i];
      squares[i] += part * (part * own - 2 * across[i]);
      variances[i] -= part * column[i];
    }
    known.col(k) = std::sqrt(scale) * column;
  }
  return order;
}

}  // namespace bearout::models
