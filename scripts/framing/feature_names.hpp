#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "models/analyzer.hpp"
#include "models/framing_features.hpp"

/// Numbers the features of training texts and knows their names.
class FeatureNames {
 public:
  FeatureNames();

  /// Learns the names of what the text's tokens and signs are called; features without a name are dropped.
  void learn(std::span<const bearout::models::Token> tokens, const bearout::models::Analyzer& analyzer,
             const bearout::models::FormNotes& notes);
  /// The number of the feature; `kNone` if it has no name that a file could hold.
  std::uint32_t number(const bearout::models::TextFeature& feature, std::string_view text);
  [[nodiscard]] const std::string& operator[](std::uint32_t number) const { return names_[number]; }
  [[nodiscard]] std::size_t size() const { return names_.size(); }

  static constexpr std::uint32_t kNone = 0xffffffff;

 private:
  [[nodiscard]] const std::string* atom(bearout::models::FeatureKey key) const;
  void name(bearout::models::FeatureKey key, const std::string& word);

  std::unordered_map<bearout::models::FeatureKey, std::string> atoms_;
  std::unordered_map<bearout::models::FeatureKey, std::uint32_t> numbers_;
  std::vector<std::string> names_;
};
