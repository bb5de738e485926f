#include "models/wordnet/inflections.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/models/wordnet/small_wordnet.hpp"

using namespace bearout::models;
using wordnet::InflectedForm;
using wordnet::StemAlias;

namespace {

/// What stands for the base, given how often form and base were tagged; the form is a lemma if it has a
/// count.
std::vector<StemAlias> aliases_of(const std::vector<InflectedForm>& forms,
                                  std::vector<std::pair<std::string, std::uint32_t>> counts) {
  std::sort(counts.begin(), counts.end());
  wordnet::WordNet small;
  for (const auto& [lemma, count] : counts) small.lemmas.push_back({wordnet::PartOfSpeech::verb, lemma, {}});
  small.tag_counts = std::move(counts);
  Analyzer analyzer;
  return wordnet::stem_aliases(small, forms, analyzer);
}

constexpr auto kVerb = wordnet::PartOfSpeech::verb;
using Aliases = std::vector<StemAlias>;

}  // namespace

TEST_CASE("the stem of a form that is no lemma stands for its base") {
  CHECK(aliases_of({{kVerb, "children", "child"}, {kVerb, "mice", "mouse"}}, {{"child", 1}, {"mouse", 0}}) ==
        Aliases{{"children", "child"}, {"mice", "mous"}});
}

TEST_CASE("a form that the stemmer undoes needs no alias") {
  CHECK(aliases_of({{kVerb, "abetted", "abet"}, {kVerb, "pennies", "penny"}}, {{"abet", 9}}).empty());
}

TEST_CASE("a form with a meaning of its own stands for a base that is clearly more usual") {
  CHECK(aliases_of({{kVerb, "built", "build"}}, {{"built", 7}, {"build", 195}}) ==
        Aliases{{"built", "build"}});
  CHECK(aliases_of({{kVerb, "wound", "wind"}}, {{"wound", 50}, {"wind", 39}}).empty());
  CHECK(aliases_of({{kVerb, "slew", "slay"}}, {{"slew", 0}, {"slay", 0}}).empty());
  // "boring" has the stem of "bore", and its own meaning.
  CHECK(aliases_of({{kVerb, "bore", "bear"}}, {{"bore", 0}, {"boring", 15}, {"bear", 87}}).empty());
}

TEST_CASE("of two bases the more usual one is meant, then the first") {
  CHECK(aliases_of({{kVerb, "axen", "axis"}, {kVerb, "axen", "oxide"}}, {{"axis", 2}, {"oxide", 5}}) ==
        Aliases{{"axen", "oxid"}});
  CHECK(aliases_of({{kVerb, "axen", "oxide"}, {kVerb, "axen", "axis"}}, {{"axis", 5}, {"oxide", 5}}) ==
        Aliases{{"axen", "axi"}});
}

TEST_CASE("an alias of an alias stands for the last base, and a circle for nothing") {
  CHECK(aliases_of({{kVerb, "dug", "doge"}, {kVerb, "doge", "digger"}}, {}) ==
        Aliases{{"doge", "digger"}, {"dug", "digger"}});
  CHECK(aliases_of({{kVerb, "dug", "doge"}, {kVerb, "doge", "dug"}}, {}).empty());
}

TEST_CASE("a function word is no base, and the media are no mediums") {
  CHECK(aliases_of({{kVerb, "sawn", "see"}, {kVerb, "media", "medium"}}, {{"see", 1250}, {"medium", 20}})
            .empty());
}

TEST_CASE("short adjectives that are met are compared, and there is more than one woman") {
  const bearout::tests::SmallWordNet files;
  const auto read = wordnet::read_wordnet(files.path());
  const auto forms = wordnet::inflected_forms(read);
  const auto has = [&](std::string_view form) {
    return std::any_of(forms.begin(), forms.end(), [&](const InflectedForm& f) { return f.form == form; });
  };
  CHECK(has("children"));
  CHECK(has("cheaper"));
  CHECK(has("cheapest"));
  CHECK(has("women"));
  CHECK_FALSE(has("dearer"));  // never tagged
  Analyzer analyzer;
  const auto aliases = wordnet::stem_aliases(read, forms, analyzer);
  CHECK(std::find(aliases.begin(), aliases.end(), StemAlias{"cheaper", "cheap"}) != aliases.end());
  CHECK(std::find(aliases.begin(), aliases.end(), StemAlias{"women", "woman"}) != aliases.end());
}
