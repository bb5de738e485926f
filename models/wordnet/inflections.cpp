#include "models/wordnet/inflections.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace bearout::models::wordnet {

namespace {

// Longer adjectives are compared with "more".
constexpr std::size_t kLongestCompared = 7;
// A form with a meaning of its own is read as its base only if WordNet's tagged texts have the base at least
// this often, and this many times as often as the form. Chosen by reading the list: 4 would turn "boring"
// into "bear".
constexpr std::uint32_t kLeastBaseCount = 5;
constexpr std::uint32_t kClearlyMore = 8;
// Plurals that have left their singular behind without becoming lemmas of WordNet: newspapers are no means,
// and nothing "per capita" has a head.
constexpr std::array<std::string_view, 2> kWordsOfTheirOwn{"capita", "media"};

/// All lemmas, each once, sorted.
std::vector<std::string_view> lemma_texts(const WordNet& wordnet) {
  std::vector<std::string_view> texts;
  texts.reserve(wordnet.lemmas.size());
  for (const Lemma& lemma : wordnet.lemmas) texts.push_back(lemma.text);
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts;
}

/// The stem of a word that is a single content word to the analyzer.
std::optional<std::string> single_stem(std::string_view word, Analyzer& analyzer) {
  const auto tokens = analyzer.analyze(word);
  if (tokens.size() != 1 || !is_counted(analyzer.form(tokens.front().form))) return std::nullopt;
  return std::string(analyzer.stem(analyzer.form(tokens.front().form).stem));
}

/// How often the tagged texts have words of a stem; a stem without an entry belongs to no lemma.
using StemCounts = std::map<std::string, std::uint32_t, std::less<>>;

StemCounts count_by_stem(const WordNet& wordnet, Analyzer& analyzer) {
  StemCounts counts;
  for (const std::string_view lemma : lemma_texts(wordnet)) {
    if (auto stem = single_stem(lemma, analyzer)) counts[*std::move(stem)] += wordnet.tag_count(lemma);
  }
  return counts;
}

struct Base {
  std::uint32_t count = 0;
  std::string stem;
};

/// Of several bases the most usual one is meant; then the first by its letters.
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

std::vector<InflectedForm> inflected_forms(const WordNet& wordnet) {
  std::vector<InflectedForm> forms = wordnet.irregular;
  const auto lemmas = lemma_texts(wordnet);
  const auto add = [&](std::string form, const Lemma& lemma) {
    if (!std::binary_search(lemmas.begin(), lemmas.end(), form)) {
      forms.push_back({lemma.part, std::move(form), lemma.text});
    }
  };
  for (const Lemma& lemma : wordnet.lemmas) {
    const std::string_view text = lemma.text;
    if (lemma.part == PartOfSpeech::noun && text.ends_with("man")) {
      add(std::string(text.substr(0, text.size() - 2)) + "en", lemma);
    } else if (lemma.part == PartOfSpeech::adjective && text.size() <= kLongestCompared) {
      if (wordnet.tag_count(lemma.text) == 0) continue;  // "dextral": nobody compares it
      const std::string root(text.substr(0, text.size() - (text.ends_with('e') ? 1 : 0)));
      add(root + "er", lemma);
      add(root + "est", lemma);
    }
  }
  return forms;
}

std::vector<StemAlias> stem_aliases(const WordNet& wordnet, const std::vector<InflectedForm>& forms,
                                    Analyzer& analyzer) {
  const StemCounts counts = count_by_stem(wordnet, analyzer);
  std::map<std::string, Base> bases;
  for (const InflectedForm& inflected : forms) {
    const bool own = std::binary_search(kWordsOfTheirOwn.begin(), kWordsOfTheirOwn.end(), inflected.form);
    const auto stem = single_stem(inflected.form, analyzer);
    auto base_stem = single_stem(inflected.base, analyzer);
    if (own || !stem || !base_stem || *stem == *base_stem) continue;
    Base base{wordnet.tag_count(inflected.base), *std::move(base_stem)};
    const auto rival = counts.find(*stem);
    const bool free = rival == counts.end();
    if (!free && base.count < std::max(kLeastBaseCount, kClearlyMore * rival->second)) continue;
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

}  // namespace bearout::models::wordnet
