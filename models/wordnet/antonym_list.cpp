#include "models/wordnet/antonym_list.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace bearout::models::wordnet {

namespace {

constexpr std::size_t kSenses = 3;  // rarer ones are not what a reader thinks of

/// An opposite and how near it is; ordered best first.
struct Opposite {
  bool indirect = false;
  std::size_t sense = 0;
  std::string word;

  friend bool operator<(const Opposite& a, const Opposite& b) {
    return std::tie(a.indirect, a.sense, a.word) < std::tie(b.indirect, b.sense, b.word);
  }
};

using Opposites = std::map<std::string, std::set<Opposite>>;

/// A lemma of one token, folded.
std::optional<std::string> folded(const std::string& lemma, Analyzer& analyzer) {
  const auto tokens = analyzer.analyze(lemma);
  if (tokens.size() != 1) return std::nullopt;
  return std::string(analyzer.form(tokens.front().form).text);
}

/// Adds the words to which the synset's antonym pointers lead: those of word number `from`, or of all if 0.
void add_opposites(const WordNet& wordnet, const Synset& synset, std::size_t from, Opposite opposite,
                   Analyzer& analyzer, std::set<Opposite>& found) {
  for (const Pointer& pointer : synset.pointers) {
    if (pointer.relation != Relation::antonym || pointer.to == 0) continue;
    if (from != 0 && pointer.from != from) continue;
    if (auto word = folded(wordnet.synsets[pointer.synset].words[pointer.to - 1U], analyzer)) {
      opposite.word = *std::move(word);
      found.insert(opposite);
    }
  }
}

void add_lemma(const WordNet& wordnet, const Lemma& lemma, Analyzer& analyzer, std::set<Opposite>& found) {
  for (std::size_t sense = 0; sense < std::min(kSenses, lemma.senses.size()); ++sense) {
    const Synset& synset = wordnet.synsets[lemma.senses[sense]];
    const auto place = std::find(synset.words.begin(), synset.words.end(), lemma.text);
    if (place != synset.words.end()) {
      const auto number = static_cast<std::size_t>(place - synset.words.begin()) + 1;
      add_opposites(wordnet, synset, number, {false, sense, {}}, analyzer, found);
    }
    for (const Pointer& pointer : synset.pointers) {
      if (pointer.relation != Relation::similar) continue;
      add_opposites(wordnet, wordnet.synsets[pointer.synset], 0, {true, sense, {}}, analyzer, found);
    }
  }
}

Opposites gather(const WordNet& wordnet, Analyzer& analyzer) {
  Opposites all;
  for (const Lemma& lemma : wordnet.lemmas) {
    std::set<Opposite> found;
    add_lemma(wordnet, lemma, analyzer, found);
    if (found.empty()) continue;
    if (const auto word = folded(lemma.text, analyzer)) all[*word].merge(found);
  }
  Opposites of_forms;
  for (const IrregularForm& irregular : wordnet.irregular) {
    const auto base = all.find(irregular.base);
    const auto form = folded(irregular.form, analyzer);
    if (base != all.end() && form) of_forms[*form].insert(base->second.begin(), base->second.end());
  }
  for (auto& [form, opposites] : of_forms) all[form].merge(opposites);
  return all;
}

}  // namespace

AntonymList antonym_list(const WordNet& wordnet, Analyzer& analyzer) {
  const Opposites all = gather(wordnet, analyzer);
  std::set<std::string> words;
  for (const auto& [word, opposites] : all) {
    words.insert(word);
    for (const Opposite& opposite : opposites) words.insert(opposite.word);
  }
  AntonymList list{{words.begin(), words.end()}, std::vector<std::vector<AntonymLink>>(words.size())};
  const auto number_of = [&](const std::string& word) {
    return static_cast<std::uint32_t>(std::lower_bound(list.words.begin(), list.words.end(), word) -
                                      list.words.begin());
  };
  for (const auto& [word, opposites] : all) {
    auto& links = list.links[number_of(word)];
    std::set<std::string> known{word};  // nothing is its own opposite
    for (const Opposite& opposite : opposites) {
      if (known.insert(opposite.word).second) links.push_back({number_of(opposite.word), !opposite.indirect});
    }
  }
  return list;
}

}  // namespace bearout::models::wordnet
