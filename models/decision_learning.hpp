#pragma once

#include <Eigen/Core>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/channels.hpp"

namespace bearout::models {

/// A pair as decisions are learned from.
struct LearnedPair {
  Eigen::VectorXf passage;  ///< d: of its passage, see PassageSpace
  std::array<float, kChannels>
      channels{};       ///< what each channel gives to the logit, standardised and bounded
  double logit = 0;     ///< of the matcher
  double standing = 0;  ///< the same standardised over the corpus' pairs
  std::uint32_t outcome = 0;
};

/// A decided pair.
struct DecidedExample {
  LearnedPair pair;
  bool match = false;
};

/// What decisions correct: added to the matcher's logit is a linear function of the pair. d dimensions of
/// passages, m outcomes; all zero (and `slope` 1) where nothing was decided.
struct Correction {
  Eigen::MatrixXf texts;                     ///< d x m
  Eigen::VectorXd intercepts;                ///< m
  Eigen::VectorXd standings;                 ///< m: times the standing
  std::array<double, kChannels> channels{};  ///< the same for all outcomes
  double slope = 1;                          ///< the corrected logit is stretched by it,
  double offset = 0;   ///< then moved: calibration on what was foretold of each decision by the others
  double floor = 0;    ///< below this logit nobody was asked; what lies below is stretched away from it,
  double stretch = 1;  ///< at least 1, so that decisions do not raise the bulk that they say nothing about

  /// The last step of a correction. Never changes the order of two pairs.
  [[nodiscard]] double settled(double logit) const {
    return logit < floor ? floor + stretch * (logit - floor) : logit;
  }

  /// Nothing was decided: the logit stays as it is.
  [[nodiscard]] bool empty() const { return texts.size() == 0; }
};

/// The corrected logit of one pair.
[[nodiscard]] double corrected_logit(const Correction& correction, const LearnedPair& pair);

/// Prior variances of the correction's parts, in squared logits. Chosen by simulated reviews of labelled
/// cases; the optimum is flat.
struct CorrectionPrior {
  double intercept = 0.5;
  double standing = 0.1;
  double own_intercept = 2;  ///< of each outcome
  double own_standing = 0.05;
  double text = 8;           ///< of each outcome; how alike passages are answered alike
  double shared_text = 0.5;  ///< "matches nothing", "matches everything"
  double channels = 0.3;
};

/// The posterior of the correction given decisions, as a Gaussian process in the space of pairs: Laplace's
/// approximation (Rasmussen & Williams 2006, algorithm 3.1).
struct Posterior {
  std::vector<LearnedPair> pairs;  ///< at most kMostExact of the decided ones
  Eigen::VectorXd roots;           ///< square roots of the curvature p (1 - p)
  Eigen::MatrixXd factor;          ///< lower Cholesky factor of I + R K R
  CorrectionPrior prior;
};

/// Up to here decisions are learned exactly and in the dual; of more, so many serve to calibrate and to say
/// what is uncertain.
inline constexpr std::size_t kMostExact = 800;
/// So many serve to choose the prior.
inline constexpr std::size_t kMostTried = 300;

struct LearnedDecisions {
  Correction correction;
  Posterior posterior;
};

/// Learns the correction for m outcomes. The variance of `text` is chosen, from an eighth to four times that
/// of `given`, by how well each decision is foretold by the others (leave-one-out), so that where the matcher
/// was right, or answers contradict each other, little moves. Deterministic; the order of the examples
/// changes only the last bits, so give them sorted.
[[nodiscard]] LearnedDecisions learn_decisions(std::span<const DecidedExample> examples, std::size_t outcomes,
                                               const CorrectionPrior& given = {});

/// Prior covariance of two sets of pairs' corrections.
[[nodiscard]] Eigen::MatrixXd covariance(const CorrectionPrior& prior, std::span<const LearnedPair> a,
                                         std::span<const LearnedPair> b);

}  // namespace bearout::models
