#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "models/framing_weights.hpp"

/// Collects what was learned and writes it as parse_framing_weights() reads it.
class WeightsFile {
 public:
  void number(bearout::models::FramingNumber name, double value);
  void part(bearout::models::ClaimPart name, double claim, double fact);
  void criticism(const std::map<std::string, double>& weights);
  struct Stance {
    double stance = 0, directed = 0;
  };
  void stance(const std::map<std::string, Stance>& weights);

  [[nodiscard]] std::string text() const;
  [[nodiscard]] bearout::models::FramingWeights weights() const {
    return bearout::models::parse_framing_weights(text());
  }

 private:
  std::map<std::string, std::string> lines_;            // of numbers and parts, by name
  std::map<std::string, std::array<int, 3>> features_;  // in whole steps
  double criticism_step_ = 1, stance_step_ = 1;
};
