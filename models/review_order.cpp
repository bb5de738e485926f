#include "models/review_order.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <utility>

#include "models/matcher.hpp"
#include "models/pair_covariance.hpp"
#include "models/random_stream.hpp"
#include "models/row_sums.hpp"

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

/// Those that were drawn, then the likeliest that were not.
Pool make_pool(std::span<const OpenPair> open, std::span<const std::size_t> accepted, std::uint64_t seed) {
  Pool pool = draw(open, seed);
  std::set<std::pair<std::uint32_t, std::uint32_t>> drawn;
  for (const OpenPair& pair : pool.pairs) drawn.emplace(pair.passage, pair.outcome);
  for (const OpenPair& pair : likeliest(open, accepted)) {
    if (drawn.contains({pair.passage, pair.outcome})) continue;
    pool.pairs.push_back(pair);
    pool.weights.push_back(1);
  }
  return pool;
}

/// Pairs of one passage are read one after the other, which is quicker.
PairCovariance read_pool(std::span<const OpenPair> pool, const Posterior& posterior, const ReadPair& read) {
  std::vector<std::size_t> by_passage(pool.size());
  std::iota(by_passage.begin(), by_passage.end(), std::size_t{0});
  std::stable_sort(by_passage.begin(), by_passage.end(),
                   [&](std::size_t a, std::size_t b) { return pool[a].passage < pool[b].passage; });
  std::vector<LearnedPair> pairs(pool.size());
  for (const std::size_t i : by_passage) pairs[i] = read(pool[i]);
  std::vector<std::uint32_t> passages;
  for (const OpenPair& pair : pool) passages.push_back(pair.passage);
  return {posterior, pairs, passages};
}

/// What is uncertain of a pool while one question of it after the other is answered. The covariances are
/// those from before any of them; answers take `known` · knownᵀ off.
class Answers {
 public:
  Answers(const Pool& pool, PairCovariance covariance, std::size_t most)
      : covariance_(std::move(covariance)),
        known_(static_cast<Eigen::Index>(most), std::ssize(pool.pairs)),
        variances_(pool.pairs.size()),
        squares_(pool.pairs.size()),
        column_(pool.pairs.size()),
        weighed_(pool.pairs.size()),
        across_(pool.pairs.size()),
        taken_off_(pool.pairs.size()),
        taken_(pool.pairs.size(), 0) {
    for (std::size_t i = 0; i < pool.pairs.size(); ++i) {
      variances_[i] = covariance_.variance(i);
      const double variance = std::max(0.0, static_cast<double>(variances_[i]));
      const double p = probability(pool.pairs[i].logit / std::sqrt(1 + kModeration * variance));
      weights_.push_back(static_cast<float>(pool.weights[i] * p * (1 - p) * p * (1 - p)));
      noise_.push_back(static_cast<float>(1 / std::max(1e-3, p * (1 - p))));
      preference_.push_back(static_cast<float>(std::sqrt(p + kLeastLikely)));
    }
    covariance_.sum_squares(weights_, squares_);
  }

  /// The pair whose answer is expected to lower the weighed variances most, which counts as answered from now
  /// on. Requires one that was not taken.
  std::size_t take_best() {
    std::size_t best = variances_.size();
    float most_gain = 0;
    for (std::size_t i = 0; i < variances_.size(); ++i) {
      if (taken_[i] != 0) continue;
      const float gain = squares_[i] / (std::max(1e-9F, variances_[i]) + noise_[i]) * preference_[i];
      if (best < variances_.size() && gain <= most_gain) continue;
      best = i;
      most_gain = gain;
    }
    taken_[best] = 1;
    answer(best);
    return best;
  }

 private:
  /// What an answer took off: the products of these figures, which are one for each pair.
  [[nodiscard]] std::span<float> known(std::size_t answer) {
    return {known_.data() + static_cast<Eigen::Index>(answer) * known_.cols(), column_.size()};
  }
  /// `taken_off_` becomes the sum of what answers took off, each times its factor.
  template <typename Factor>
  void add_known(const Factor& factor) {
    rows_.clear();
    for (std::size_t a = 0; a < answered_; ++a) rows_.push_back({known(a).data(), factor(known(a))});
    sum_rows(rows_, taken_off_);
  }

  /// The squares follow by the binomial formula.
  void answer(std::size_t pair) {
    covariance_.row(pair, column_);
    add_known([pair](std::span<const float> known) { return known[pair]; });
    for (std::size_t i = 0; i < column_.size(); ++i) {
      column_[i] -= taken_off_[i];
      weighed_[i] = column_[i] * weights_[i];
    }
    covariance_.multiply(weighed_, across_);
    add_known([this](std::span<const float> known) { return dot(known, weighed_); });
    const float own = dot(column_, weighed_);
    const float scale = 1 / (variances_[pair] + noise_[pair]);
    const std::span<float> now_known = known(answered_++);
    for (std::size_t i = 0; i < column_.size(); ++i) {
      const float part = scale * column_[i];
      squares_[i] += part * (part * own - 2 * (across_[i] - taken_off_[i]));
      variances_[i] -= part * column_[i];
      now_known[i] = std::sqrt(scale) * column_[i];
    }
  }

  PairCovariance covariance_;
  DenseRows known_;  // a row for each answer
  std::size_t answered_ = 0;
  // By pair:
  std::vector<float> variances_;
  std::vector<float> squares_;  // of its covariances, weighed: what its answer would take off all variances,
                                // times its own and the answer's
  std::vector<float> weights_, noise_, preference_;
  std::vector<float> column_, weighed_, across_, taken_off_;  // of the pair that is being answered
  std::vector<std::uint8_t> taken_;
  std::vector<ScaledRow> rows_;  // scratch
};

}  // namespace

double worth_as_example(double logit, std::size_t k) {
  return logit - kRepeat * std::log(static_cast<double>(k + 1));
}

std::vector<OpenPair> informative_pairs(std::span<const OpenPair> open, std::span<const std::size_t> accepted,
                                        const Posterior& posterior, const ReadPair& read, std::size_t most,
                                        std::uint64_t seed) {
  const Pool pool = make_pool(open, accepted, seed);
  Answers answers(pool, read_pool(pool.pairs, posterior, read), std::min(most, pool.pairs.size()));
  std::vector<OpenPair> order;
  while (order.size() < std::min(most, pool.pairs.size())) order.push_back(pool.pairs[answers.take_best()]);
  return order;
}

}  // namespace bearout::models
