#include "models/framing.hpp"

#include "models/criticism.hpp"
#include "models/form_notes.hpp"
#include "models/judgement.hpp"
#include "models/lexicon.hpp"
#include "models/outcome_profile.hpp"
#include "models/string_table.hpp"
#include "models/tone.hpp"

namespace bearout::models {

struct FramingJudge::State {
  State(std::span<const corpus::Outcome> outcomes, const AnalyzerOptions& options,
        const Knowledge* dictionary, const FramingWeights& learned)
      : analyzer(options),
        lexicon(analyzer),
        english(options.language == "en"),
        knowledge(dictionary),
        weights(learned) {
    if (!english) return;
    for (const corpus::Outcome& outcome : outcomes) {
      profiles.push_back(profile_outcome(outcome.text, lexicon, knowledge, analyzer, stems));
    }
    compare_outcomes(profiles, stems);
  }

  Analyzer analyzer;  // of the construction only: passages come with their own
  Lexicon lexicon;
  bool english;
  const Knowledge* knowledge;
  const FramingWeights& weights;
  StringTable stems;  // of all outcomes and their opposites
  std::vector<OutcomeProfile> profiles;
  FormNotes notes{lexicon, stems, knowledge};  // on the forms of the passages' analyser
  std::vector<TextFeature> features;           // scratch
};

FramingJudge::FramingJudge(std::span<const corpus::Outcome> outcomes, const AnalyzerOptions& options,
                           const Knowledge* knowledge, const FramingWeights& weights)
    : state_(std::make_unique<State>(outcomes, options, knowledge, weights)) {}
FramingJudge::FramingJudge(FramingJudge&&) noexcept = default;
FramingJudge& FramingJudge::operator=(FramingJudge&&) noexcept = default;
FramingJudge::~FramingJudge() = default;

Tone FramingJudge::read(std::string_view text, corpus::Span within, std::span<const Token> tokens,
                        const Analyzer& analyzer) {
  if (!state_->english) return {};
  State& s = *state_;
  s.notes.prepare(tokens, analyzer);
  Tone tone = read_tone(s.lexicon, s.notes, text, within, tokens, analyzer);
  s.features.clear();
  list_features(text, within, tokens, tone.negated, tone.denies, s.notes, s.features);
  weigh_criticism(s.features, tokens, s.weights, tone);
  return tone;
}

void FramingJudge::forget() {
  state_->notes.forget();
}

Framing FramingJudge::judge(const Tone& tone, std::string_view text, std::span<const Token> tokens,
                            std::size_t outcome) const {
  if (!state_->english) return {};
  return judge_pair(tone, text, tokens, state_->notes, state_->weights, state_->knowledge,
                    state_->profiles[outcome]);
}

Framing FramingJudge::judge(const Tone& tone, std::string_view text) const {
  return judge_alone(tone, text, state_->weights);
}

}  // namespace bearout::models
