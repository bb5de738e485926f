#include "models/criticism.hpp"

#include <algorithm>
#include <cmath>

#include "models/framing_features.hpp"

namespace bearout::models {

namespace {

constexpr std::size_t kReversalPart = 7;
constexpr double kListTurned =
    -1;  // a reversal below turns the list of outcomes itself: reviews know no such thing
constexpr double kSmall = 0.05;        // what moves the logit less is no cue
constexpr double kNothingToAdd = 1.5;  // "Nothing", as an answer to "what could be better?"

/// The clause in which a cue begins; clauses touch each other and are in order.
std::size_t clause_of(const Tone& tone, const ToneCue& cue) {
  const auto after =
      std::upper_bound(tone.clauses.begin(), tone.clauses.end(), cue.span.begin,
                       [](std::size_t place, const Clause& clause) { return place < clause.span.begin; });
  return static_cast<std::size_t>(after - tone.clauses.begin()) - 1;
}

std::size_t last_clause_with_cue(const Tone& tone) {
  std::size_t last = 0;
  for (const ToneCue& cue : tone.cues) last = std::max(last, clause_of(tone, cue));
  return last;
}

double factor_of(const ToneCue& cue, const Tone& tone, std::size_t last, const FramingWeights& weights) {
  double factor = weights[cue.weight > 0 ? FramingNumber::tone_praise : FramingNumber::tone_blame];
  const std::size_t clause = clause_of(tone, cue);
  if (clause == last) factor += weights[FramingNumber::tone_last];
  if (tone.clauses[clause].aside) factor += weights[FramingNumber::tone_aside];
  return factor;
}

void find_weights(std::string_view text, std::span<const Token> tokens, const Tone& tone,
                  const FormNotes& notes, WeighedFeatures& features) {
  features.found.clear();
  std::size_t count = 0;
  for_each_feature(text, tokens, tone, notes, [&](const TextFeature& feature) {
    ++count;
    const FeatureWeight* known = feature.left == 0 ? feature.weight : notes.weight(feature.key());
    if (known != nullptr) features.found.push_back({known, feature.token, feature.left != 0, feature.span});
  });
  features.count = count;
}

/// Weights of features by their tokens; those of signs become cues.
void weigh_tokens(WeighedFeatures& features, std::span<const Token> tokens, const FormNotes& notes,
                  Tone& tone) {
  std::vector<double>& sums = features.sums;
  sums.assign(tokens.size(), 0.0);
  const double scale = 1 / std::sqrt(static_cast<double>(std::max<std::size_t>(1, features.count)));
  for (const WeighedFeatures::Found& found : features.found) {
    const double weight = found.weight->criticism * scale;
    if (found.token == TextFeature::kNoToken) {
      tone.learned.push_back({found.span, CueKind::criticism, weight, false});
      continue;
    }
    // Of two words in a row the one that says something has the weight: "wait for".
    const bool leans_back = found.pair && found.token > 0 && notes[tokens[found.token].form].plain &&
                            !notes[tokens[found.token - 1].form].plain;
    sums[leans_back ? found.token - 1 : found.token] += weight;
    if (found.weight->stance != 0 || found.weight->directed != 0) {
      const auto factor = static_cast<float>(scale);
      tone.stance.push_back({found.token, factor * found.weight->stance, factor * found.weight->directed});
    }
  }
}

}  // namespace

std::array<double, kToneParts> tone_parts(const Tone& tone) {
  std::array<double, kToneParts> parts{};
  const std::size_t last = last_clause_with_cue(tone);
  for (const ToneCue& cue : tone.cues) {
    if (cue.kind == CueKind::reversal) {
      parts[kReversalPart] -= cue.weight;
      continue;
    }
    parts[cue.weight > 0 ? 0 : 1] += cue.weight;
    const std::size_t clause = clause_of(tone, cue);
    if (clause == last) parts[2] += cue.weight;
    if (tone.clauses[clause].aside) parts[3] += cue.weight;
  }
  parts[4] = static_cast<double>(std::min<std::size_t>(tone.idle_negators, 3));
  parts[5] = tone.question ? 1 : 0;
  parts[6] = tone.conditional ? 1 : 0;
  parts[8] = std::min(tone.exclamations, 3);
  return parts;
}

void weigh_criticism(std::string_view text, std::span<const Token> tokens, const FormNotes& notes,
                     const FramingWeights& weights, WeighedFeatures& features, Tone& tone) {
  find_weights(text, tokens, tone, notes, features);
  if (features.count == 0) return;  // nothing is said
  weigh_tokens(features, tokens, notes, tone);
  std::vector<double>& sums = features.sums;
  const std::size_t last = last_clause_with_cue(tone);
  std::size_t token = 0;
  for (const ToneCue& cue : tone.cues) {
    if (cue.kind == CueKind::reversal) {
      const bool of_list = cue.weight < kListTurned;
      const double weight = of_list ? 2 * cue.weight : -weights[FramingNumber::tone_reversal] * cue.weight;
      tone.learned.push_back({cue.span, cue.kind, weight, false});
      continue;
    }
    double weight = cue.weight * factor_of(cue, tone, last, weights);
    while (token > 0 && tokens[token - 1].span.begin >= cue.span.begin) --token;
    for (; token < tokens.size() && tokens[token].span.begin < cue.span.end; ++token) {
      if (tokens[token].span.begin < cue.span.begin) continue;
      weight += sums[token];
      sums[token] = 0;
    }
    tone.learned.push_back({cue.span, cue.kind, weight, false});
  }
  double rest = weights[FramingNumber::tone_bias];
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (std::abs(sums[i]) < kSmall) {
      rest += sums[i];
    } else {
      const CueKind kind = tone.negated[i] != 0 ? CueKind::negation : CueKind::criticism;
      tone.learned.push_back({tokens[i].span, kind, sums[i], notes[tokens[i].form].plain});
    }
  }
  const auto parts = tone_parts(tone);
  for (std::size_t k = 4; k < kToneParts; ++k) {
    if (k == kReversalPart) continue;  // has cues
    rest += parts[k] * weights.numbers[static_cast<std::size_t>(FramingNumber::tone_praise) + k];
  }
  double sum = rest;
  for (const ToneCue& cue : tone.learned) sum += cue.weight;
  if (tone.nothing_to_add) {
    rest += std::max(sum, 0.0) + kNothingToAdd - sum;
    sum = std::max(sum, 0.0) + kNothingToAdd;
  }
  tone.learned_rest = rest;
  tone.logit = sum;
  tone.criticism = std::tanh(sum / 2);
}

}  // namespace bearout::models
