#include "models/judgement.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "models/near_copy.hpp"

namespace bearout::models {

namespace {

// Verdict by score. Contrary must be right when it is said, so it asks for more than support does: a passage
// that maps to an outcome and says nothing against it bears it out.
constexpr double kSupportsFrom = 0.05;
constexpr double kContraryTo = -0.3;
constexpr double kTentativeFrom = 0.45;  // questions and wishes must be as clear as this either way

// Logits that add up to the score's.
constexpr double kStatement = 0.15;  // said without a word for or against
constexpr double kTone = 0.8;        // criticism and praise, in a benefit
constexpr double kLearnedTone = 0.1;
constexpr double kAntonym = -1.2;
constexpr double kAntonymAgain = -0.4;
constexpr double kDeniedShared = -0.9;
constexpr double kDeniedAgain = -0.3;
constexpr double kSharedReduced = 0.6;
constexpr double kSharedIncreased = -1.2;
constexpr double kSilenced = -0.9;
constexpr double kVoiced = 0.4;
constexpr double kElsewhereInPassage = 0.15;  // what other clauses say counts for a thing that one names
constexpr double kElsewhere = 0.4;  // an opposite that doesn't stand by a word of the outcome's

bool overlaps(corpus::Span a, corpus::Span b) {
  return a.begin < b.end && b.begin < a.end;
}

/// One pair of passage and outcome: collects cues, whose weights add up to the score's logit.
class Judgement {
 public:
  Judgement(const Tone& tone, std::string_view text, std::span<const Token> tokens, const FormNotes& notes,
            const FramingWeights& weights, const Knowledge* knowledge, const OutcomeProfile& outcome)
      : tone_(tone), text_(text), weights_(weights), knowledge_(knowledge), outcome_(outcome) {
    view_.tokens = tokens;
    view_.denies = tone.denies;
    view_.negated = tone.negated;
    view_.terms.reserve(tokens.size());
    view_.words.reserve(tokens.size());
    for (const Token& token : tokens) {
      const FormNote& note = notes[token.form];
      view_.terms.push_back(outcome.find(note.stem));
      view_.words.push_back(note.word);
      view_.stops.push_back(note.stop ? 1 : 0);
      view_.numbers.push_back(note.number ? 1 : 0);
      view_.rows.push_back(note.row);
    }
  }

  Framing judge();
  ClaimSight see() {
    judge();
    return std::move(sight_);
  }

 private:
  void satisfaction();
  void claim();
  template <typename Rule>
  void learned_part(ClaimPart part, Rule rule);
  void place(ClaimPart part, std::size_t token, CueKind kind, double value);
  void set(ClaimPart part, double value);
  void claim_tone();
  double weigh_tone(const std::vector<ToneCue>& found, double rest, double scale, ClaimPart plain,
                    ClaimPart directed);
  void claim_words();
  void claim_stance();
  [[nodiscard]] double weight_of(ClaimPart part) const {
    return (sight_.fact ? weights_.fact : weights_.claim)[static_cast<std::size_t>(part)];
  }
  void benefit();
  void voicing();
  void near_copy(const CopyVerdict& verdict);
  void mirror();
  void denied_words(double factor);
  [[nodiscard]] bool near_own_word(std::size_t i) const;
  [[nodiscard]] bool turned(std::size_t i) const { return tone_.negated[i] != tone_.reduced[i]; }
  void reduced_word(std::size_t i, bool denied);
  void reversals(double factor);
  void tone_cues(double factor);
  [[nodiscard]] double passage_demand() const;
  [[nodiscard]] bool denies_own_word(std::size_t negator) const;
  [[nodiscard]] double coverage() const;
  [[nodiscard]] double clause_factor(corpus::Span span) const;
  [[nodiscard]] bool holds_outcome(const Clause& clause) const;
  [[nodiscard]] double holding_share() const;
  [[nodiscard]] bool in_holding_clause(corpus::Span span) const;
  [[nodiscard]] bool increased(std::size_t i) const;
  void weigh_clauses();
  void add(std::size_t first, std::size_t last, CueKind kind, double weight) {
    const corpus::Span span{view_.tokens[first].span.begin, view_.tokens[last].span.end};
    cues_.push_back({span, kind, weight});
  }
  [[nodiscard]] const OutcomeTerm* term(std::size_t i) const {
    return view_.terms[i] == OutcomeProfile::kNone ? nullptr : &outcome_.terms[view_.terms[i]];
  }
  [[nodiscard]] bool own(std::size_t i) const {
    const OutcomeTerm* known = term(i);
    return known != nullptr && known->own && known->content;
  }
  [[nodiscard]] bool is_neutralised(corpus::Span span) const {
    return std::any_of(neutral_.begin(), neutral_.end(), [&](corpus::Span s) { return overlaps(s, span); });
  }
  Framing conclude();
  [[nodiscard]] std::pair<double, double> thresholds() const;

  const Tone& tone_;
  std::string_view text_;
  const FramingWeights& weights_;
  const Knowledge* knowledge_;
  const OutcomeProfile& outcome_;
  PassageView view_;
  std::vector<ToneCue> cues_;
  std::vector<corpus::Span> neutral_;       // places whose tone says nothing here, or has been counted
  std::vector<std::uint8_t> clause_holds_;  // per clause: names what the outcome is about
  bool some_clause_holds_ = false;
  ClaimSight sight_;
  double rest_ = 0;  // what no place in the text accounts for
  bool unsure_ = false;
  bool copied_ = false;  // judged as a near-copy
};

Framing Judgement::judge() {
  weigh_clauses();
  if (const auto copied = judge_near_copy(view_, outcome_, knowledge_)) {
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
    const double weight = cue.weight * factor * (!aspects || in_holding_clause(cue.span) ? inside : kElsewhereInPassage);
    cues_.push_back({cue.span, cue.kind, weight});
  }
  rest_ += tone_.learned_rest * factor;
}

/// The share of the passage's tokens that stand in clauses that name what the outcome is about.
double Judgement::holding_share() const {
  std::size_t inside = 0;
  for (const Token& token : view_.tokens) inside += in_holding_clause(token.span) ? 1 : 0;
  return static_cast<double>(std::max<std::size_t>(inside, 1)) / static_cast<double>(view_.tokens.size());
}

bool Judgement::in_holding_clause(corpus::Span span) const {
  for (std::size_t c = 0; c < tone_.clauses.size(); ++c) {
    if (clause_holds_[c] != 0 && overlaps(tone_.clauses[c].span, span)) return true;
  }
  return false;
}

/// Rules find what there is, learned weights say what it is worth.
void Judgement::claim() {
  sight_.judged = true;
  sight_.fact = outcome_.kind == OutcomeKind::fact;
  sight_.direction = outcome_.direction;
  set(ClaimPart::bias, 1);
  set(ClaimPart::direction, outcome_.direction);
  learned_part(ClaimPart::antonyms, [&] { mirror(); });
  learned_part(ClaimPart::denied, [&] { denied_words(1); });
  learned_part(ClaimPart::reversal, [&] { reversals(1); });
  claim_words();
  for (std::size_t i = 0; i < view_.tokens.size(); ++i) {
    if (own(i)) neutral_.push_back(view_.tokens[i].span);
  }
  claim_tone();
  claim_stance();
}

/// Counts what the rule adds to the cues as `part`, and weighs it.
template <typename Rule>
void Judgement::learned_part(ClaimPart part, Rule rule) {
  const std::size_t before = cues_.size();
  rule();
  for (std::size_t c = before; c < cues_.size(); ++c) {
    sight_.parts[static_cast<std::size_t>(part)] += cues_[c].weight;
    cues_[c].weight *= weight_of(part) / 2;  // tanh(z / 2) is 2 p - 1
  }
}

void Judgement::place(ClaimPart part, std::size_t token, CueKind kind, double value) {
  sight_.parts[static_cast<std::size_t>(part)] += value;
  if (const double weight = weight_of(part) * value / 2; weight != 0) add(token, token, kind, weight);
}

void Judgement::set(ClaimPart part, double value) {
  sight_.parts[static_cast<std::size_t>(part)] += value;
  rest_ += weight_of(part) * value / 2;
}

/// What is said more than once weighs less each time: the sum s of a passage's cues counts as tanh(s / scale).
void Judgement::claim_tone() {
  weigh_tone(tone_.cues, 0, 1, ClaimPart::tone, ClaimPart::directed_tone);
  const double found = weigh_tone(tone_.learned, tone_.learned_rest, 2, ClaimPart::criticism,
                                  ClaimPart::directed_criticism);
  set(ClaimPart::echo, outcome_.tone * found);
}

double Judgement::weigh_tone(const std::vector<ToneCue>& found, double rest, double scale, ClaimPart plain,
                             ClaimPart directed) {
  const auto counts = [&](const ToneCue& cue) {
    return cue.kind != CueKind::reversal && !is_neutralised(cue.span);
  };
  double sum = rest;
  for (const ToneCue& cue : found) sum += counts(cue) ? cue.weight * clause_factor(cue.span) : 0;
  if (sum == 0) return 0;
  const double share = std::tanh(sum / scale) / sum;
  const double weight = share * (weight_of(plain) + outcome_.direction * weight_of(directed)) / 2;
  for (const ToneCue& cue : found) {
    if (counts(cue)) cues_.push_back({cue.span, cue.kind, cue.weight * clause_factor(cue.span) * weight});
  }
  rest_ += rest * weight;
  sight_.parts[static_cast<std::size_t>(plain)] += share * sum;
  sight_.parts[static_cast<std::size_t>(directed)] += outcome_.direction * share * sum;
  return share * sum;
}

void Judgement::claim_words() {
  const double directed = outcome_.direction;
  std::size_t negators = 0;
  int refutations = 0;
  const bool refuting = std::any_of(outcome_.words.begin(), outcome_.words.end(),
                                    [](const Word& word) { return word.is(Role::refutation); });
  double wishes = 0;
  for (std::size_t i = 0; i < view_.tokens.size(); ++i) {
    const Word& word = view_.words[i];
    if (view_.denies[i] != 0 && negators++ < 3) {
      place(ClaimPart::negators, i, CueKind::negation, 1);
      place(ClaimPart::directed_negators, i, CueKind::negation, directed);
      if (denies_own_word(i)) {
        place(ClaimPart::denied_near, i, CueKind::negation, 1);
        place(ClaimPart::directed_denied_near, i, CueKind::negation, directed);
      }
    }
    if (word.is(Role::refutation) && refutations++ < 2) {
      place(ClaimPart::refutation, i, CueKind::negation, refuting ? 1 : -1);
    }
    wishes += (word.is(Role::permit) ? 1 : 0) - (word.is(Role::restrict) ? 1 : 0);
  }
  set(ClaimPart::wishes, directed * std::clamp(wishes, -2.0, 2.0));
  set(ClaimPart::demand, directed * passage_demand());
  if (outcome_.kind != OutcomeKind::demand) set(ClaimPart::change, outcome_.change * change_of(view_.words, tone_.negated));
  set(ClaimPart::parity, (negators + outcome_.negators) % 2 == 0 ? 1 : -1);
  set(ClaimPart::coverage, coverage());
}

bool Judgement::denies_own_word(std::size_t negator) const {
  for (std::size_t i = negator + 1; i < view_.tokens.size() && i < negator + 5; ++i) {
    if (own(i)) return true;
  }
  return false;
}

double Judgement::coverage() const {
  std::vector<std::uint8_t> found(outcome_.terms.size(), 0);
  for (std::size_t i = 0; i < view_.tokens.size(); ++i) {
    if (own(i)) found[view_.terms[i]] = 1;
  }
  double wanted = 0;
  double shared = 0;
  for (std::size_t t = 0; t < found.size(); ++t) {
    wanted += outcome_.terms[t].own && outcome_.terms[t].content ? 1 : 0;
    shared += found[t];
  }
  return shared / std::max(1.0, wanted);
}

/// Words that people use for or against claims, but for the claim's own.
void Judgement::claim_stance() {
  sight_.own.resize(view_.tokens.size());
  for (std::size_t i = 0; i < view_.tokens.size(); ++i) {
    const OutcomeTerm* known = term(i);
    sight_.own[i] = known != nullptr && known->own ? 1 : 0;
  }
  if (sight_.fact) return;  // facts are told in the words of their field
  for (const StanceTerm& found : tone_.stance) {
    if (sight_.own[found.token] != 0) continue;
    const double weight = (found.stance + outcome_.direction * found.directed) / 2;
    add(found.token, found.token, CueKind::criticism, weight);
  }
}

/// People tell what something did for them, mostly without a word for or against: rules alone know what turns
/// that, and what was learned from reviews only helps.
void Judgement::benefit() {
  rest_ += kStatement;
  mirror();
  denied_words(1);
  reversals(1);
  tone_cues(kTone * outcome_.direction);
  for (const ToneCue& cue : tone_.learned) {
    if (cue.kind == CueKind::reversal || is_neutralised(cue.span)) continue;
    cues_.push_back({cue.span, cue.kind, kLearnedTone * outcome_.direction * clause_factor(cue.span) * cue.weight});
  }
}

/// Displeasure that is voiced is what the outcome promises; that nobody heard it is not.
void Judgement::voicing() {
  rest_ += kStatement;
  mirror();
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
    neutral_.push_back(view_.tokens[i].span);
  }
  tone_cues(kTone);
}

/// Opposites of the outcome's own words, unless they are denied in turn.
void Judgement::mirror() {
  double for_it = 0;
  int against = 0;
  for (std::size_t i = 0; i < view_.tokens.size(); ++i) {
    const OutcomeTerm* known = term(i);
    if (known == nullptr || !known->opposite || view_.stops[i] != 0) continue;
    const bool denied = turned(i) != outcome_.turned(known->token);
    const double factor = near_own_word(i) ? 1 : kElsewhere;
    if (denied) {
      if (for_it == 0) add(i, i, CueKind::antonym, for_it = kSharedReduced * factor);
    } else {
      add(i, i, CueKind::antonym, (against++ == 0 ? kAntonym : kAntonymAgain) * factor);
    }
    neutral_.push_back(view_.tokens[i].span);
  }
}

bool Judgement::near_own_word(std::size_t i) const {
  const std::size_t to = std::min(view_.tokens.size(), i + 4);
  for (std::size_t k = i < 3 ? 0 : i - 3; k < to; ++k) {
    if (k != i && own(k)) return true;
  }
  return false;
}

/// The outcome's own words where the passage denies them and the outcome doesn't, or the other way round.
void Judgement::denied_words(double factor) {
  int times = 0;
  for (std::size_t i = 0; i < view_.tokens.size(); ++i) {
    if (!own(i) || term(i)->common) continue;
    const bool here = tone_.negated[i] != 0;
    const bool there = outcome_.negated[term(i)->token] != 0;
    if (view_.words[i].valence < 0) {
      reduced_word(i, turned(i) != outcome_.turned(term(i)->token));
    } else if (here && there) {
      neutral_.push_back(view_.tokens[i].span);
    } else if (here) {
      const bool counted = is_neutralised(view_.tokens[i].span);
      if (!counted) add(i, i, CueKind::negation, factor * (times++ == 0 ? kDeniedShared : kDeniedAgain));
      neutral_.push_back(view_.tokens[i].span);
    }
  }
}

/// A bad thing that the outcome names: naming it is no criticism, but more of it is, and less is not.
void Judgement::reduced_word(std::size_t i, bool denied) {
  const bool there = outcome_.turned(term(i)->token);
  if (there && !denied) {
    add(i, i, CueKind::negation, kSharedReduced);
  } else if (there && increased(i)) {
    add(i, i, CueKind::negation, kSharedIncreased);
  } else if (!there && denied) {
    add(i, i, CueKind::negation, kDeniedShared);
  }
  neutral_.push_back(view_.tokens[i].span);
}

bool Judgement::increased(std::size_t i) const {
  const std::size_t from = i < 3 ? 0 : i - 3;
  const std::size_t to = std::min(view_.words.size(), i + 4);
  for (std::size_t k = from; k < to; ++k) {
    if (k != i && view_.words[k].is(Role::increaser) && tone_.negated[k] == 0) return true;
  }
  return false;
}

void Judgement::reversals(double factor) {
  for (const ToneCue& cue : tone_.cues) {
    if (cue.kind != CueKind::reversal) continue;
    cues_.push_back(cue);
    cues_.back().weight *= factor;
  }
}

void Judgement::tone_cues(double factor) {
  for (const ToneCue& cue : tone_.cues) {
    if (cue.kind == CueKind::reversal || is_neutralised(cue.span)) continue;
    const double weight = cue.weight * factor * clause_factor(cue.span);
    if (weight == 0) continue;
    cues_.push_back(cue);
    cues_.back().weight = weight;
  }
}

/// Whether the passage itself wants more of a thing (above 0) or less.
double Judgement::passage_demand() const {
  double sum = 0;
  for (std::size_t i = 0; i < view_.words.size(); ++i) {
    if (!view_.words[i].is(Role::obligation)) continue;
    for (std::size_t k = i + 1; k < view_.words.size() && k < i + 7; ++k) {
      const double sign = tone_.negated[k] != 0 && view_.words[k].is(Role::negator) == false ? -1 : 1;
      if (view_.words[k].is(Role::permit)) {
        sum += sign;
        break;
      }
      if (view_.words[k].is(Role::restrict)) {
        sum -= sign;
        break;
      }
    }
  }
  return std::clamp(sum, -1.0, 1.0);
}

bool Judgement::holds_outcome(const Clause& clause) const {
  for (std::size_t i = 0; i < view_.tokens.size(); ++i) {
    if (!overlaps(view_.tokens[i].span, clause.span)) continue;
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
  }
}

/// Where a passage contrasts, the clauses that name what the outcome is about decide, even if set aside.
double Judgement::clause_factor(corpus::Span span) const {
  const bool contrasts =
      std::any_of(tone_.clauses.begin(), tone_.clauses.end(), [](const Clause& c) { return c.aside; });
  const bool aspects = outcome_.kind == OutcomeKind::satisfaction && outcome_.several_things;
  if (!some_clause_holds_ || !(contrasts || aspects)) return 1;
  for (std::size_t c = 0; c < tone_.clauses.size(); ++c) {
    if (!overlaps(tone_.clauses[c].span, span)) continue;
    if (clause_holds_[c] == 0) return aspects ? 0.3 : 0.6;
    return tone_.clauses[c].aside ? 1.7 : 1;
  }
  return 1;
}

Framing conclude_from(std::vector<ToneCue> cues, double rest, std::string_view text) {
  Framing framing;
  double sum = rest;
  for (const ToneCue& cue : cues) sum += cue.weight;
  framing.score = std::tanh(sum);
  std::stable_sort(cues.begin(), cues.end(), [](const ToneCue& a, const ToneCue& b) {
    return std::abs(a.weight) > std::abs(b.weight);
  });
  framing.cues.reserve(cues.size());
  for (const ToneCue& cue : cues) {
    framing.cues.push_back({std::string(corpus::cut(text, cue.span)), cue.span, cue.kind, cue.weight});
  }
  return framing;
}

Framing Judgement::conclude() {
  Framing framing = conclude_from(std::move(cues_), rest_, text_);
  const auto [contrary_to, supports_from] = thresholds();
  if (framing.score >= supports_from) framing.verdict = Verdict::supports;
  if (framing.score <= contrary_to) framing.verdict = Verdict::contrary;
  const bool tentative = tone_.question || (tone_.conditional && outcome_.kind != OutcomeKind::demand);
  const bool says_so = outcome_.kind == OutcomeKind::satisfaction;  // also in a question
  if (unsure_ || (tentative && !says_so && std::abs(framing.score) < kTentativeFrom)) {
    framing.verdict = Verdict::unclear;
  }
  return framing;
}

/// Scores from which on a passage is contrary, and supports.
std::pair<double, double> Judgement::thresholds() const {
  const auto score = [&](FramingNumber logit) { return std::tanh(weights_[logit] / 2); };
  const bool ruled = outcome_.kind == OutcomeKind::voicing || outcome_.kind == OutcomeKind::benefit;
  if (copied_ || ruled) return {kContraryTo, kSupportsFrom};
  if (outcome_.kind == OutcomeKind::satisfaction) {
    return {score(FramingNumber::tone_contrary_to), score(FramingNumber::tone_supports_from)};
  }
  return {score(FramingNumber::claim_contrary_to), score(FramingNumber::claim_supports_from)};
}

}  // namespace

Framing judge_pair(const Tone& tone, std::string_view text, std::span<const Token> tokens,
                   const FormNotes& notes, const FramingWeights& weights, const Knowledge* knowledge,
                   const OutcomeProfile& outcome) {
  return Judgement(tone, text, tokens, notes, weights, knowledge, outcome).judge();
}

ClaimSight see_claim(const Tone& tone, std::string_view text, std::span<const Token> tokens,
                     const FormNotes& notes, const FramingWeights& weights, const Knowledge* knowledge,
                     const OutcomeProfile& outcome) {
  return Judgement(tone, text, tokens, notes, weights, knowledge, outcome).see();
}

Framing judge_alone(const Tone& tone, std::string_view text, const FramingWeights& weights) {
  std::vector<ToneCue> cues = tone.learned;
  for (ToneCue& cue : cues) cue.weight *= 0.5;  // tanh(z / 2) is 2 p - 1
  Framing framing = conclude_from(std::move(cues), tone.learned_rest / 2, text);
  if (framing.score <= std::tanh(weights[FramingNumber::tone_contrary_to] / 2)) framing.verdict = Verdict::contrary;
  if (framing.score >= std::tanh(weights[FramingNumber::tone_supports_from] / 2)) framing.verdict = Verdict::supports;
  return framing;
}

}  // namespace bearout::models
