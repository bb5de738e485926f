#include "models/form_notes.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

namespace bearout::models {

namespace {

// What read_tone() asks every word for; the other roles matter to its neighbours alone.
constexpr std::uint32_t kRolesInTone = bit(Role::negator) | bit(Role::reducer) | bit(Role::fall) |
                                       bit(Role::intensifier) | bit(Role::diminisher) | bit(Role::contrast) |
                                       bit(Role::concession) | bit(Role::boundary) | bit(Role::expectation) |
                                       bit(Role::function) | bit(Role::listing);

/// Cuts every run of three or more equal letters to `length`: people stretch words ("sooo goood").
std::string without_stretch(std::string_view word, std::size_t length) {
  std::string cut;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t end = std::min(word.find_first_not_of(word[at], at), word.size());
    cut.append(end - at > 2 ? length : end - at, word[at]);
    at = end;
  }
  return cut;
}

bool is_stretched(std::string_view word) {
  for (std::size_t at = 2; at < word.size(); ++at) {
    if (word[at] == word[at - 1] && word[at] == word[at - 2]) return true;
  }
  return false;
}

}  // namespace

std::string feature_word(std::string_view stem) {
  return without_stretch(stem, 2);
}

void FormNotes::prepare(std::span<const Token> tokens, const Analyzer& analyzer) {
  analyzer_ = &analyzer;
  if (notes_.size() < analyzer.form_count()) {
    // Notes are large: to double their room, as resize() does, would take as much as all else here.
    if (notes_.capacity() < analyzer.form_count()) notes_.reserve(analyzer.form_count() / 4 * 5 + 64);
    notes_.resize(analyzer.form_count());
  }
  for (const Token& token : tokens) {
    if (notes_[token.form].known) continue;
    const Form& form = analyzer.form(token.form);
    notes_[token.form] = describe(form, analyzer.stem(form.stem));
  }
}

FormNote FormNotes::describe(const Form& form, std::string_view stem) const {
  FormNote note;
  note.known = true;
  note.stop = form.stop;
  note.number = form.number;
  note.stem = stems_->find(stem);
  note.tense = lexicon_->tense(form.text);
  note.phrase_word = lexicon_->phrase_word(form.text);
  note.begins_phrase = lexicon_->begins_phrase(note.phrase_word);
  note.word = lexicon_->word(form.text, stem);
  std::string cut;
  std::string_view plain = stem;
  if (is_stretched(stem)) plain = cut = feature_word(stem);
  if (plain.size() != stem.size() && note.word.valence == 0 && note.word.roles == 0) {
    note.word = lexicon_->word(plain, plain);
    const std::string single = without_stretch(stem, 1);
    if (note.word.valence == 0 && note.word.roles == 0) note.word = lexicon_->word(single, single);
  }
  note.key = note.number ? key_of_word("#") : key_of_word(plain);
  note.is_not = form.text.ends_with("n't") || form.text == "cannot";
  if (weights_ != nullptr) {
    const FeatureWeight* found = weights_->find(note.key);
    const FeatureWeight* denied = weights_->find(denied_key(note.key));
    if ((note.weighs = found != nullptr)) note.weight = *found;
    if ((note.weighs_denied = denied != nullptr)) note.denied = *denied;
  }
  note.acts = note.word.valence != 0 || (note.word.roles & kRolesInTone) != 0 || note.begins_phrase;
  note.negates = note.word.is(Role::negator) && note.word.valence == 0;
  note.plain = (note.stop || note.number) && note.word.valence == 0 && !note.word.is(Role::negator);
  return note;
}

}  // namespace bearout::models
