#include <cmath>

#include "models/pair_judgement.hpp"

// Demands and facts: what the rules find is weighed by what was learned.

namespace bearout::models {

/// Rules find what there is, learned weights say what it is worth.
void Judgement::claim() {
  sight_.judged = true;
  sight_.fact = outcome_.kind == OutcomeKind::fact;
  sight_.direction = outcome_.direction;
  set(ClaimPart::bias, 1);
  set(ClaimPart::direction, outcome_.direction);
  learned_part(ClaimPart::antonyms, [&] { mirror(kElsewhere); });
  learned_part(ClaimPart::denied, [&] { denied_words(1); });
  learned_part(ClaimPart::reversal, [&] { reversals(1); });
  claim_words();
  for (std::size_t i = 0; i < view_.tokens.size(); ++i) {
    if (own(i)) neutral_[i] = 1;
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

/// What is said more than once weighs less each time: the sum s of a passage's cues counts as tanh(s /
/// scale).
void Judgement::claim_tone() {
  weigh_tone(tone_.cues, 0, 1, ClaimPart::tone, ClaimPart::directed_tone);
  const double found =
      weigh_tone(tone_.learned, tone_.learned_rest, 2, ClaimPart::criticism, ClaimPart::directed_criticism);
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
    if (counts(cue))
      cues_.push_back({cue.span, cue.kind, cue.weight * clause_factor(cue.span) * weight, cue.plain});
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
    }
    if (word.is(Role::refutation) && refutations++ < 2) {
      place(ClaimPart::refutation, i, CueKind::negation, refuting ? 1 : -1);
    }
    wishes += (word.is(Role::permit) ? 1 : 0) - (word.is(Role::restrict) ? 1 : 0);
  }
  set(ClaimPart::wishes, directed * std::clamp(wishes, -2.0, 2.0));
  set(ClaimPart::demand, directed * passage_demand());
  if (outcome_.kind != OutcomeKind::demand)
    set(ClaimPart::change, outcome_.change * change_of(view_.words, tone_.negated));
  set(ClaimPart::parity, (negators + outcome_.negators) % 2 == 0 ? 1 : -1);
  set(ClaimPart::coverage, coverage());
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
    cues_.back().plain = view_.note(found.token).plain;
  }
}

/// Whether the passage itself wants more of a thing (above 0) or less.
double Judgement::passage_demand() const {
  double sum = 0;
  for (std::size_t i = 0; i < view_.words.size(); ++i) {
    if (!view_.words[i].is(Role::obligation)) continue;
    for (std::size_t k = i + 1; k < view_.words.size() && k < i + 7; ++k) {
      const double sign = tone_.negated[k] != 0 && !view_.words[k].is(Role::negator) ? -1 : 1;
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

}  // namespace bearout::models
