#include "framing/feature_names.hpp"

using namespace bearout::models;

FeatureNames::FeatureNames() {
  for (const char* sign : {"^", ",", ".", "!", "!!", "?", "...", "CAPS", "#", "not", "+not"})
    name(key_of_word(sign), sign);
}

void FeatureNames::name(FeatureKey key, const std::string& word) {
  atoms_.emplace(key, word);
  atoms_.emplace(denied_key(key), "~" + word);
}

void FeatureNames::learn(std::span<const Token> tokens, const Analyzer& analyzer, const FormNotes& notes) {
  for (const Token& token : tokens) {
    const FormNote& note = notes[token.form];
    if (atoms_.contains(note.key)) continue;
    const std::string word = feature_word(analyzer.stem(analyzer.form(token.form).stem));
    const bool safe = word.find_first_of("_\t\n#~") == std::string::npos;
    if (safe && key_of_word(word) == note.key) name(note.key, word);
  }
}

const std::string* FeatureNames::atom(FeatureKey key) const {
  const auto known = atoms_.find(key);
  return known == atoms_.end() ? nullptr : &known->second;
}

std::uint32_t FeatureNames::number(const TextFeature& feature, std::string_view text) {
  const auto known = numbers_.find(feature.key());
  if (known != numbers_.end()) return known->second;
  if (feature.token == TextFeature::kNoToken && atom(feature.right) == nullptr) {
    const std::string sign(bearout::corpus::cut(text, feature.span));
    if (sign.find_first_of("_\t\n~") != std::string::npos || key_of_word(sign) != feature.right) return kNone;
    atoms_.emplace(feature.right, sign);
  }
  const std::string* right = atom(feature.right);
  const std::string* left = feature.left == 0 ? nullptr : atom(feature.left);
  if (right == nullptr || (feature.left != 0 && left == nullptr)) return kNone;
  const auto number = static_cast<std::uint32_t>(names_.size());
  numbers_.emplace(feature.key(), number);
  names_.push_back(left == nullptr ? *right : *left + "_" + *right);
  return number;
}
