#include "models/lexicon.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <string>
#include <utility>

#include "models/lexicon_lists.hpp"

namespace bearout::models {

namespace {

constexpr std::array<std::pair<std::string_view, Role>, 32> kRoleNames{{
    {"negator", Role::negator},
    {"reducer", Role::reducer},
    {"increaser", Role::increaser},
    {"fall", Role::fall},
    {"intensifier", Role::intensifier},
    {"diminisher", Role::diminisher},
    {"contrast", Role::contrast},
    {"concession", Role::concession},
    {"boundary", Role::boundary},
    {"expectation", Role::expectation},
    {"function", Role::function},
    {"feeling", Role::feeling},
    {"silencing", Role::silencing},
    {"voicing", Role::voicing},
    {"restrict", Role::restrict},
    {"permit", Role::permit},
    {"obligation", Role::obligation},
    {"judgement", Role::judgement},
    {"gain", Role::gain},
    {"contentment", Role::contentment},
    {"liking", Role::liking},
    {"quality", Role::quality},
    {"refutation", Role::refutation},
    {"listing", Role::listing},
    {"auxiliary", Role::auxiliary},
    {"possession", Role::possession},
    {"limiting", Role::limiting},
    {"pro_form", Role::pro_form},
    {"request", Role::request},
    {"exception", Role::exception},
    {"affirmation", Role::affirmation},
    {"doubt", Role::doubt},
}};

Role role_named(std::string_view name) {
  for (const auto& known : kRoleNames) {
    if (known.first == name) return known.second;
  }
  throw std::logic_error("no role \"" + std::string(name) + "\"");
}

/// Calls `use(name, rest)` for every line "name: rest".
template <typename Use>
void for_each_line(std::string_view block, Use use) {
  while (!block.empty()) {
    const std::size_t end = std::min(block.find('\n'), block.size());
    const std::string_view line = block.substr(0, end);
    block.remove_prefix(std::min(end + 1, block.size()));
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos) use(line.substr(0, colon), line.substr(colon + 1));
  }
}

/// Calls `use(piece)` for the non-empty pieces between separators.
template <typename Use>
void for_each_piece(std::string_view text, std::string_view separators, Use use) {
  for (std::size_t at = text.find_first_not_of(separators); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
    use(text.substr(at, end - at));
    at = text.find_first_not_of(separators, end);
  }
}

int to_number(std::string_view text) {
  int value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) {
    throw std::logic_error("no valence: \"" + std::string(text) + "\"");
  }
  return value;
}

}  // namespace

Lexicon::Lexicon(Analyzer& analyzer) {
  add_valences(analyzer);
  add_roles(analyzer);
  add_tenses();
  add_phrases();
  add_opposites(analyzer);
  add_things(analyzer);
}

std::uint32_t Lexicon::form_number(std::string_view form) {
  const std::uint32_t id = forms_.intern(form);
  if (id == by_form_.size()) by_form_.emplace_back();
  return id;
}

Lexicon::Entry& Lexicon::form_entry(std::string_view form) {
  return by_form_[form_number(form)];
}

Lexicon::Entry& Lexicon::entry(std::string_view word, Analyzer& analyzer) {
  if (!word.ends_with('*')) return form_entry(word);
  word.remove_suffix(1);
  const std::uint32_t id = stems_.intern(analyzer.stem(analyzer.form(analyzer.intern(word)).stem));
  if (id == by_stem_.size()) by_stem_.emplace_back();
  return by_stem_[id];
}

void Lexicon::add_valences(Analyzer& analyzer) {
  for_each_line(valence_list(), [&](std::string_view name, std::string_view words) {
    const int valence = to_number(name);
    for_each_piece(words, " ", [&](std::string_view word) {
      Entry& known = entry(word, analyzer);
      if (known.graded) return;  // stronger grades stand first
      known.graded = true;
      known.valence = valence;
      if (valence != 0) ++valenced_;
    });
  });
}

void Lexicon::add_roles(Analyzer& analyzer) {
  for_each_line(role_list(), [&](std::string_view name, std::string_view words) {
    const Role role = role_named(name);
    for_each_piece(words, " ", [&](std::string_view word) { entry(word, analyzer).roles |= bit(role); });
  });
}

void Lexicon::add_tenses() {
  for_each_line(tense_list(), [&](std::string_view name, std::string_view words) {
    const Tense tense = name == "past" ? Tense::past : name == "present" ? Tense::present : Tense::address;
    for_each_piece(words, " ", [&](std::string_view word) { form_entry(word).tense = tense; });
  });
}

/// Bits of the forms that may stand second; all bits if one word may be the whole pattern.
std::uint64_t Lexicon::second_words(const Pattern& pattern) {
  std::uint64_t bits = 0;
  for (std::size_t p = 1; p < pattern.places.size(); ++p) {
    for (const std::uint32_t form : pattern.places[p].words) bits |= second_bit(form);
    if (!pattern.places[p].optional) return bits;
  }
  return ~std::uint64_t{0};
}

void Lexicon::add_phrases() {
  for_each_line(phrase_list(), [&](std::string_view name, std::string_view phrases) {
    Phrase phrase;
    if (name == "negator") {
      phrase.effect = Effect::negator;
    } else if (name == "reversal") {
      phrase.effect = Effect::reversal;
    } else if (name == "conditional") {
      phrase.effect = Effect::conditional;
    } else if (name == "nothing") {
      phrase.effect = Effect::nothing;
    } else if (name == "irony") {
      phrase.effect = Effect::irony;
    } else if (name == "contrast") {
      phrase.effect = Effect::contrast;
    } else {
      phrase.valence = to_number(name);
    }
    for_each_piece(phrases, ",", [&](std::string_view words) {
      Pattern pattern{phrase, {}};
      for_each_piece(words, " ", [&](std::string_view word) {
        Pattern::Place place;
        place.optional = word.ends_with('?');
        if (place.optional) word.remove_suffix(1);
        for_each_piece(word, "/", [&](std::string_view form) { place.words.push_back(form_number(form)); });
        pattern.places.push_back(std::move(place));
      });
      const auto number = static_cast<std::uint32_t>(patterns_.size());
      const std::uint64_t seconds = second_words(pattern);
      for (const std::uint32_t form : pattern.places.front().words) {
        by_form_[form].patterns.push_back(number);
        by_form_[form].seconds |= seconds;
      }
      patterns_.push_back(std::move(pattern));
    });
  });
}

void Lexicon::add_opposites(Analyzer& analyzer) {
  const auto stem_of = [&](std::string_view word) {
    const std::uint32_t id = opposed_.intern(analyzer.stem(analyzer.form(analyzer.intern(word)).stem));
    if (id == opposites_.size()) opposites_.emplace_back();
    return id;
  };
  for_each_piece(opposite_list(), " \n", [&](std::string_view pair) {
    const std::size_t slash = pair.find('/');
    const std::uint32_t one = stem_of(pair.substr(0, slash));
    const std::uint32_t other = stem_of(pair.substr(slash + 1));
    opposites_[one].push_back(other);
    opposites_[other].push_back(one);
  });
}

void Lexicon::add_things(Analyzer& analyzer) {
  const auto stem_of = [&](std::string_view word) {
    const std::uint32_t id = things_.intern(analyzer.stem(analyzer.form(analyzer.intern(word)).stem));
    if (id == words_of_things_.size()) words_of_things_.emplace_back();
    return id;
  };
  for_each_line(thing_list(), [&](std::string_view names, std::string_view words) {
    for_each_piece(words, " ", [&](std::string_view word) {
      const std::uint32_t known = stem_of(word);
      for_each_piece(names, " ", [&](std::string_view name) {
        const std::uint32_t thing = stem_of(name);
        words_of_things_[thing].push_back(known);
      });
    });
  });
}

Word Lexicon::word(std::string_view form, std::string_view stem) const {
  Word word;
  bool graded = false;
  if (const std::uint32_t id = forms_.find(form); id != StringTable::kNone) {
    graded = by_form_[id].graded;
    word = {by_form_[id].valence, by_form_[id].roles};
  }
  if (const std::uint32_t id = stems_.find(stem); id != StringTable::kNone) {
    word.roles |= by_stem_[id].roles;
    if (!graded) word.valence = by_stem_[id].valence;
  }
  if (form.ends_with("n't")) word.roles |= bit(Role::negator);
  return word;
}

Tense Lexicon::tense(std::string_view form) const {
  if (const std::uint32_t id = forms_.find(form);
      id != StringTable::kNone && by_form_[id].tense != Tense::none)
    return by_form_[id].tense;
  return form.size() > 4 && form.ends_with("ed") ? Tense::past : Tense::none;
}

std::uint32_t Lexicon::phrase_word(std::string_view form) const {
  return forms_.find(form);
}

/// Words that the pattern takes, 0 if it doesn't match.
std::size_t Lexicon::match(const Pattern& pattern, std::span<const std::uint32_t> words) {
  std::size_t at = 0;
  for (const Pattern::Place& place : pattern.places) {
    const bool there = at < words.size() &&
                       std::find(place.words.begin(), place.words.end(), words[at]) != place.words.end();
    if (there) {
      ++at;
    } else if (!place.optional) {
      return 0;
    }
  }
  return at;
}

Phrase Lexicon::phrase_at(std::span<const std::uint32_t> words) const {
  Phrase best;
  if (!may_begin_phrase(words.front(), words.size() < 2 ? kNone : words[1])) return best;
  for (const std::uint32_t number : by_form_[words.front()].patterns) {
    const std::size_t length = match(patterns_[number], words);
    if (length <= best.length) continue;
    best = patterns_[number].phrase;
    best.length = length;
  }
  return best;
}

std::vector<std::string_view> Lexicon::opposites(std::string_view stem) const {
  std::vector<std::string_view> list;
  const std::uint32_t id = opposed_.find(stem);
  if (id == StringTable::kNone) return list;
  for (const std::uint32_t other : opposites_[id]) list.push_back(opposed_[other]);
  return list;
}

std::vector<std::string_view> Lexicon::words_of_thing(std::string_view stem) const {
  std::vector<std::string_view> list;
  const std::uint32_t id = things_.find(stem);
  if (id == StringTable::kNone) return list;
  for (const std::uint32_t word : words_of_things_[id]) list.push_back(things_[word]);
  return list;
}

const Lexicon& english_lexicon() {
  static const Lexicon lexicon = [] {
    Analyzer analyzer({.language = "en"});
    return Lexicon(analyzer);
  }();
  return lexicon;
}

}  // namespace bearout::models
