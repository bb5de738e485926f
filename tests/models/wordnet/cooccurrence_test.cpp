#include "models/wordnet/cooccurrence.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace bearout::models;
using wordnet::Relation;

namespace {

wordnet::Synset synset(std::vector<std::string> words, std::string gloss,
                       std::vector<wordnet::Pointer> pointers = {}) {
  return {std::move(words), std::move(pointers), std::move(gloss)};
}

wordnet::Cooccurrence counted(std::vector<wordnet::Synset> synsets,
                              const std::vector<wordnet::StemAlias>& aliases = {}, std::size_t least = 1,
                              std::size_t most = 100) {
  wordnet::WordNet small;
  small.synsets = std::move(synsets);
  Analyzer analyzer;
  return wordnet::cooccurrence(small, analyzer, aliases, {least, most});
}

float cell(const wordnet::Cooccurrence& result, std::string_view row, std::string_view column) {
  const auto index = [&](std::string_view stem) {
    const auto found = std::find(result.stems.begin(), result.stems.end(), stem);
    REQUIRE(found != result.stems.end());
    return found - result.stems.begin();
  };
  return result.ppmi.coeff(index(row), index(column));
}

using Stems = std::vector<std::string>;

}  // namespace

TEST_CASE("headwords, gloss and neighbours in a gloss count as defined") {
  const auto result = counted({synset({"cat"}, "feline animal"), synset({"dog"}, "canine animal")});
  CHECK(result.stems == Stems{"anim", "canin", "cat", "dog", "felin"});
  // By hand: "cat" has 1 with itself, 1 each with two words of its gloss; these have 0.3 with each other.
  const double cat = 3, feline = 1.3, animal = 2.6;
  const auto smooth = [](double count) { return std::pow(count, 0.75); };
  const double all = 2 * smooth(cat) + 2 * smooth(feline) + smooth(animal);
  CHECK(cell(result, "cat", "cat") == doctest::Approx(std::log(1 * all / (cat * smooth(cat)))));
  CHECK(cell(result, "cat", "felin") == doctest::Approx(std::log(1 * all / (cat * smooth(feline)))));
  CHECK(cell(result, "felin", "cat") == doctest::Approx(std::log(1 * all / (feline * smooth(cat)))));
  CHECK(cell(result, "felin", "anim") == doctest::Approx(std::log(0.3 * all / (feline * smooth(animal)))));
  CHECK(cell(result, "cat", "dog") == 0);
}

TEST_CASE("synonyms weigh 3, headwords of related synsets 2") {
  const auto result =
      counted({synset({"cat", "puss"}, "", {{Relation::hypernym, 1, 0, 0}}), synset({"beast"}, "")});
  const double cat = 1 + 3 + 2, puss = cat, beast = 1 + 2 + 2;
  const auto smooth = [](double count) { return std::pow(count, 0.75); };
  const double all = smooth(cat) + smooth(puss) + smooth(beast);
  CHECK(cell(result, "cat", "puss") == doctest::Approx(std::log(3 * all / (cat * smooth(puss)))));
  CHECK(cell(result, "beast", "cat") ==
        doctest::Approx(std::max(0.0, std::log(2 * all / (beast * smooth(cat))))));
  CHECK(cell(result, "beast", "beast") ==
        doctest::Approx(std::max(0.0, std::log(1 * all / (beast * smooth(beast))))));
}

TEST_CASE("an antonym is no company") {
  const auto result = counted({synset({"hot"}, "", {{Relation::antonym, 1, 1, 1}}), synset({"cold"}, "")});
  CHECK(cell(result, "hot", "cold") == 0);
}

TEST_CASE("words of a gloss stand together up to four apart") {
  const auto result = counted({synset({}, "alder birch cedar dogwood elder fir")});
  CHECK(cell(result, "alder", "elder") > 0);
  CHECK(cell(result, "alder", "fir") == 0);
}

TEST_CASE("an alias is counted as what it stands for") {
  const auto result = counted({synset({"child"}, "children play")}, {{"children", "child"}});
  CHECK(result.stems == Stems{"child", "play"});
}

TEST_CASE("rare stems are left out, then the least frequent, ties by their letters") {
  const std::vector<wordnet::Synset> synsets{synset({"alder"}, "tree tree"), synset({"birch"}, "tree wood"),
                                             synset({"birch"}, "wood")};
  CHECK(counted(synsets, {}, 2).stems == Stems{"birch", "tree", "wood"});
  CHECK(counted(synsets, {}, 2, 2).stems == Stems{"birch", "tree"});
  CHECK(counted(synsets, {}, 4).stems.empty());
}
