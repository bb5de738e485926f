#include "models/candidates/mere_praise.hpp"

#include "corpus/utf8.hpp"
#include "models/lexicon.hpp"

namespace bearout::models {

namespace {

constexpr std::size_t kReadBytes = 400;  // as text_features reads
constexpr int kPraise = 2;               // "good", "helpful"; 1 is faint ("fine")

}  // namespace

std::vector<double> praise_shares(std::span<const std::string_view> texts, Analyzer& analyzer) {
  std::vector<double> shares(texts.size());
  if (analyzer.options().language != "en") return shares;
  const Lexicon lexicon(analyzer);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::size_t praise = 0;
    std::size_t all = 0;
    for (const Token& token : analyzer.analyze(corpus::clip(texts[i], kReadBytes))) {
      const Form& form = analyzer.form(token.form);
      if (!is_content(form)) continue;
      ++all;
      if (lexicon.word(form.text, analyzer.stem(form.stem)).valence >= kPraise) ++praise;
    }
    if (all > 0) shares[i] = static_cast<double>(praise) / static_cast<double>(all);
  }
  return shares;
}

}  // namespace bearout::models
