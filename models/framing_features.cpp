#include "models/framing_features.hpp"

namespace bearout::models {

void list_features(std::string_view text, std::span<const Token> tokens, const Tone& tone,
                   const FormNotes& notes, std::vector<TextFeature>& features) {
  for_each_feature(text, tokens, tone, notes,
                   [&](const TextFeature& feature) { features.push_back(feature); });
}

}  // namespace bearout::models
