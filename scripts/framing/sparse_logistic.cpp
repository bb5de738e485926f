#include "framing/sparse_logistic.hpp"

#include <cmath>
#include <deque>
#include <numeric>

namespace {

constexpr int kRounds = 250;
constexpr std::size_t kMemory = 10;
constexpr double kSettled = 1e-6;  // relative gain of a round

using Vector = std::vector<double>;

double dot(const Vector& a, const Vector& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

double logit_of(const LabelledRows& rows, std::size_t row, const Vector& w) {
  double z = w.back();
  for (std::size_t k = rows.begins[row]; k < rows.begins[row + 1]; ++k)
    z += w[rows.columns[k]] * rows.values[k];
  return z;
}

/// The loss at `w`; fills its gradient.
double loss(const LabelledRows& rows, double c, const Vector& w, Vector& gradient) {
  double sum = 0;
  for (std::size_t k = 0; k + 1 < w.size(); ++k) {
    gradient[k] = w[k] / c;
    sum += 0.5 * w[k] * w[k] / c;
  }
  gradient.back() = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double margin = rows.labels[i] * logit_of(rows, i, w);
    sum += rows.weights[i] *
           (margin > 0 ? std::log1p(std::exp(-margin)) : std::log1p(std::exp(margin)) - margin);
    const double slope = -rows.labels[i] * rows.weights[i] / (1 + std::exp(margin));
    for (std::size_t k = rows.begins[i]; k < rows.begins[i + 1]; ++k)
      gradient[rows.columns[k]] += slope * rows.values[k];
    gradient.back() += slope;
  }
  return sum;
}

struct Step {
  Vector move, turn;  // of the point, of the gradient
  double scale;
};

Vector direction(const std::deque<Step>& steps, const Vector& gradient) {
  Vector q = gradient;
  Vector alpha(steps.size());
  for (std::size_t s = steps.size(); s-- > 0;) {
    alpha[s] = dot(steps[s].move, q) / steps[s].scale;
    for (std::size_t k = 0; k < q.size(); ++k) q[k] -= alpha[s] * steps[s].turn[k];
  }
  if (!steps.empty()) {
    const double gamma = steps.back().scale / dot(steps.back().turn, steps.back().turn);
    for (double& x : q) x *= gamma;
  }
  for (std::size_t s = 0; s < steps.size(); ++s) {
    const double beta = dot(steps[s].turn, q) / steps[s].scale;
    for (std::size_t k = 0; k < q.size(); ++k) q[k] += (alpha[s] - beta) * steps[s].move[k];
  }
  for (double& x : q) x = -x;
  return q;
}

}  // namespace

std::vector<double> fit_logistic(const LabelledRows& rows, double c) {
  Vector w(rows.column_count + 1, 0.0);
  Vector gradient(w.size());
  double value = loss(rows, c, w, gradient);
  std::deque<Step> steps;
  for (int round = 0; round < kRounds; ++round) {
    const Vector heading = direction(steps, gradient);
    const double slope = dot(heading, gradient);
    double length = steps.empty() ? 1 / std::sqrt(dot(gradient, gradient) + 1e-12) : 1;
    Vector next(w.size());
    Vector next_gradient(w.size());
    double next_value = 0;
    for (int tries = 0; tries < 30; ++tries, length /= 2) {
      for (std::size_t k = 0; k < w.size(); ++k) next[k] = w[k] + length * heading[k];
      next_value = loss(rows, c, next, next_gradient);
      if (next_value <= value + 1e-4 * length * slope) break;
    }
    if (!(next_value < value)) break;
    Step step{Vector(w.size()), Vector(w.size()), 0};
    for (std::size_t k = 0; k < w.size(); ++k) {
      step.move[k] = next[k] - w[k];
      step.turn[k] = next_gradient[k] - gradient[k];
    }
    step.scale = dot(step.move, step.turn);
    if (step.scale > 1e-12) steps.push_back(std::move(step));
    if (steps.size() > kMemory) steps.pop_front();
    const bool settled = value - next_value < kSettled * value;
    w.swap(next);
    gradient.swap(next_gradient);
    value = next_value;
    if (settled) break;
  }
  return w;
}
