#include "models/outcome_profile.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "models/mirror.hpp"
#include "models/tone.hpp"

namespace bearout::models {

namespace {

constexpr std::size_t kPredicateWithin = 8;  // tokens of an outcome by which its subject has ended

/// Where an outcome says that people were content with something, if it does.
struct Satisfaction {
  bool found = false;
  double direction = 1;
  std::size_t things = 0;  ///< first token of what they were content with
};

double sign_of(const Word& word, bool negated) {
  return (word.valence < 0) != negated ? -1 : 1;
}

/// "were happy with …", "liked …", "received good …": a predicate of content within the first words.
Satisfaction find_satisfaction(const OutcomeProfile& outcome) {
  const std::vector<Word>& words = outcome.words;
  bool predicate = false;
  bool possession = false;
  for (std::size_t i = 0; i < words.size() && i < 12; ++i) {
    const bool negated = outcome.turned(i);
    if (words[i].is(Role::judgement) || (i + 1 < words.size() && words[i + 1].is(Role::judgement))) break;
    if (words[i].is(Role::obligation) || words[i].is(Role::reducer)) break;
    if (predicate && words[i].is(Role::contentment)) return {true, sign_of(words[i], negated), i + 1};
    if (i > 0 && i < 4 && words[i].is(Role::liking)) return {true, sign_of(words[i], negated), i + 1};
    if (predicate && words[i].is(Role::quality) && words.size() <= 12) {
      return {true, sign_of(words[i], negated), possession ? i + 1 : 0};
    }
    possession = possession || words[i].is(Role::possession);
    predicate = predicate || words[i].is(Role::auxiliary) || words[i].is(Role::possession);
  }
  return {};
}

bool is_demand(const std::vector<Word>& words) {
  if (!words.empty() && (words[0].is(Role::restrict) || words[0].is(Role::permit))) return true;
  return std::any_of(words.begin(), words.end(),
                     [](const Word& word) { return word.is(Role::obligation) || word.is(Role::judgement); });
}

bool is_negator(const Word& word) {
  return word.is(Role::negator) && word.valence == 0;
}

/// Of a demand: -1 if it wants a thing gone ("should be banned", "must not be allowed", "is immoral").
double demand_direction(const std::vector<Word>& words) {
  const auto begins =
      std::find_if(words.begin(), words.end(), [](const Word& word) { return word.is(Role::obligation); });
  const bool imperative = !words.empty() && (words[0].is(Role::restrict) || words[0].is(Role::permit));
  if (begins != words.end() || imperative) {
    const auto from = static_cast<std::size_t>(begins == words.end() ? 0 : begins - words.begin() + 1);
    bool turned = false;
    for (std::size_t i = from; i < words.size() && i < from + 8; ++i) {
      if (is_negator(words[i]) && i < from + 3 &&
          !(i + 1 < words.size() && words[i + 1].is(Role::limiting))) {
        turned = !turned;
      }
      if (words[i].is(Role::permit)) break;
      if (words[i].is(Role::restrict)) return turned ? 1 : -1;
    }
    return turned ? -1 : 1;
  }
  double sum = 0;
  bool turned = false;
  for (const Word& word : words) {
    if (is_negator(word)) turned = !turned;
    if (word.is(Role::judgement)) sum += turned ? -word.valence : word.valence;
  }
  return sum < 0 || (sum == 0 && turned) ? -1 : 1;
}

bool is_voicing(const OutcomeProfile& outcome) {
  bool voiced = false;
  bool feeling = false;
  for (std::size_t i = 0; i < outcome.words.size(); ++i) {
    voiced = voiced || (outcome.words[i].is(Role::voicing) && !outcome.turned(i));
    feeling = feeling || (outcome.words[i].is(Role::feeling) && !outcome.turned(i));
  }
  return voiced && feeling;
}

/// "The garden helps people to …": what does good says so early and in a finite verb. A gain that is told
/// later, or goes on ("is increasing the risk"), belongs to a report of facts.
bool is_benefit(const OutcomeProfile& outcome, std::span<const Token> tokens, const Analyzer& analyzer) {
  const std::size_t end = std::min(tokens.size(), kPredicateWithin);
  for (std::size_t i = 0; i < end; ++i) {
    if (outcome.words[i].is(Role::gain) && !analyzer.form(tokens[i].form).text.ends_with("ing")) return true;
  }
  return false;
}

void classify(OutcomeProfile& outcome, const Tone& tone, bool gains) {
  const Satisfaction satisfaction = find_satisfaction(outcome);
  if (satisfaction.found) {
    outcome.kind = OutcomeKind::satisfaction;
    outcome.direction = satisfaction.direction;
    for (std::size_t i = satisfaction.things; i < outcome.tokens.size(); ++i) {
      outcome.terms[outcome.tokens[i]].thing = outcome.stops[i] == 0;
    }
  } else if (is_voicing(outcome)) {
    outcome.kind = OutcomeKind::voicing;
  } else if (is_demand(outcome.words)) {
    outcome.kind = OutcomeKind::demand;
    outcome.direction = demand_direction(outcome.words);
  } else if (gains) {
    outcome.kind = OutcomeKind::benefit;
  } else {
    outcome.direction = tone.criticism < -0.1 ? -1 : 1;
  }
}

/// The index of a stem's term, a new one if it is new.
std::uint32_t term_of(OutcomeProfile& outcome, std::uint32_t stem) {
  const auto known = std::find(outcome.stems.begin(), outcome.stems.end(), stem);
  const auto index = static_cast<std::uint32_t>(known - outcome.stems.begin());
  if (known == outcome.stems.end()) {
    outcome.stems.push_back(stem);
    outcome.terms.emplace_back();
  }
  return index;
}

void sort_terms(OutcomeProfile& outcome) {
  outcome.sorted.resize(outcome.terms.size());
  std::iota(outcome.sorted.begin(), outcome.sorted.end(), 0U);
  std::sort(outcome.sorted.begin(), outcome.sorted.end(),
            [&](std::uint32_t a, std::uint32_t b) { return outcome.stems[a] < outcome.stems[b]; });
}

void add_opposites(OutcomeProfile& outcome, std::uint32_t token, const Form& form, const Lexicon& lexicon,
                   const Knowledge* knowledge, Analyzer& analyzer, StringTable& stems) {
  const std::string word(form.text);
  const std::string stem(analyzer.stem(form.stem));
  const bool content = outcome.stops[token] == 0;
  const auto add = [&](std::string_view opposite) {
    OutcomeTerm& known = outcome.terms[term_of(outcome, stems.intern(opposite))];
    if (known.own || known.opposite) return;
    known.loose_opposite = true;
    known.opposite = content && stop_word(opposite, "en") == StopWord::no;
    known.token = token;
  };
  for (const std::string_view opposite : lexicon.opposites(stem)) add(opposite);
  const auto add_word = [&](std::string_view opposite) {
    const std::string mirrored(analyzer.stem(analyzer.form(analyzer.intern(opposite)).stem));
    if (mirrored != stem) add(mirrored);
  };
  for (const std::string& opposite : mirror_words(word)) add_word(opposite);
  if (knowledge == nullptr) return;
  for (const Antonym& opposite : knowledge->antonyms(word)) add_word(opposite.word);
}

/// Other words that tell that a passage speaks of the outcome's things ("waiter" for "staff").
void add_words_of_things(OutcomeProfile& outcome, const Lexicon& lexicon, StringTable& stems) {
  for (std::size_t i = 0; i < outcome.tokens.size(); ++i) {
    if (!outcome.terms[outcome.tokens[i]].thing) continue;
    for (const std::string_view stem : lexicon.words_of_thing(stems[outcome.stems[outcome.tokens[i]]])) {
      OutcomeTerm& known = outcome.terms[term_of(outcome, stems.intern(stem))];
      if (!known.own && !known.opposite) known.thing = true;
    }
  }
}

void count_points(OutcomeProfile& outcome) {
  outcome.points = 0;
  for (const OutcomeTerm& term : outcome.terms) {
    if (term.own && term.content && !term.common && !outcome.words[term.token].is(Role::gain))
      ++outcome.points;
  }
}

OutcomeProfile profile_outcome(std::string_view text, const Lexicon& lexicon, const Knowledge* knowledge,
                               Analyzer& analyzer, FormNotes& notes, StringTable& stems) {
  OutcomeProfile outcome;
  const std::vector<Token> tokens = analyzer.analyze(text);
  notes.prepare(tokens, analyzer);
  const Tone tone = read_tone(lexicon, notes, text, {0, text.size()}, tokens, analyzer);
  outcome.denies = tone.denies;
  outcome.negated = tone.negated;
  outcome.reduced = tone.reduced;
  for (const Token& token : tokens) {
    const Form& form = analyzer.form(token.form);
    const std::string_view stem = analyzer.stem(form.stem);
    const std::uint32_t index = term_of(outcome, stems.intern(stem));
    OutcomeTerm& known = outcome.terms[index];
    if (!known.own) {
      known = {
          .own = true, .content = !form.stop, .token = static_cast<std::uint32_t>(outcome.tokens.size())};
    }
    outcome.tokens.push_back(index);
    outcome.words.push_back(lexicon.word(form.text, stem));
    outcome.numbers.push_back(form.number ? 1 : 0);
    outcome.stops.push_back(form.stop ? 1 : 0);
    outcome.rows.push_back(notes.row(token.form));
    if (is_negator(outcome.words.back())) ++outcome.negators;
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Form form = analyzer.form(tokens[i].form);  // a copy: new forms may move the table
    add_opposites(outcome, static_cast<std::uint32_t>(i), form, lexicon, knowledge, analyzer, stems);
  }
  outcome.change = change_of(outcome.words, outcome.negated);
  outcome.tone = tone.criticism;
  classify(outcome, tone, is_benefit(outcome, tokens, analyzer));
  add_words_of_things(outcome, lexicon, stems);
  sort_terms(outcome);
  return outcome;
}

}  // namespace

std::vector<OutcomeProfile> profile_outcomes(std::span<const std::string_view> texts, const Lexicon& lexicon,
                                             const Knowledge* knowledge, Analyzer& analyzer,
                                             StringTable& stems) {
  FormNotes notes(lexicon, stems, knowledge);  // once for the list: it grows with the list's forms
  std::vector<OutcomeProfile> profiles;
  profiles.reserve(texts.size());
  for (const std::string_view text : texts) {
    profiles.push_back(profile_outcome(text, lexicon, knowledge, analyzer, notes, stems));
  }
  return profiles;
}

void compare_outcomes(std::vector<OutcomeProfile>& profiles, const StringTable& stems) {
  std::vector<std::size_t> counts(stems.size(), 0);
  std::vector<std::uint8_t> things(stems.size(), 0);  // that some outcome names itself
  std::size_t satisfactions = 0;
  for (const OutcomeProfile& outcome : profiles) {
    satisfactions += outcome.kind == OutcomeKind::satisfaction ? 1 : 0;
    for (std::size_t i = 0; i < outcome.terms.size(); ++i) {
      counts[outcome.stems[i]] += outcome.terms[i].own ? 1 : 0;
      if (outcome.terms[i].own && outcome.terms[i].thing) things[outcome.stems[i]] = 1;
    }
  }
  for (OutcomeProfile& outcome : profiles) {
    outcome.several_things = satisfactions > 1;
    count_points(outcome);
    for (std::size_t i = 0; i < outcome.terms.size(); ++i) {
      if (!outcome.terms[i].own && things[outcome.stems[i]] != 0) outcome.terms[i].thing = false;
    }
    if (profiles.size() < 3) continue;
    for (std::size_t i = 0; i < outcome.terms.size(); ++i) {
      if (!outcome.terms[i].own || 2 * counts[outcome.stems[i]] <= profiles.size()) continue;
      outcome.terms[i].common = true;
      outcome.terms[i].thing = false;
    }
    count_points(outcome);
  }
}

std::uint32_t OutcomeProfile::find(std::uint32_t stem) const {
  if (stem == kNone) return kNone;
  const auto found =
      std::lower_bound(sorted.begin(), sorted.end(), stem,
                       [&](std::uint32_t index, std::uint32_t wanted) { return stems[index] < wanted; });
  return found == sorted.end() || stems[*found] != stem ? kNone : *found;
}

double change_of(const std::vector<Word>& words, const std::vector<std::uint8_t>& negated) {
  double sum = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Word& word = words[i];
    const bool more = word.is(Role::increaser) || word.is(Role::affirmation);
    const bool less = word.is(Role::reducer) || word.is(Role::fall) || word.is(Role::doubt);
    const int up = (more ? 1 : 0) - (less ? 1 : 0);
    sum += negated[i] != 0 ? -up : up;
  }
  return std::tanh(sum / 2);
}

}  // namespace bearout::models
