#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/analyzer.hpp"
#include "models/feature_key.hpp"
#include "models/knowledge.hpp"
#include "models/lexicon.hpp"
#include "models/string_table.hpp"

namespace bearout::models {

/// What framing knows of a form, found out once for all its tokens.
struct FormNote {
  Word word;
  std::uint32_t stem = StringTable::kNone;  ///< its number among the stems of the outcomes, or kNone
  FeatureKey key = 0;                       ///< of its stem (see feature_word), "#" for a number
  FeatureKey left = 0;                   ///< as the first of two words: of "not" for all that ends in "n't"
  std::uint32_t row = Knowledge::kNone;  ///< of Knowledge
  std::uint32_t phrase_word = Lexicon::kNone;  ///< see Lexicon::phrase_word
  bool begins_phrase = false;
  bool stop = false;
  bool number = false;
  bool known = false;
};

/// What features call a stem: stretched letters are cut ("sooo" is "soo").
[[nodiscard]] std::string feature_word(std::string_view stem);

/// Notes on the forms of one analyser, by their ids. Not thread-safe.
class FormNotes {
 public:
  /// `stems` are those of the outcomes; `knowledge` may be null. All must outlive the notes.
  FormNotes(const Lexicon& lexicon, const StringTable& stems, const Knowledge* knowledge)
      : lexicon_(&lexicon), stems_(&stems), knowledge_(knowledge) {}

  /// Makes sure that there is a note on every token's form.
  void prepare(std::span<const Token> tokens, const Analyzer& analyzer);
  /// Requires a call of prepare() with a token of this form.
  [[nodiscard]] const FormNote& operator[](FormId form) const { return notes_[form]; }
  /// To be called when the analyser forgets its forms.
  void forget() { notes_.clear(); }

 private:
  [[nodiscard]] FormNote describe(const Form& form, std::string_view stem) const;

  const Lexicon* lexicon_;
  const StringTable* stems_;
  const Knowledge* knowledge_;
  std::vector<FormNote> notes_;
};

}  // namespace bearout::models
