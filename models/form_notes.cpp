#include "models/form_notes.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

namespace bearout::models {

namespace {

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

}  // namespace

std::string feature_word(std::string_view stem) {
  return without_stretch(stem, 2);
}

void FormNotes::prepare(std::span<const Token> tokens, const Analyzer& analyzer) {
  if (notes_.size() < analyzer.form_count()) notes_.resize(analyzer.form_count());
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
  if (knowledge_ != nullptr) note.row = knowledge_->find(stem);
  note.phrase_word = lexicon_->phrase_word(form.text);
  note.begins_phrase = lexicon_->begins_phrase(note.phrase_word);
  note.word = lexicon_->word(form.text, stem);
  const std::string plain = feature_word(stem);
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
  note.plain = (note.stop || note.number) && note.word.valence == 0 && !note.word.is(Role::negator);
  return note;
}

}  // namespace bearout::models
