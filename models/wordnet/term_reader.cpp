#include "models/wordnet/term_reader.hpp"

namespace bearout::models::wordnet {

TermReader::TermReader(Analyzer& analyzer, const std::vector<StemAlias>& aliases) : analyzer_(analyzer) {
  for (const StemAlias& alias : aliases) {
    bases_.emplace(analyzer.intern_stem(alias.stem), analyzer.intern_stem(alias.base));
  }
}

void TermReader::read(std::string_view text, std::vector<StemId>& stems) {
  tokens_.clear();
  analyzer_.analyze(text, {0, text.size()}, tokens_);
  for (const Token& token : tokens_) {
    const Form& form = analyzer_.form(token.form);
    if (!is_counted(form)) continue;
    const auto base = bases_.find(form.stem);
    stems.push_back(base == bases_.end() ? form.stem : base->second);
  }
}

}  // namespace bearout::models::wordnet
