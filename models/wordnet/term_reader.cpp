#include "models/wordnet/term_reader.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace bearout::models::wordnet {

namespace {

// A form with a meaning of its own is read as its base only if WordNet's tagged texts have the base at least
// this often and this many times as often. Chosen by reading the list: 4 would turn "boring" into "bear".
constexpr std::uint32_t kLeastBaseCount = 5;
constexpr std::uint32_t kClearlyMore = 8;

/// The stem of a word that is a single content word to the analyzer.
std::optional<std::string> single_stem(std::string_view word, Analyzer& analyzer) {
  const auto tokens = analyzer.analyze(word);
  if (tokens.size() != 1 || !is_content(analyzer.form(tokens.front().form))) return std::nullopt;
  return std::string(analyzer.stem(analyzer.form(tokens.front().form).stem));
}

/// How often the tagged texts have words of a stem; a stem without an entry belongs to no lemma.
using StemCounts = std::map<std::string, std::uint32_t, std::less<>>;

StemCounts count_by_stem(const WordNet& wordnet, Analyzer& analyzer) {
  std::vector<std::string_view> lemmas;
  for (const Lemma& lemma : wordnet.lemmas) lemmas.push_back(lemma.text);
  std::sort(lemmas.begin(), lemmas.end());
  lemmas.erase(std::unique(lemmas.begin(), lemmas.end()), lemmas.end());
  StemCounts counts;
  for (const std::string_view lemma : lemmas) {
    if (auto stem = single_stem(lemma, analyzer)) counts[*std::move(stem)] += wordnet.tag_count(lemma);
  }
  return counts;
}

struct Base {
  std::uint32_t count = 0;
  std::string stem;
};

bool goes_before(const Base& one, const Base& other) {
  return one.count != other.count ? one.count > other.count : one.stem < other.stem;
}

/// Follows aliases of aliases to their end; empty for a circle.
std::string end_of(const std::map<std::string, Base>& bases, const std::string& stem) {
  std::string at = stem;
  for (int steps = 0; steps < 4; ++steps) {
    const auto next = bases.find(at);
    if (next == bases.end()) return at;
    at = next->second.stem;
  }
  return {};
}

}  // namespace

std::vector<StemAlias> irregular_stems(const WordNet& wordnet, Analyzer& analyzer) {
  const StemCounts counts = count_by_stem(wordnet, analyzer);
  std::map<std::string, Base> bases;
  for (const IrregularForm& irregular : wordnet.irregular) {
    const auto stem = single_stem(irregular.form, analyzer);
    auto base_stem = single_stem(irregular.base, analyzer);
    if (!stem || !base_stem || *stem == *base_stem) continue;
    const std::uint32_t base_count = wordnet.tag_count(irregular.base);
    const auto own = counts.find(*stem);
    if (own != counts.end() && (base_count < kLeastBaseCount || base_count < kClearlyMore * own->second)) {
      continue;
    }
    // Of several bases the most usual one, then the first by its letters.
    Base base{base_count, *std::move(base_stem)};
    const auto [known, is_new] = bases.try_emplace(*stem, base);
    if (!is_new && goes_before(base, known->second)) known->second = std::move(base);
  }
  std::vector<StemAlias> aliases;
  for (const auto& [stem, base] : bases) {
    std::string end = end_of(bases, base.stem);
    if (!end.empty() && end != stem) aliases.push_back({stem, std::move(end)});
  }
  return aliases;
}

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
    if (!is_content(form)) continue;
    const auto base = bases_.find(form.stem);
    stems.push_back(base == bases_.end() ? form.stem : base->second);
  }
}

}  // namespace bearout::models::wordnet
