#include "models/decision_learning.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <limits>

#include "models/matcher.hpp"

namespace bearout::models {

namespace {

constexpr int kNewtonRounds = 30;
constexpr double kLongestStep = 4;
// Variances of `text` that are tried, as multiples of the given one, with a lognormal prior about it: one
// decision should not change what is believed of them all.
constexpr std::array<double, 6> kTextVariances{0.125, 0.25, 0.5, 1, 2, 4};
constexpr double kVariancePrecision = 1.5;
// Calibration: variances of slope (about 1) and offset (about 0).
constexpr double kSlopeVariance = 0.05;
constexpr double kOffsetVariance = 0.05;

/// -ln of the probability that a logit gives to what was decided.
double log_loss(double logit, bool match) {
  const double x = match ? logit : -logit;
  return x > 0 ? std::log1p(std::exp(-x)) : -x + std::log1p(std::exp(x));
}

/// Decided pairs with what the matcher says of them.
struct Sites {
  std::vector<LearnedPair> pairs;
  Eigen::VectorXd logits;
  Eigen::VectorXd matches;  // 0 or 1

  explicit Sites(const std::vector<DecidedExample>& examples)
      : logits(static_cast<Eigen::Index>(examples.size())), matches(logits.size()) {
    for (std::size_t i = 0; i < examples.size(); ++i) {
      pairs.push_back(examples[i].pair);
      logits[static_cast<Eigen::Index>(i)] = examples[i].pair.logit;
      matches[static_cast<Eigen::Index>(i)] = examples[i].match ? 1 : 0;
    }
  }
};

/// Dual weights of the decisions, and what each would have been foretold to be by the others.
struct Exact {
  Eigen::VectorXd weights;  // match minus probability
  Eigen::VectorXd roots;
  Eigen::MatrixXd factor;
  Eigen::VectorXd left_out;  // logits
};

Exact learn_exactly(const Eigen::MatrixXd& kernel, const Sites& sites) {
  Exact result;
  const Eigen::VectorXd& prior = sites.logits;
  const Eigen::VectorXd& matches = sites.matches;
  Eigen::VectorXd logits = prior;
  Eigen::LLT<Eigen::MatrixXd> factor;
  for (int round = 0; round < kNewtonRounds; ++round) {
    const Eigen::VectorXd p = logits.unaryExpr([](double logit) { return probability(logit); });
    result.roots = (p.array() * (1 - p.array())).max(1e-4).sqrt();
    Eigen::MatrixXd inner = result.roots.asDiagonal() * kernel * result.roots.asDiagonal();
    inner.diagonal().array() += 1;
    factor.compute(inner);
    const Eigen::VectorXd b =
        (result.roots.array().square() * (logits - prior).array() + matches.array() - p.array()).matrix();
    const Eigen::VectorXd scaled = (result.roots.array() * (kernel * b).array()).matrix();
    result.weights = b - (result.roots.array() * factor.solve(scaled).array()).matrix();
    const Eigen::VectorXd step = prior + kernel * result.weights - logits;
    logits += step.cwiseMax(-kLongestStep).cwiseMin(kLongestStep);
    if (step.cwiseAbs().maxCoeff() < 1e-4) break;
  }
  result.factor = factor.matrixL();
  // The cavity of each decision: its own site is taken out of the posterior (Vehtari et al. 2016, Laplace).
  const Eigen::MatrixXd solved =
      result.factor.triangularView<Eigen::Lower>().solve(Eigen::MatrixXd(result.roots.asDiagonal() * kernel));
  const Eigen::VectorXd variances = kernel.diagonal() - solved.colwise().squaredNorm().transpose();
  result.left_out = logits;
  for (Eigen::Index i = 0; i < logits.size(); ++i) {
    const double curvature = result.roots[i] * result.roots[i];
    const double without = variances[i] / std::max(1e-6, 1 - variances[i] * curvature);
    result.left_out[i] -= without * result.weights[i];
  }
  return result;
}

/// The parts of a covariance that do not depend on the prior.
struct Likenesses {
  Eigen::MatrixXd texts;
  Eigen::MatrixXd channels;
};

/// Pairs' figures as columns. Many pairs that follow each other are of one passage: it has one column.
struct PairColumns {
  Eigen::MatrixXf texts;           // d x passages
  std::vector<Eigen::Index> text;  // of each pair: its column of `texts`
  Eigen::MatrixXf channels;        // kChannels x pairs

  explicit PairColumns(std::span<const LearnedPair> pairs)
      : PairColumns(pairs.size(), [&](std::size_t i) -> const LearnedPair& { return pairs[i]; }) {}
  explicit PairColumns(std::span<const DecidedExample> examples)
      : PairColumns(examples.size(), [&](std::size_t i) -> const LearnedPair& { return examples[i].pair; }) {}

 private:
  template <typename PairAt>
  PairColumns(std::size_t count, PairAt pair_at) : channels(kChannels, static_cast<Eigen::Index>(count)) {
    std::vector<const Eigen::VectorXf*> passages;
    for (std::size_t i = 0; i < count; ++i) {
      const LearnedPair& pair = pair_at(i);
      if (i == 0 || pair.passage != *passages.back()) passages.push_back(&pair.passage);
      text.push_back(std::ssize(passages) - 1);
      channels.col(static_cast<Eigen::Index>(i)) =
          Eigen::Map<const Eigen::VectorXf>(pair.channels.data(), kChannels);
    }
    texts.resize(passages.empty() ? 0 : passages.front()->size(), std::ssize(passages));
    for (Eigen::Index i = 0; i < texts.cols(); ++i) texts.col(i) = *passages[static_cast<std::size_t>(i)];
  }
};

Likenesses likenesses(std::span<const LearnedPair> a, std::span<const LearnedPair> b) {
  const PairColumns first(a);
  const PairColumns second(b);
  const Eigen::MatrixXf texts = first.texts.transpose() * second.texts;
  const Eigen::MatrixXf channels = first.channels.transpose() * second.channels;
  return {texts(first.text, second.text).cast<double>(), channels.cast<double>()};
}

Eigen::MatrixXd covariance_of(const CorrectionPrior& prior, const Likenesses& alike,
                              std::span<const LearnedPair> a, std::span<const LearnedPair> b) {
  Eigen::MatrixXd result(alike.texts.rows(), alike.texts.cols());
  for (Eigen::Index j = 0; j < result.cols(); ++j) {
    const LearnedPair& second = b[static_cast<std::size_t>(j)];
    for (Eigen::Index i = 0; i < result.rows(); ++i) {
      const LearnedPair& first = a[static_cast<std::size_t>(i)];
      const double standings = first.standing * second.standing;
      double sum = prior.intercept + prior.standing * standings + prior.shared_text * alike.texts(i, j) +
                   prior.channels * alike.channels(i, j);
      if (first.outcome == second.outcome) {
        sum += prior.own_intercept + prior.own_standing * standings + prior.text * alike.texts(i, j);
      }
      result(i, j) = sum;
    }
  }
  return result;
}

/// The variance of `text` at which the decisions foretell each other best.
CorrectionPrior choose_prior(const Sites& sites, const CorrectionPrior& given) {
  const Likenesses alike = likenesses(sites.pairs, sites.pairs);
  CorrectionPrior best;
  double least = std::numeric_limits<double>::infinity();
  for (const double multiple : kTextVariances) {
    CorrectionPrior prior = given;
    prior.text *= multiple;
    const double doubt = std::log(multiple);
    const Exact learned = learn_exactly(covariance_of(prior, alike, sites.pairs, sites.pairs), sites);
    double loss = 0.5 * kVariancePrecision * doubt * doubt;
    for (Eigen::Index i = 0; i < learned.left_out.size(); ++i)
      loss += log_loss(learned.left_out[i], sites.matches[i] > 0);
    if (loss >= least) continue;
    least = loss;
    best = prior;
  }
  return best;
}

/// Primal weights: what dual weights of examples come to.
Correction primal(std::span<const DecidedExample> examples, const Eigen::VectorXd& weights,
                  const CorrectionPrior& prior, std::size_t outcomes) {
  const Eigen::Index d = examples.front().pair.passage.size();
  const auto m = static_cast<Eigen::Index>(outcomes);
  Correction result{Eigen::MatrixXf::Zero(d, m), Eigen::VectorXd::Zero(m), Eigen::VectorXd::Zero(m)};
  Eigen::VectorXf shared = Eigen::VectorXf::Zero(d);
  double intercept = 0;
  double standing = 0;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    const LearnedPair& pair = examples[i].pair;
    const double weight = weights[static_cast<Eigen::Index>(i)];
    const auto j = static_cast<Eigen::Index>(pair.outcome);
    result.texts.col(j) += static_cast<float>(prior.text * weight) * pair.passage;
    shared += static_cast<float>(prior.shared_text * weight) * pair.passage;
    result.intercepts[j] += prior.own_intercept * weight;
    result.standings[j] += prior.own_standing * weight * pair.standing;
    intercept += prior.intercept * weight;
    standing += prior.standing * weight * pair.standing;
    for (std::size_t c = 0; c < kChannels; ++c)
      result.channels[c] += prior.channels * weight * static_cast<double>(pair.channels[c]);
  }
  result.texts.colwise() += shared;
  result.intercepts.array() += intercept;
  result.standings.array() += standing;
  return result;
}

/// Logistic regression of what was decided on the left-out logits (Platt 1999), with a strong prior on
/// leaving them as they are: a correction that was too bold, or too timid, is stretched.
void calibrate(const Eigen::VectorXd& left_out, const Eigen::VectorXd& matches, Correction& correction) {
  double slope = 1;
  double offset = 0;
  for (int round = 0; round < kNewtonRounds; ++round) {
    double slope_gradient = (slope - 1) / kSlopeVariance;
    double offset_gradient = offset / kOffsetVariance;
    double slopes = 1 / kSlopeVariance;
    double offsets = 1 / kOffsetVariance;
    double both = 0;
    for (Eigen::Index i = 0; i < left_out.size(); ++i) {
      const double p = probability(slope * left_out[i] + offset);
      const double curvature = p * (1 - p);
      slope_gradient += (p - matches[i]) * left_out[i];
      offset_gradient += p - matches[i];
      slopes += curvature * left_out[i] * left_out[i];
      offsets += curvature;
      both += curvature * left_out[i];
    }
    const double determinant = slopes * offsets - both * both;
    const double slope_step = (offsets * slope_gradient - both * offset_gradient) / determinant;
    const double offset_step = (slopes * offset_gradient - both * slope_gradient) / determinant;
    slope = std::max(0.1, slope - slope_step);
    offset -= offset_step;
    if (std::abs(slope_step) + std::abs(offset_step) < 1e-9) break;
  }
  correction.slope = slope;
  correction.offset = offset;
}

/// Many decisions: the same optimum by L-BFGS (Liu & Nocedal 1989) over the explicit weights, linear in
/// their number.
class ManyDecisions {
 public:
  ManyDecisions(std::span<const DecidedExample> examples, const CorrectionPrior& prior, std::size_t outcomes)
      : examples_(examples),
        columns_(examples),
        d_(columns_.texts.rows()),
        shared_size_(d_ + 2 + static_cast<Eigen::Index>(kChannels)),
        own_size_(d_ + 2),
        weight_count_(shared_size_ + static_cast<Eigen::Index>(outcomes) * own_size_),
        shared_text_(root(prior.shared_text)),
        own_text_(root(prior.text)) {
    const auto n = static_cast<Eigen::Index>(examples.size());
    shared_.resize(shared_size_ - d_, n);
    own_.resize(2, n);
    for (Eigen::Index i = 0; i < n; ++i) {
      const LearnedPair& pair = examples[static_cast<std::size_t>(i)].pair;
      const auto standing = static_cast<float>(pair.standing);
      shared_.col(i) << root(prior.intercept), root(prior.standing) * standing,
          root(prior.channels) * columns_.channels.col(i);
      own_.col(i) << root(prior.own_intercept), root(prior.own_standing) * standing;
    }
  }

  /// Dual weights at the optimum.
  Eigen::VectorXd solve() {
    Eigen::VectorXf weights = Eigen::VectorXf::Zero(weight_count_);
    Eigen::VectorXf gradient;
    double value = loss(weights, gradient);
    std::deque<std::pair<Eigen::VectorXf, Eigen::VectorXf>> history;
    for (int round = 0; round < kRounds && gradient.cwiseAbs().maxCoeff() > kSmallGradient; ++round) {
      const Eigen::VectorXf direction = two_loops(history, gradient);
      float length = 1;
      Eigen::VectorXf next;
      Eigen::VectorXf next_gradient;
      double next_value = 0;
      const auto decrease = static_cast<double>(direction.dot(gradient));
      do {
        next = weights + length * direction;
        next_value = loss(next, next_gradient);
        length /= 2;
      } while (next_value > value + 1e-4 * static_cast<double>(length) * decrease && length > 1e-4F);
      if (next_value >= value) break;
      history.emplace_back(next - weights, next_gradient - gradient);
      if (history.size() > kMemory) history.pop_front();
      weights = std::move(next);
      gradient = std::move(next_gradient);
      value = next_value;
    }
    return residuals_;
  }

 private:
  static constexpr int kRounds = 100;
  static constexpr std::size_t kMemory = 10;
  static constexpr float kSmallGradient = 0.02F;

  [[nodiscard]] static float root(double variance) { return static_cast<float>(std::sqrt(variance)); }

  /// Fills the gradient and the residuals. A passage is multiplied once with what all outcomes share, and
  /// once for each of its pairs.
  double loss(const Eigen::VectorXf& weights, Eigen::VectorXf& gradient) {
    const auto n = static_cast<Eigen::Index>(examples_.size());
    residuals_.resize(n);
    gradient = weights;
    double sum = 0.5 * static_cast<double>(weights.squaredNorm());
    const Eigen::VectorXf shared = shared_text_ * (columns_.texts.transpose() * weights.head(d_));
    Eigen::VectorXf passage_residuals = Eigen::VectorXf::Zero(shared.size());
    for (Eigen::Index i = 0; i < n; ++i) {
      const DecidedExample& example = examples_[static_cast<std::size_t>(i)];
      const Eigen::Index passage = columns_.text[static_cast<std::size_t>(i)];
      const auto text = columns_.texts.col(passage);
      const Eigen::Index at = shared_size_ + static_cast<Eigen::Index>(example.pair.outcome) * own_size_;
      const float correction = shared[passage] + weights.segment(d_, shared_.rows()).dot(shared_.col(i)) +
                               own_text_ * weights.segment(at, d_).dot(text) +
                               weights.segment<2>(at + d_).dot(own_.col(i));
      const double logit = example.pair.logit + static_cast<double>(correction);
      sum += log_loss(logit, example.match);
      residuals_[i] = (example.match ? 1.0 : 0.0) - probability(logit);
      const auto residual = static_cast<float>(residuals_[i]);
      passage_residuals[passage] += residual;
      gradient.segment(d_, shared_.rows()) -= residual * shared_.col(i);
      gradient.segment(at, d_) -= residual * own_text_ * text;
      gradient.segment<2>(at + d_) -= residual * own_.col(i);
    }
    gradient.head(d_) -= shared_text_ * (columns_.texts * passage_residuals);
    return sum;
  }

  static Eigen::VectorXf two_loops(const std::deque<std::pair<Eigen::VectorXf, Eigen::VectorXf>>& history,
                                   const Eigen::VectorXf& gradient) {
    Eigen::VectorXf direction = -gradient;
    std::vector<float> factors(history.size());
    for (std::size_t k = history.size(); k-- > 0;) {
      factors[k] = history[k].first.dot(direction) / history[k].first.dot(history[k].second);
      direction -= factors[k] * history[k].second;
    }
    if (!history.empty()) {
      const auto& last = history.back();
      direction *= last.first.dot(last.second) / last.second.squaredNorm();
    } else {
      direction /= std::max(1.0F, gradient.norm());
    }
    for (std::size_t k = 0; k < history.size(); ++k) {
      const float back = history[k].second.dot(direction) / history[k].first.dot(history[k].second);
      direction += (factors[k] - back) * history[k].first;
    }
    return direction;
  }

  std::span<const DecidedExample> examples_;
  PairColumns columns_;
  Eigen::Index d_;
  // Weights: of what outcomes share, then of each outcome; of texts first.
  Eigen::Index shared_size_, own_size_, weight_count_;
  float shared_text_, own_text_;  // roots of variances
  Eigen::MatrixXf shared_;        // features but texts by the root of their variance, one column an example
  Eigen::Matrix2Xf own_;
  Eigen::VectorXd residuals_;
};

/// Every how-manieth example is kept so that at most `most` are.
std::vector<DecidedExample> thinned(std::span<const DecidedExample> examples, std::size_t most) {
  std::vector<DecidedExample> kept;
  const std::size_t count = std::min(examples.size(), most);
  kept.reserve(count);
  for (std::size_t k = 0; k < count; ++k) kept.push_back(examples[k * examples.size() / count]);
  return kept;
}

}  // namespace

LearnedDecisions learn_decisions(std::span<const DecidedExample> examples, std::size_t outcomes,
                                 const CorrectionPrior& given) {
  LearnedDecisions result;
  result.posterior.prior = given;
  if (examples.empty()) return result;
  result.posterior.prior = choose_prior(Sites(thinned(examples, kMostTried)), given);
  const CorrectionPrior& prior = result.posterior.prior;
  Sites exact(thinned(examples, kMostExact));
  const Exact learned = learn_exactly(covariance(prior, exact.pairs, exact.pairs), exact);
  result.posterior.pairs = exact.pairs;
  result.posterior.roots = learned.roots;
  result.posterior.factor = learned.factor;
  const Eigen::VectorXd weights = exact.pairs.size() == examples.size()
                                      ? learned.weights
                                      : ManyDecisions(examples, prior, outcomes).solve();
  result.correction = primal(examples, weights, prior, outcomes);
  calibrate(learned.left_out, exact.matches, result.correction);
  return result;
}

double corrected_logit(const Correction& correction, const LearnedPair& pair) {
  const auto column = static_cast<Eigen::Index>(pair.outcome);
  double logit = pair.logit + static_cast<double>(correction.texts.col(column).dot(pair.passage)) +
                 correction.intercepts[column] + correction.standings[column] * pair.standing;
  for (std::size_t c = 0; c < kChannels; ++c)
    logit += correction.channels[c] * static_cast<double>(pair.channels[c]);
  return correction.settled(correction.slope * logit + correction.offset);
}

Eigen::MatrixXd covariance(const CorrectionPrior& prior, std::span<const LearnedPair> a,
                           std::span<const LearnedPair> b) {
  return covariance_of(prior, likenesses(a, b), a, b);
}

}  // namespace bearout::models
