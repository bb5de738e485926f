#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "corpus/ascii.hpp"
#include "corpus/span.hpp"
#include "models/analyzer.hpp"
#include "models/feature_key.hpp"
#include "models/form_notes.hpp"
#include "models/framing.hpp"

namespace bearout::models {

/// A word or sign of a text, or two in a row, as the learned weights know it.
struct TextFeature {
  FeatureKey left = 0;  ///< of the first of two in a row, 0 for a single one
  FeatureKey right = 0;
  corpus::Span span;                      ///< of `right`; bytes of the text
  std::uint32_t token = 0;                ///< of `right`; kNoToken for a sign between words
  const FeatureWeight* weight = nullptr;  ///< of a single word, if the notes know weights and it has one

  static constexpr std::uint32_t kNoToken = 0xffffffff;
  [[nodiscard]] FeatureKey key() const { return left == 0 ? right : key_of_pair(left, right); }
};

/// A word of three letters or more, all of them capitals.
[[nodiscard]] inline bool in_capitals(std::string_view word) {
  return word.size() > 2 && corpus::is_ascii_upper(word.front()) &&
         std::all_of(word.begin(), word.end(), corpus::is_ascii_upper);
}

/// Calls `use(TextFeature)` for the features of a passage in order of place: stems, "~" and the stem where
/// negators turn it, each also together with what stands before it (a word, "," "." or "^", the beginning);
/// "!"
/// "!!" "?" "..." "CAPS", emoticons and emoji by themselves. A negator that denies nothing ("not only") is
/// "+not". Names after "@" are left out. `tone`: as read_tone() leaves it. A template, so that a run keeps
/// nothing of most features.
template <typename Use>
void for_each_feature(std::string_view text, std::span<const Token> tokens, const Tone& tone,
                      const FormNotes& notes, Use use);

/// Appends them to a list.
void list_features(std::string_view text, std::span<const Token> tokens, const Tone& tone,
                   const FormNotes& notes, std::vector<TextFeature>& features);

namespace framing_features {

inline constexpr FeatureKey kBeginning = key_of_word("^");
inline constexpr FeatureKey kComma = key_of_word(",");
inline constexpr FeatureKey kStop = key_of_word(".");
inline constexpr FeatureKey kExclamation = key_of_word("!");
inline constexpr FeatureKey kExclamations = key_of_word("!!");
inline constexpr FeatureKey kQuestion = key_of_word("?");
inline constexpr FeatureKey kDots = key_of_word("...");
inline constexpr FeatureKey kNot = key_of_word("not");
inline constexpr FeatureKey kIdleNegator = key_of_word("+not");
inline constexpr FeatureKey kCapitals = key_of_word("CAPS");

/// Those of what stands between two words.
template <typename Use>
void use_signs(std::string_view text, const Gap& gap, const FormNotes& notes, Use& use) {
  const auto sign = [&](FeatureKey key, corpus::Span span) {
    use(TextFeature{0, key, span, TextFeature::kNoToken, notes.weight(key)});
  };
  const Marks& marks = gap.marks;
  if (marks.exclamations > 0) sign(marks.exclamations > 1 ? kExclamations : kExclamation, gap.span);
  if (marks.question) sign(kQuestion, gap.span);
  if (marks.dots) sign(kDots, gap.span);
  if (marks.feeling == 0) return;
  const corpus::Span span{gap.span.begin + marks.feeling_begin, gap.span.begin + marks.feeling_end};
  sign(key_of_word(corpus::cut(text, span)), span);
}

}  // namespace framing_features

template <typename Use>
void for_each_feature(std::string_view text, std::span<const Token> tokens, const Tone& tone,
                      const FormNotes& notes, Use use) {
  using namespace framing_features;
  FeatureKey before = kBeginning;
  corpus::Span capital;
  std::size_t capitals = 0;
  std::size_t words = 0;
  auto gap = tone.gaps.begin();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (gap != tone.gaps.end() && gap->token == i) {
      const Gap& here = *gap++;
      if (here.marks.ends_clause) before = here.marks.ends_sentence ? kStop : kComma;
      use_signs(text, here, notes, use);
      if (here.marks.mention) {
        before = kStop;
        continue;
      }
    }
    const FormNote& note = notes[tokens[i].form];
    const auto token = static_cast<std::uint32_t>(i);
    const bool negated = tone.negated[i] != 0;
    const bool idle = note.negates && tone.denies[i] == 0;
    if (idle) {
      const FeatureKey key = negated ? denied_key(kIdleNegator) : kIdleNegator;
      use(TextFeature{0, key, tokens[i].span, token, notes.weight(key)});
      use(TextFeature{before, key, tokens[i].span, token, nullptr});
      before = kIdleNegator;
    } else {
      const FeatureKey key = negated ? denied_key(note.key) : note.key;
      const FeatureWeight* weight =
          negated ? (note.weighs_denied ? &note.denied : nullptr) : (note.weighs ? &note.weight : nullptr);
      use(TextFeature{0, key, tokens[i].span, token, weight});
      use(TextFeature{before, key, tokens[i].span, token, nullptr});
      const FeatureKey left = note.is_not ? kNot : note.key;
      before = negated ? denied_key(left) : left;
    }
    ++words;
    if (in_capitals(corpus::cut(text, tokens[i].span))) {
      ++capitals;
      capital = tokens[i].span;
    }
  }
  if (gap != tone.gaps.end()) use_signs(text, *gap, notes, use);
  if (capitals > 0 && 2 * capitals < words)
    use(TextFeature{0, kCapitals, capital, TextFeature::kNoToken, notes.weight(kCapitals)});
}

}  // namespace bearout::models
