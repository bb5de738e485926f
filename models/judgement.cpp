#include "models/judgement.hpp"

#include <cmath>
#include <optional>
#include <tuple>

#include "models/pair_judgement.hpp"

namespace bearout::models {

namespace {

// Verdict by score where rules decide alone. Contrary must be right when it is said, so it asks for more than
// support does: a passage that maps to an outcome and says nothing against it bears it out.
constexpr double kSupportsFrom = 0.05;
constexpr double kContraryTo = -0.3;
constexpr double kFactContraryTo = -0.2;
constexpr double kTentativeFrom = 0.45;  // questions and wishes must be as clear as this either way

// Logits, tried from 0 to 2: airline questions are mostly neutral, answers without a word of the lexicon too.
constexpr double kInQuestion = 1;
constexpr double kPlainWords = 1;

constexpr double kTurned =
    -0.3;  // from here on a passage turns the outcome, and doesn't only speak of bad things
constexpr double kLoneWord = 0.3;  // a denied word where it is all that the passage shares with the outcome
constexpr double kElsewhereInBenefit = 0.35;  // one alone leaves it open
constexpr std::size_t kFewPoints = 3;         // words of an outcome of which one will do

constexpr double kShown = 0.01;  // a cue that moves the score less is none

// Of the rules' cues, for a passage without an outcome.
constexpr double kAlone = 0.7;
constexpr std::size_t kFewWords = 7;

// Logits that add up to the score's.
constexpr double kStatement = 0.15;  // said without a word for or against
constexpr double kTone = 0.8;        // criticism and praise, in a benefit
constexpr double kLearnedTone = 0.05;
constexpr double kSilenced = -0.9;
constexpr double kVoiced = 0.4;
constexpr double kElsewhereInPassage = 0.15;  // what other clauses say counts for a thing that one names

/// What one place gives in several ways is one cue, of the kind that gives most.
void merge_places(std::vector<ToneCue>& cues) {
  // A total order: std::stable_sort() would allocate for every passage.
  const auto place = [](const ToneCue& cue) {
    return std::tuple(cue.span.begin, cue.span.end, -std::abs(cue.weight), cue.weight, cue.kind);
  };
  std::sort(cues.begin(), cues.end(),
            [&](const ToneCue& a, const ToneCue& b) { return place(a) < place(b); });
  std::size_t kept = 0;
  for (std::size_t c = 0; c < cues.size(); ++c) {
    if (kept > 0 && cues[kept - 1].span == cues[c].span) {
      cues[kept - 1].weight += cues[c].weight;
      cues[kept - 1].plain = cues[kept - 1].plain && cues[c].plain;
    } else {
      cues[kept++] = cues[c];
    }
  }
  cues.resize(kept);
}

double sum_of(const std::vector<ToneCue>& cues) {
  double sum = 0;
  for (const ToneCue& cue : cues) sum += cue.weight;
  return sum;
}

Framing conclude_from(std::vector<ToneCue> cues, double rest, std::string_view text) {
  Framing framing;
  double sum = rest;
  for (const ToneCue& cue : cues) sum += cue.weight;
  framing.score = std::tanh(sum);
  merge_places(cues);
  std::erase_if(cues, [](const ToneCue& cue) { return cue.plain || std::abs(cue.weight) < kShown; });
  std::sort(cues.begin(), cues.end(), [](const ToneCue& a, const ToneCue& b) {
    return std::tuple(-std::abs(a.weight), a.span.begin, a.span.end) <
           std::tuple(-std::abs(b.weight), b.span.begin, b.span.end);
  });
  framing.cues.reserve(cues.size());
  for (const ToneCue& cue : cues)
    framing.cues.push_back({std::string(corpus::cut(text, cue.span)), cue.span, cue.kind, cue.weight});
  return framing;
}

}  // namespace

Framing Judgement::judge() {
  weigh_clauses();
  if (const auto copied =
          judge_near_copy(view_, outcome_, knowledge_, weights_[FramingNumber::copied_from])) {
    near_copy(*copied);
    copied_ = true;
    return conclude();
  }
  switch (outcome_.kind) {
    case OutcomeKind::satisfaction:
      satisfaction();
      break;
    case OutcomeKind::voicing:
      voicing();
      break;
    case OutcomeKind::benefit:
      benefit();
      break;
    case OutcomeKind::demand:
    case OutcomeKind::fact:
      claim();
      break;
  }
  return conclude();
}

void Judgement::near_copy(const CopyVerdict& verdict) {
  if (verdict.tokens.empty()) {
    rest_ += verdict.weight;
    return;
  }
  const double share = verdict.weight / static_cast<double>(verdict.tokens.size());
  for (const std::size_t i : verdict.tokens) add(i, i, verdict.kind, share);
}

/// Criticism decides; of several things, the clauses that name this one.
void Judgement::satisfaction() {
  if (outcome_.several_things && !some_clause_holds_) unsure_ = true;
  const double factor = 0.5 * outcome_.direction * (unsure_ ? 0.5 : 1);  // tanh(z / 2) is 2 p - 1
  const bool aspects = outcome_.several_things && some_clause_holds_;
  // A clause of few words was weighed as part of a long passage: it gets its own length back, nearly.
  const double inside = aspects ? kElsewhereInPassage + std::pow(holding_share(), -0.75) : 1;
  for (const ToneCue& cue : tone_.learned) {
    const double weight =
        cue.weight * factor * (!aspects || in_holding_clause(cue.span) ? inside : kElsewhereInPassage);
    cues_.push_back({cue.span, cue.kind, weight, cue.plain});
  }
  rest_ += (tone_.learned_rest + lean_) * factor;
}

/// The share of the passage's tokens that stand in clauses that name what the outcome is about.
double Judgement::holding_share() const {
  std::size_t inside = 0;
  for (const Token& token : view_.tokens) inside += in_holding_clause(token.span) ? 1 : 0;
  return static_cast<double>(std::max<std::size_t>(inside, 1)) / static_cast<double>(view_.tokens.size());
}

bool Judgement::in_holding_clause(corpus::Span span) const {
  const auto [first, last] = overlapping(std::span<const Clause>(tone_.clauses), span);
  for (std::size_t c = first; c < last; ++c) {
    if (clause_holds_[c] != 0) return true;
  }
  return false;
}

/// People tell what something did for them, mostly without a word for or against: rules alone know what turns
/// that, and what was learned from reviews only helps.
void Judgement::benefit() {
  rest_ += kStatement;
  const double factor = shared_words() > 1 || outcome_.points <= kFewPoints ? 1 : kLoneWord;
  mirror(kElsewhereInBenefit);
  denied_words(factor);
  reversals(1);
  count_turned();
  tone_cues(kTone * outcome_.direction);
  for (const ToneCue& cue : tone_.learned) {
    if (cue.kind == CueKind::reversal || is_neutralised(cue.span)) continue;
    cues_.push_back({cue.span, cue.kind,
                     kLearnedTone * outcome_.direction * clause_factor(cue.span) * cue.weight, cue.plain});
  }
}

/// Displeasure that is voiced is what the outcome promises; that nobody heard it is not.
void Judgement::voicing() {
  rest_ += kStatement;
  mirror(kElsewhere);
  reversals(1);
  for (std::size_t i = 0; i < view_.tokens.size(); ++i) {
    const Word& word = view_.words[i];
    if (is_neutralised(view_.tokens[i].span)) continue;
    if (word.is(Role::silencing)) {
      add(i, i, CueKind::criticism, tone_.negated[i] != 0 ? -0.4 * kSilenced : kSilenced);
    } else if (word.is(Role::feeling) && tone_.valence[i] < 0) {
      add(i, i, CueKind::criticism, kVoiced);
    } else if (word.is(Role::function) && word.valence >= 0 && tone_.valence[i] < 0) {
      add(i, i, CueKind::negation, kSilenced);  // "nobody replied"
    } else if (word.valence >= 0 || tone_.negated[i] != 0) {
      continue;
    }
    neutral_[i] = 1;
  }
  count_turned();
  tone_cues(kTone);
}

std::size_t Judgement::shared_words() const {
  return models::shared_words(view_.tokens, *view_.notes, outcome_);
}

void Judgement::count_turned() {
  for (const ToneCue& cue : cues_) turned_ += cue.weight;
}

bool Judgement::holds_outcome(const Clause& clause) const {
  const auto [first, last] = overlapping(view_.tokens, clause.span);
  for (std::size_t i = first; i < last; ++i) {
    const OutcomeTerm* known = term(i);
    if (known == nullptr) continue;
    if (outcome_.kind == OutcomeKind::satisfaction ? known->thing
                                                   : (own(i) && !known->common) || known->opposite) {
      return true;
    }
  }
  return false;
}

void Judgement::weigh_clauses() {
  for (const Clause& clause : tone_.clauses) {
    clause_holds_.push_back(holds_outcome(clause) ? 1 : 0);
    some_clause_holds_ = some_clause_holds_ || clause_holds_.back() != 0;
    contrasts_ = contrasts_ || clause.aside;
  }
}

/// Where a passage contrasts, the clauses that name what the outcome is about decide, even if set aside.
double Judgement::clause_factor(corpus::Span span) const {
  const bool aspects = outcome_.kind == OutcomeKind::satisfaction && outcome_.several_things;
  if (!some_clause_holds_ || !(contrasts_ || aspects)) return 1;
  const auto [c, last] = overlapping(std::span<const Clause>(tone_.clauses), span);
  if (c == last) return 1;
  if (clause_holds_[c] == 0) return aspects ? 0.3 : 0.6;
  return tone_.clauses[c].aside ? 1.7 : 1;
}

Framing Judgement::conclude() {
  const bool ruled = outcome_.kind == OutcomeKind::benefit || outcome_.kind == OutcomeKind::voicing;
  if (copied_ || !ruled) count_turned();
  Framing framing = conclude_from(std::move(cues_), rest_, text_);
  framing.turned = turned_;
  framing.shared = shared_words();
  const auto [contrary_to, supports_from] = thresholds();
  if (framing.score > 0 && framing.score >= supports_from) framing.verdict = Verdict::supports;
  if (framing.score < 0 && framing.score <= contrary_to) framing.verdict = Verdict::contrary;
  if (ruled && !copied_ && framing.verdict == Verdict::contrary && only_tells())
    framing.verdict = Verdict::unclear;
  const bool tentative = tone_.question || (tone_.conditional && outcome_.kind != OutcomeKind::demand);
  const bool says_so = outcome_.kind == OutcomeKind::satisfaction;  // also in a question
  const bool praise_is_scorn = tone_.ironic && framing.score * outcome_.direction > 0 && !copied_;
  if (unsure_ || praise_is_scorn || says_too_little(framing.score) ||
      (tentative && !says_so && std::abs(framing.score) < kTentativeFrom)) {
    framing.verdict = Verdict::unclear;
  }
  return framing;
}

/// Bad things happen in stories that end well: in the past they speak against a benefit only if something is
/// said not to have been, or been done ("never replied").
bool Judgement::only_tells() const {
  if (!tone_.story) return false;
  for (std::size_t i = 0; i < view_.tokens.size(); ++i) {
    if (tone_.valence[i] < 0 && increased(i)) return false;  // "it increased loneliness"
  }
  double denied = turned_;
  for (const ToneCue& cue : tone_.cues) {
    if (cue.kind == CueKind::negation && cue.weight < 0) denied += cue.weight;
  }
  return denied > kTurned;
}

/// Of satisfaction: a question, or plain words alone, must be clear. Weights that were learned from reviews
/// lean one way or the other on any prose.
bool Judgement::says_too_little(double score) const {
  if (outcome_.kind != OutcomeKind::satisfaction || copied_) return false;
  const double least = std::abs(score > 0 ? weights_[FramingNumber::tone_supports_from]
                                          : weights_[FramingNumber::tone_contrary_to]);
  const double asked = tone_.question ? least + kInQuestion : 0;
  const double plain = tone_.cues.empty() ? kPlainWords : 0;
  return std::abs(score) < std::tanh(std::max(asked, plain) / 2);
}

/// Scores from which on a passage is contrary, and supports.
std::pair<double, double> Judgement::thresholds() const {
  const auto score = [&](FramingNumber logit) { return std::tanh(weights_[logit] / 2); };
  const bool ruled = outcome_.kind == OutcomeKind::voicing || outcome_.kind == OutcomeKind::benefit;
  if (copied_ || ruled) return {kContraryTo, kSupportsFrom};
  if (outcome_.kind == OutcomeKind::satisfaction) {
    return {score(FramingNumber::tone_contrary_to), score(FramingNumber::tone_supports_from)};
  }
  const double contrary_to = score(FramingNumber::claim_contrary_to);
  const bool fact = outcome_.kind == OutcomeKind::fact;
  return {fact ? std::min(contrary_to, kFactContraryTo) : contrary_to,
          score(FramingNumber::claim_supports_from)};
}

Framing judge_pair(const Tone& tone, std::string_view text, std::span<const Token> tokens,
                   const FormNotes& notes, const FramingWeights& weights, const Knowledge* knowledge,
                   const OutcomeProfile& outcome, double lean) {
  return Judgement(tone, text, tokens, notes, weights, knowledge, outcome, lean).judge();
}

std::size_t shared_words(std::span<const Token> tokens, const FormNotes& notes,
                         const OutcomeProfile& outcome) {
  std::vector<std::uint32_t> found;
  for (const Token& token : tokens) {
    const FormNote& note = notes[token.form];
    if (note.stem == StringTable::kNone || note.word.is(Role::gain)) continue;
    const std::uint32_t term = outcome.find(note.stem);
    if (term == OutcomeProfile::kNone) continue;
    const OutcomeTerm& known = outcome.terms[term];
    if (known.own && known.content && !known.common) found.push_back(term);
  }
  std::sort(found.begin(), found.end());
  return static_cast<std::size_t>(std::unique(found.begin(), found.end()) - found.begin());
}

ClaimSight see_claim(const Tone& tone, std::string_view text, std::span<const Token> tokens,
                     const FormNotes& notes, const FramingWeights& weights, const Knowledge* knowledge,
                     const OutcomeProfile& outcome) {
  return Judgement(tone, text, tokens, notes, weights, knowledge, outcome, 0).see();
}

bool blames(const Tone& tone) {
  std::size_t bad = 0;      // places; what one negator turns is one
  std::size_t counted = 0;  // the end of the last
  for (const ToneCue& cue : tone.cues) {
    if (cue.weight >= 0 || cue.span.begin < counted) continue;
    ++bad;
    counted = cue.span.end;
  }
  // One bad word in a long passage, or in a story, is no reproach.
  const bool said = tone.reversal || (!tone.story && (bad > 1 || tone.addressed || tone.words <= kFewWords));
  return said && sum_of(tone.cues) <= -kAlone;
}

Verdict verdict_alone(const Tone& tone, const FramingWeights& weights) {
  if (tone.logit <= weights[FramingNumber::alone_contrary_to] && blames(tone)) return Verdict::contrary;
  const bool praises = !tone.ironic && sum_of(tone.cues) >= kAlone;
  if (tone.logit >= weights[FramingNumber::alone_supports_from] && praises) return Verdict::supports;
  return Verdict::unclear;
}

Framing judge_alone(const Tone& tone, std::string_view text, const FramingWeights& weights) {
  const Verdict verdict = verdict_alone(tone, weights);
  if (verdict == Verdict::unclear)
    return {verdict, tone.criticism, {}};  // most passages: cues are for reasons
  std::vector<ToneCue> cues = tone.learned;
  for (ToneCue& cue : cues) cue.weight *= 0.5;  // tanh(z / 2) is 2 p - 1
  Framing framing = conclude_from(std::move(cues), tone.learned_rest / 2, text);
  framing.verdict = verdict;
  return framing;
}

}  // namespace bearout::models
