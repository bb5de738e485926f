#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "models/analyzer.hpp"
#include "models/feature_key.hpp"
#include "models/framing_weights.hpp"

namespace bearout::models {

/// What a corpus says of how its people praise and blame, without a label: words whose passages were judged
/// better, or worse, than the corpus' mean. So "hold" is a reproach where passengers write, and none where
/// climbers do.
struct CorpusTone {
  struct Word {
    FeatureKey key = 0;   ///< of a stem, or of a denied one
    float criticism = 0;  ///< to be added to FeatureWeight::criticism

    friend bool operator==(const Word&, const Word&) = default;
  };

  double lean = 0;          ///< what every logit of satisfaction gets
  std::vector<Word> words;  ///< by key

  friend bool operator==(const CorpusTone&, const CorpusTone&) = default;
};

/// Reads the passages in their order. Of fewer than 50, and of other languages than English, nothing is
/// learned. With p = tanh(logit / 2) of a passage as the weights alone judge it, m the mean of p, and n
/// distinct passages that hold a word (two at least), the word gets
///     FramingNumber::corpus_words · (sum of their p - n m) / (n + 3),
/// one round of self-training (naive Bayes on the model's own judgements; Nigam et al. 2000), shrunk.
[[nodiscard]] CorpusTone learn_tone(std::span<const std::string_view> texts, Analyzer& analyzer,
                                    const FramingWeights& weights);

/// The weights with the corpus' words added.
[[nodiscard]] FramingWeights with_words(FramingWeights weights, const CorpusTone& tone);

}  // namespace bearout::models
