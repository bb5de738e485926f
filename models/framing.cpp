#include "models/framing.hpp"

#include <algorithm>

#include "models/criticism.hpp"
#include "models/form_notes.hpp"
#include "models/judgement.hpp"
#include "models/lexicon.hpp"
#include "models/outcome_profile.hpp"
#include "models/string_table.hpp"
#include "models/tone.hpp"

namespace bearout::models {

namespace {

std::vector<std::string_view> texts_of(std::span<const corpus::Outcome> outcomes) {
  std::vector<std::string_view> texts;
  texts.reserve(outcomes.size());
  for (const corpus::Outcome& outcome : outcomes) texts.push_back(outcome.text);
  return texts;
}

}  // namespace

struct FramingJudge::State {
  State(std::span<const corpus::Outcome> outcomes, const AnalyzerOptions& options,
        const Knowledge* dictionary, const FramingWeights& learned, double lean_of_corpus)
      : analyzer(options),
        english(options.language == "en"),
        knowledge(dictionary),
        weights(learned),
        lean(lean_of_corpus) {
    if (!english) return;
    const std::vector<std::string_view> texts = texts_of(outcomes);
    profiles = profile_outcomes(texts, lexicon, knowledge, analyzer, stems);
    compare_outcomes(profiles, stems);
  }

  Analyzer analyzer;  // of the construction only: passages come with their own
  const Lexicon& lexicon = english_lexicon();
  bool english;
  const Knowledge* knowledge;
  const FramingWeights& weights;
  double lean;
  StringTable stems;  // of all outcomes and their opposites
  std::vector<OutcomeProfile> profiles;
  FormNotes notes{lexicon, stems, knowledge, &weights.features};  // on the forms of the passages' analyser
  WeighedFeatures weighed;                                        // of the passage that was read last
  Tone tone;                                                      // of the same
};

FramingJudge::FramingJudge(std::span<const corpus::Outcome> outcomes, const AnalyzerOptions& options,
                           const Knowledge* knowledge, const FramingWeights& weights, double lean)
    : state_(std::make_unique<State>(outcomes, options, knowledge, weights, lean)) {}
FramingJudge::FramingJudge(FramingJudge&&) noexcept = default;
FramingJudge& FramingJudge::operator=(FramingJudge&&) noexcept = default;
FramingJudge::~FramingJudge() = default;

const Tone& FramingJudge::begin(std::string_view text, corpus::Span within, std::span<const Token> tokens,
                                const Analyzer& analyzer) {
  State& s = *state_;
  if (!s.english) return s.tone;
  s.notes.prepare(tokens, analyzer);
  read_tone(s.lexicon, s.notes, text, within, tokens, analyzer, s.tone);
  return s.tone;
}

const Tone& FramingJudge::finish(std::string_view text, std::span<const Token> tokens) {
  State& s = *state_;
  if (s.english) weigh_criticism(text, tokens, s.notes, s.weights, s.weighed, s.tone);
  return s.tone;
}

void FramingJudge::forget() {
  state_->notes.forget();
}

Framing FramingJudge::judge(const Tone& tone, std::string_view text, std::span<const Token> tokens,
                            std::size_t outcome) const {
  if (!state_->english) return {};
  return judge_pair(tone, text, tokens, state_->notes, state_->weights, state_->knowledge,
                    state_->profiles[outcome], state_->lean);
}

std::size_t FramingJudge::shared(std::span<const Token> tokens, std::size_t outcome) const {
  if (!state_->english) return 0;
  return shared_words(tokens, state_->notes, state_->profiles[outcome]);
}

Verdict FramingJudge::verdict(const Tone& tone) const {
  return verdict_alone(tone, state_->weights);
}

bool FramingJudge::may_blame(const Tone& tone) const {
  return state_->english && blames(tone);
}

Framing FramingJudge::judge(const Tone& tone, std::string_view text) const {
  return judge_alone(tone, text, state_->weights);
}

}  // namespace bearout::models
