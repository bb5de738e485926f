#include "models/wordnet/antonym_list.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "models/wordnet/inflections.hpp"
#include "tests/models/wordnet/small_wordnet.hpp"

using namespace bearout::models;
using wordnet::Relation;

namespace {

/// A word's opposites in order; indirect ones end in "~".
std::vector<std::string> opposites(const wordnet::AntonymList& list, std::string_view word) {
  std::vector<std::string> found;
  const auto at = std::find(list.words.begin(), list.words.end(), word);
  if (at == list.words.end()) return found;
  for (const auto& link : list.links[static_cast<std::size_t>(at - list.words.begin())]) {
    found.push_back(list.words[link.word] + (link.direct ? "" : "~"));
  }
  return found;
}

wordnet::AntonymList small_list() {
  const bearout::tests::SmallWordNet files;
  const auto read = wordnet::read_wordnet(files.path());
  Analyzer analyzer;
  return wordnet::antonym_list(read, wordnet::inflected_forms(read), analyzer);
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a pointer belongs to the word that it names, not to all of the synset") {
  const auto list = small_list();
  CHECK(opposites(list, "build") == Words{"destroy"});
  CHECK(opposites(list, "construct").empty());
  CHECK(opposites(list, "destroy") == Words{"build"});
}

TEST_CASE("an adjective has the opposites of what its cluster is about") {
  const auto list = small_list();
  CHECK(opposites(list, "happy") == Words{"unhappy"});
  CHECK(opposites(list, "glad") == Words{"unhappy~"});
}

TEST_CASE("inflected forms have those of their bases") {
  const auto list = small_list();
  CHECK(opposites(list, "stopped") == Words{"start"});
  CHECK(opposites(list, "children") == Words{"adult"});
  CHECK(opposites(list, "cheaper") == Words{"dear"});
}

TEST_CASE("an inflected form has those of its part of speech only") {
  const auto list = small_list();
  CHECK(opposites(list, "cheap") == Words{"dear"});
  CHECK(
      opposites(list, "media").empty());  // plural of a noun; "medium" is here an adjective with an opposite
}

TEST_CASE("the words are sorted, and each has its links") {
  const auto list = small_list();
  CHECK(std::is_sorted(list.words.begin(), list.words.end()));
  CHECK(list.links.size() == list.words.size());
}

TEST_CASE("usual senses come first, the fourth is not looked at, words of two tokens neither") {
  wordnet::WordNet small;
  const auto pair = [&](const std::string& one, const std::string& other) {
    const auto at = static_cast<std::uint32_t>(small.synsets.size());
    small.synsets.push_back({{one}, {{Relation::antonym, at + 1, 1, 1}}, ""});
    small.synsets.push_back({{other}, {{Relation::antonym, at, 1, 1}}, ""});
  };
  pair("light", "heavy");
  pair("light", "dark");
  pair("light", "well built");
  pair("light", "strong");
  small.lemmas.push_back({wordnet::PartOfSpeech::adjective, "light", {2, 0, 4, 6}});
  Analyzer analyzer;
  CHECK(opposites(wordnet::antonym_list(small, {}, analyzer), "light") == Words{"dark", "heavy"});
}
