#pragma once

#include <Eigen/Core>
#include <span>
#include <string>
#include <vector>

namespace bearout::models {

/// The judged pairs of one labelled case.
struct LabelledCase {
  std::string family;  ///< cases of one family share their kind of text; a whole family is left out when a
                       ///< figure is reported
  Eigen::MatrixXd features;  ///< pairs x features
  Eigen::VectorXd matches;   ///< 0 or 1
};

/// Logistic regression with an intercept of its own for every case, thrown away afterwards: only the order
/// inside a case is learned, never how common matches are in it. A family of r pairs weighs r^0.75 in all, so
/// that large families do not drown small ones, and its cases weigh the same; ridge on standardised features;
/// Newton's method. Returns what a unit of each feature adds to the logit. Requires at least one pair, and
/// the same features in every case.
[[nodiscard]] Eigen::VectorXd fit_weights(std::span<const LabelledCase* const> cases);

}  // namespace bearout::models
