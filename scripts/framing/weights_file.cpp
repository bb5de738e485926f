#include "framing/weights_file.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace bearout::models;

namespace {

constexpr double kSteps = 127;  // of the largest weight

std::string figure(double value) {
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.4f", value);
  return digits;
}

int steps(double value, double step) {
  return static_cast<int>(std::lround(value / step));
}

}  // namespace

void WeightsFile::number(FramingNumber name, double value) {
  lines_["number\t" + std::string(name_of(name))] = figure(value);
}

void WeightsFile::part(ClaimPart name, double claim, double fact) {
  lines_["claim\t" + std::string(name_of(name))] = figure(claim) + "\t" + figure(fact);
}

void WeightsFile::criticism(const std::map<std::string, double>& weights) {
  double most = 1e-9;
  for (const auto& [name, weight] : weights) most = std::max(most, std::abs(weight));
  criticism_step_ = std::round(most / kSteps * 1e6) / 1e6;
  for (const auto& [name, weight] : weights) features_[name][0] = steps(weight, criticism_step_);
}

void WeightsFile::stance(const std::map<std::string, Stance>& weights) {
  double most = 1e-9;
  for (const auto& [name, weight] : weights) {
    most = std::max({most, std::abs(weight.stance), std::abs(weight.directed)});
  }
  stance_step_ = std::round(most / kSteps * 1e6) / 1e6;
  for (const auto& [name, weight] : weights) {
    features_[name][1] = steps(weight.stance, stance_step_);
    features_[name][2] = steps(weight.directed, stance_step_);
  }
}

std::string WeightsFile::text() const {
  std::string text =
      "# What framing has learned (see models/framing_weights.hpp); written by scripts/train_framing.\n";
  for (const auto& [name, value] : lines_) text += name + "\t" + value + "\n";
  char step[80];
  std::snprintf(step, sizeof step, "step\tcriticism\t%.6f\nstep\tstance\t%.6f\n", criticism_step_,
                stance_step_);
  text += step;
  for (const auto& [name, weight] : features_) {
    if (weight == std::array<int, 3>{}) continue;
    text += "feature\t" + name;
    for (const int value : weight) text += "\t" + std::to_string(value);
    text += "\n";
  }
  return text;
}
