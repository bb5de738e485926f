#include "models/calibration.hpp"

#include <Eigen/Cholesky>
#include <cmath>
#include <map>

namespace bearout::models {

namespace {

constexpr double kRidge = 0.02;           // on standardised features, all pairs together weighing 1
constexpr double kInterceptRidge = 1e-4;  // keeps the intercept of a case with one class finite
constexpr double kFirstIntercept = -1.5;
constexpr double kFamilyPower = -0.25;
constexpr int kRounds = 30;

struct Rows {
  Eigen::MatrixXd features;  // standardised
  Eigen::VectorXd matches;
  Eigen::VectorXd weights;          // sum 1
  std::vector<Eigen::Index> owner;  // number of the case
  Eigen::VectorXd deviation;
};

Rows stack(std::span<const LabelledCase* const> cases) {
  std::map<std::string, double> family_rows;
  std::map<std::string, double> family_cases;
  Eigen::Index count = 0;
  for (const LabelledCase* c : cases) {
    family_rows[c->family] += static_cast<double>(c->features.rows());
    family_cases[c->family] += 1;
    count += c->features.rows();
  }
  Rows rows{Eigen::MatrixXd(count, cases.front()->features.cols()),
            Eigen::VectorXd(count),
            Eigen::VectorXd(count),
            {},
            {}};
  Eigen::Index at = 0;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Eigen::Index n = cases[i]->features.rows();
    rows.features.middleRows(at, n) = cases[i]->features;
    rows.matches.segment(at, n) = cases[i]->matches;
    const double family = family_rows[cases[i]->family];
    const double share = family / family_cases[cases[i]->family] / static_cast<double>(n);
    rows.weights.segment(at, n).setConstant(std::pow(family, kFamilyPower) * share);
    rows.owner.insert(rows.owner.end(), static_cast<std::size_t>(n), static_cast<Eigen::Index>(i));
    at += n;
  }
  rows.weights /= rows.weights.sum();
  const Eigen::RowVectorXd mean = rows.features.colwise().mean();
  rows.features.rowwise() -= mean;
  rows.deviation = (rows.features.array().square().colwise().mean().sqrt() + 1e-6).matrix().transpose();
  rows.features.array().rowwise() /= rows.deviation.transpose().array();
  return rows;
}

struct State {
  Eigen::VectorXd slopes;
  Eigen::VectorXd intercepts;
};

Eigen::VectorXd logits(const Rows& rows, const State& state) {
  Eigen::VectorXd z = rows.features * state.slopes;
  for (Eigen::Index i = 0; i < z.size(); ++i)
    z[i] += state.intercepts[rows.owner[static_cast<std::size_t>(i)]];
  return z;
}

double loss(const Rows& rows, const State& state) {
  const Eigen::VectorXd z = logits(rows, state);
  double sum = 0.5 * kRidge * state.slopes.squaredNorm() +
               0.5 * kInterceptRidge * (state.intercepts.array() - kFirstIntercept).square().sum();
  for (Eigen::Index i = 0; i < z.size(); ++i) {
    const double soft = z[i] > 0 ? z[i] + std::log1p(std::exp(-z[i])) : std::log1p(std::exp(z[i]));
    sum += rows.weights[i] * (soft - rows.matches[i] * z[i]);
  }
  return sum;
}

/// One Newton step; the block of the intercepts is diagonal, so it is eliminated first (Schur complement).
State newton_step(const Rows& rows, const State& state) {
  const Eigen::Index features = rows.features.cols();
  const Eigen::Index cases = state.intercepts.size();
  const Eigen::VectorXd p = (1 + (-logits(rows, state).array()).exp()).inverse();
  const Eigen::VectorXd residual = (rows.weights.array() * (p - rows.matches).array()).matrix();
  const Eigen::VectorXd curvature = (rows.weights.array() * p.array() * (1 - p.array()) + 1e-12).matrix();
  Eigen::VectorXd slope_gradient = rows.features.transpose() * residual + kRidge * state.slopes;
  Eigen::VectorXd intercept_gradient =
      kInterceptRidge * (state.intercepts.array() - kFirstIntercept).matrix();
  Eigen::VectorXd diagonal = Eigen::VectorXd::Constant(cases, kInterceptRidge);
  Eigen::MatrixXd coupling = Eigen::MatrixXd::Zero(cases, features);
  for (Eigen::Index i = 0; i < residual.size(); ++i) {
    const Eigen::Index owner = rows.owner[static_cast<std::size_t>(i)];
    intercept_gradient[owner] += residual[i];
    diagonal[owner] += curvature[i];
    coupling.row(owner) += curvature[i] * rows.features.row(i);
  }
  const Eigen::MatrixXd scaled = diagonal.cwiseInverse().asDiagonal() * coupling;
  Eigen::MatrixXd hessian = rows.features.transpose() * curvature.asDiagonal() * rows.features;
  hessian.diagonal().array() += kRidge;
  hessian -= coupling.transpose() * scaled;
  State step;
  step.slopes = hessian.ldlt().solve(slope_gradient - scaled.transpose() * intercept_gradient);
  step.intercepts = diagonal.cwiseInverse().asDiagonal() * (intercept_gradient - coupling * step.slopes);
  return step;
}

}  // namespace

Eigen::VectorXd fit_weights(std::span<const LabelledCase* const> cases) {
  const Rows rows = stack(cases);
  State state{Eigen::VectorXd::Zero(rows.features.cols()),
              Eigen::VectorXd::Constant(static_cast<Eigen::Index>(cases.size()), kFirstIntercept)};
  double best = loss(rows, state);
  for (int round = 0; round < kRounds; ++round) {
    const State step = newton_step(rows, state);
    State next;
    double value = 0;
    double length = 2;
    do {
      length /= 2;
      next = {state.slopes - length * step.slopes, state.intercepts - length * step.intercepts};
      value = loss(rows, next);
    } while (value > best && length > 1e-3);
    if (value > best) break;
    state = next;
    const bool settled = best - value < 1e-9 * best;
    best = value;
    if (settled) break;
  }
  return (state.slopes.array() / rows.deviation.array()).matrix();
}

}  // namespace bearout::models
