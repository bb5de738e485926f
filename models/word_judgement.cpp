#include "models/pair_judgement.hpp"

// What the outcome's own words, and their opposites, meet in the passage.

namespace bearout::models {

namespace {

constexpr double kAntonym = -1.2;
constexpr double kAntonymAgain = -0.4;
constexpr double kDeniedShared = -0.9;
constexpr double kDeniedAgain = -0.3;
constexpr double kSharedReduced = 0.6;
constexpr double kSharedIncreased = -1.2;

}  // namespace

/// Opposites of the outcome's own words, unless they are denied in turn.
void Judgement::mirror(double elsewhere) {
  double for_it = 0;
  int against = 0;
  for (std::size_t i = 0; i < view_.tokens.size(); ++i) {
    const OutcomeTerm* known = term(i);
    if (known == nullptr || !known->opposite || view_.note(i).stop) continue;
    const bool denied = turned(i) != outcome_.turned(known->token);
    const double here = near_own_word(i) ? 1 : elsewhere;
    if (denied) {
      if (for_it == 0) add(i, i, CueKind::antonym, for_it = kSharedReduced * here);
    } else {
      add(i, i, CueKind::antonym, (against++ == 0 ? kAntonym : kAntonymAgain) * here);
    }
    neutral_[i] = 1;
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
    } else if (outcome_.kind != OutcomeKind::demand && changed_word(i)) {
      continue;
    } else if (here && there) {
      neutral_[i] = 1;
    } else if (here) {
      const bool counted = is_neutralised(view_.tokens[i].span);
      if (!counted) add(i, i, CueKind::negation, factor * (times++ == 0 ? kDeniedShared : kDeniedAgain));
      neutral_[i] = 1;
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
  neutral_[i] = 1;
}

/// A thing that the outcome says there is more of, or less: whether the passage says that it fell, or grew.
bool Judgement::changed_word(std::size_t i) {
  const std::uint32_t token = term(i)->token;
  const bool less_there = outcome_.reduced[token] != 0;
  if (outcome_.negated[token] != 0 || tone_.negated[i] != 0 || is_neutralised(view_.tokens[i].span))
    return false;
  const bool falls = fell(i);
  if (!falls && !(less_there && increased(i))) return false;
  add(i, i, CueKind::antonym, less_there == falls ? kSharedReduced : kDeniedShared);
  neutral_[i] = 1;
  return true;
}

/// "Turnout fell": a verb of less right after the word.
bool Judgement::fell(std::size_t i) const {
  const std::size_t to = std::min(view_.words.size(), i + 4);
  for (std::size_t k = i + 1; k < to; ++k) {
    if (view_.words[k].is(Role::fall)) return tone_.negated[k] == 0;
  }
  return false;
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

}  // namespace bearout::models
