#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/analyzer.hpp"
#include "models/feature_key.hpp"
#include "models/framing_weights.hpp"
#include "models/knowledge.hpp"
#include "models/lexicon.hpp"
#include "models/string_table.hpp"

namespace bearout::models {

/// What framing knows of a form, found out once for all its tokens.
struct alignas(64) FormNote {  // a line of the cache
  FeatureWeight weight;        ///< of `key`
  FeatureWeight denied;        ///< of `key`, denied
  FeatureKey key = 0;          ///< of its stem (see feature_word), "#" for a number
  Word word;
  std::uint32_t stem = StringTable::kNone;     ///< its number among the stems of the outcomes, or kNone
  std::uint32_t phrase_word = Lexicon::kNone;  ///< see Lexicon::phrase_word
  Tense tense = Tense::none;
  bool known = false;
  bool weighs = false;         ///< `weight` is not nothing
  bool weighs_denied = false;  ///< `denied` is not
  bool begins_phrase = false;
  bool is_not = false;  ///< as the first of two words: "not", as all that ends in "n't"
  bool stop = false;
  bool number = false;
  bool acts = false;     ///< has a part in the rules of tone: a valence, a role or a phrase
  bool negates = false;  ///< a negator that is no word of blame itself
  bool plain = false;    ///< a function word: nobody would underline it as a reason
};

/// What features call a stem: stretched letters are cut ("sooo" is "soo").
[[nodiscard]] std::string feature_word(std::string_view stem);

/// Notes on the forms of one analyser, by their ids. Not thread-safe.
class FormNotes {
 public:
  /// `stems` are those of the outcomes; `knowledge` and `weights` may be null. All must outlive the notes.
  FormNotes(const Lexicon& lexicon, const StringTable& stems, const Knowledge* knowledge,
            const FeatureTable* weights = nullptr)
      : lexicon_(&lexicon), stems_(&stems), knowledge_(knowledge), weights_(weights) {}

  /// Makes sure that there is a note on every token's form.
  void prepare(std::span<const Token> tokens, const Analyzer& analyzer);
  /// Requires a call of prepare() with a token of this form.
  [[nodiscard]] const FormNote& operator[](FormId form) const { return notes_[form]; }
  /// The row of Knowledge that a form's stem has, kNone if it has none. Searched for, so to be asked seldom.
  [[nodiscard]] std::uint32_t row(FormId form) const {
    return knowledge_ == nullptr ? Knowledge::kNone
                                 : knowledge_->find(analyzer_->stem(analyzer_->form(form).stem));
  }
  /// What a feature weighs, null if nothing (or no weights are known).
  [[nodiscard]] const FeatureWeight* weight(FeatureKey key) const {
    return weights_ == nullptr ? nullptr : weights_->find(key);
  }
  /// To be called when the analyser forgets its forms.
  void forget() { notes_.clear(); }

 private:
  [[nodiscard]] FormNote describe(const Form& form, std::string_view stem) const;

  const Lexicon* lexicon_;
  const StringTable* stems_;
  const Knowledge* knowledge_;
  const FeatureTable* weights_;
  const Analyzer* analyzer_ = nullptr;  // of the last call of prepare()
  std::vector<FormNote> notes_;
};

}  // namespace bearout::models
