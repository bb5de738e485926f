#include "models/corpus_tone.hpp"

#include <algorithm>
#include <cmath>

#include "models/criticism.hpp"
#include "models/form_notes.hpp"
#include "models/lexicon.hpp"
#include "models/tone.hpp"

namespace bearout::models {

namespace {

constexpr std::size_t kFewest = 50;    // passages that tell anything
constexpr std::size_t kLeastWord = 2;  // passages that hold a word
constexpr double kPrior = 3;           // 1 to 10 passages did alike on review data
constexpr float kSmall = 0.02F;        // a word that weighs less is not kept

struct Sighting {
  FeatureKey key = 0;
  std::size_t text = 0;
};

/// The words of a passage that are no function words, each once.
void list_words(std::span<const Token> tokens, const FormNotes& notes, const Tone& tone,
                std::vector<FeatureKey>& words) {
  words.clear();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const FormNote& note = notes[tokens[i].form];
    if (note.stop || note.number) continue;
    words.push_back(tone.negated[i] != 0 ? denied_key(note.key) : note.key);
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

/// Weights of the words that are sighted often enough; `judged` is p of each text. Sorts the sightings.
std::vector<CorpusTone::Word> weigh_words(std::vector<Sighting>& sightings, std::span<const double> judged,
                                          double mean, double strength) {
  std::sort(sightings.begin(), sightings.end(), [](const Sighting& a, const Sighting& b) {
    return a.key != b.key ? a.key < b.key : a.text < b.text;
  });
  std::vector<CorpusTone::Word> words;
  for (auto first = sightings.begin(); first != sightings.end();) {
    double sum = 0;
    auto last = first;
    for (; last != sightings.end() && last->key == first->key; ++last) sum += judged[last->text] - mean;
    const auto held = static_cast<std::size_t>(last - first);
    const auto weight = static_cast<float>(strength * sum / (static_cast<double>(held) + kPrior));
    if (held >= kLeastWord && std::abs(weight) >= kSmall) words.push_back({first->key, weight});
    first = last;
  }
  return words;
}

}  // namespace

CorpusTone learn_tone(std::span<const std::string_view> texts, Analyzer& analyzer,
                      const FramingWeights& weights) {
  CorpusTone learned;
  if (texts.size() < kFewest || analyzer.options().language != "en") return learned;
  const Lexicon& lexicon = english_lexicon();
  const StringTable no_stems;
  FormNotes notes(lexicon, no_stems, nullptr, &weights.features);
  WeighedFeatures features;
  Tone tone;
  std::vector<Sighting> sightings;
  std::vector<FeatureKey> words;
  std::vector<double> judged;
  double logits = 0;
  double sum = 0;
  for (std::size_t t = 0; t < texts.size(); ++t) {
    const std::string_view text = texts[t];
    const std::vector<Token> tokens = analyzer.analyze(text);
    notes.prepare(tokens, analyzer);
    read_tone(lexicon, notes, text, {0, text.size()}, tokens, analyzer, tone);
    weigh_criticism(text, tokens, notes, weights, features, tone);
    logits += tone.logit;
    judged.push_back(tone.criticism);
    sum += judged.back();
    list_words(tokens, notes, tone, words);
    for (const FeatureKey key : words) sightings.push_back({key, t});
  }
  const auto count = static_cast<double>(texts.size());
  learned.lean = weights[FramingNumber::lean] * logits / count;
  learned.words = weigh_words(sightings, judged, sum / count, weights[FramingNumber::corpus_words]);
  return learned;
}

FramingWeights with_words(FramingWeights weights, const CorpusTone& tone) {
  for (const CorpusTone::Word& word : tone.words) {
    const FeatureWeight* known = weights.features.find(word.key);
    FeatureWeight weight = known == nullptr ? FeatureWeight{} : *known;
    weight.criticism += word.criticism;
    weights.features.insert(word.key, weight);
  }
  return weights;
}

}  // namespace bearout::models
