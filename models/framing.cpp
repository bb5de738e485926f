#include "models/framing.hpp"

#include "models/judgement.hpp"
#include "models/lexicon.hpp"
#include "models/outcome_profile.hpp"
#include "models/string_table.hpp"
#include "models/tone.hpp"

namespace bearout::models {

struct FramingJudge::State {
  State(std::span<const corpus::Outcome> outcomes, const AnalyzerOptions& options)
      : analyzer(options), lexicon(analyzer), english(options.language == "en") {
    if (!english) return;
    for (const corpus::Outcome& outcome : outcomes) {
      profiles.push_back(profile_outcome(outcome.text, lexicon, analyzer, stems));
    }
    compare_outcomes(profiles, stems);
  }

  Analyzer analyzer;  // of the construction only: it isn't thread-safe
  Lexicon lexicon;
  bool english;
  StringTable stems;  // of all outcomes and their opposites
  std::vector<OutcomeProfile> profiles;
};

FramingJudge::FramingJudge(std::span<const corpus::Outcome> outcomes, const AnalyzerOptions& options)
    : state_(std::make_unique<State>(outcomes, options)) {}
FramingJudge::FramingJudge(FramingJudge&&) noexcept = default;
FramingJudge& FramingJudge::operator=(FramingJudge&&) noexcept = default;
FramingJudge::~FramingJudge() = default;

Tone FramingJudge::read(std::string_view text, corpus::Span within, std::span<const Token> tokens,
                        const Analyzer& analyzer) const {
  if (!state_->english) return {};
  return read_tone(state_->lexicon, text, within, tokens, analyzer);
}

Framing FramingJudge::judge(const Tone& tone, std::string_view text, std::span<const Token> tokens,
                            const Analyzer& analyzer, std::size_t outcome) const {
  if (!state_->english) return {};
  return judge_pair(tone, text, tokens, analyzer, state_->lexicon, state_->stems, state_->profiles[outcome]);
}

Framing FramingJudge::judge(const Tone& tone) const {
  return judge_alone(tone);
}

}  // namespace bearout::models
