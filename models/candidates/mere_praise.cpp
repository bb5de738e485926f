#include "models/candidates/mere_praise.hpp"

#include <cstddef>
#include <cstdint>

#include "corpus/utf8.hpp"
#include "models/candidates/text_features.hpp"
#include "models/lexicon.hpp"

namespace bearout::models {

namespace {

constexpr int kPraise = 2;  // "good", "helpful"; 1 is faint ("fine")

/// "nothing to complain", "couldn't be better"; "can't think of anything".
bool says_all_is_well(const Phrase& phrase) {
  return phrase.effect == Effect::nothing || (phrase.effect == Effect::valence && phrase.valence >= kPraise);
}

struct Share {
  std::size_t praise = 0;
  std::size_t all = 0;
};

/// Counts content words; a phrase counts as one more, so that it does where it holds none ("no comments").
Share count_praise(const std::vector<Token>& tokens, const Analyzer& analyzer, const Lexicon& lexicon) {
  std::vector<std::uint32_t> words;
  words.reserve(tokens.size());
  for (const Token& token : tokens) words.push_back(lexicon.phrase_word(analyzer.form(token.form).text));
  Share share;
  std::size_t phrase_end = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i >= phrase_end && lexicon.begins_phrase(words[i])) {
      const Phrase phrase = lexicon.phrase_at(std::span(words).subspan(i));
      if (phrase.length > 0 && says_all_is_well(phrase)) {
        phrase_end = i + phrase.length;
        ++share.praise;
        ++share.all;
      }
    }
    const Form& form = analyzer.form(tokens[i].form);
    if (!is_content(form)) continue;
    ++share.all;
    if (i < phrase_end || lexicon.word(form.text, analyzer.stem(form.stem)).valence >= kPraise)
      ++share.praise;
  }
  return share;
}

}  // namespace

std::vector<double> praise_shares(std::span<const std::string_view> texts, Analyzer& analyzer) {
  std::vector<double> shares(texts.size());
  if (analyzer.options().language != "en") return shares;
  const Lexicon& lexicon = english_lexicon();
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Share share =
        count_praise(analyzer.analyze(corpus::clip(texts[i], kThemeBytes)), analyzer, lexicon);
    if (share.all > 0) shares[i] = static_cast<double>(share.praise) / static_cast<double>(share.all);
  }
  return shares;
}

}  // namespace bearout::models
