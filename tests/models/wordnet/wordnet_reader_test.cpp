#include "models/wordnet/wordnet_reader.hpp"

#include <doctest/doctest.h>

#include "models/error.hpp"
#include "tests/models/wordnet/small_wordnet.hpp"

using namespace bearout;
using namespace bearout::models;
using wordnet::read_wordnet;
using wordnet::Relation;

namespace {

const wordnet::Lemma& lemma_of(const wordnet::WordNet& read, std::string_view text) {
  for (const auto& lemma : read.lemmas) {
    if (lemma.text == text) return lemma;
  }
  throw std::runtime_error("no such lemma");
}

std::string fault(const tests::SmallWordNet& files) {
  try {
    static_cast<void>(read_wordnet(files.path()));
    return {};
  } catch (const Error& error) {
    return files.here(error.what());
  }
}

}  // namespace

TEST_CASE("a synset has words, gloss and the pointers that are used") {
  const tests::SmallWordNet files;
  const auto read = read_wordnet(files.path());
  REQUIRE(read.synsets.size() == 17);
  const auto& child = read.synsets[lemma_of(read, "child").senses.at(0)];
  CHECK(child.words == std::vector<std::string>{"child", "kid"});
  CHECK(child.gloss == " a young person; \"children play with a kid\"  ");
  REQUIRE(child.pointers.size() == 2);  // "#m", member of, is left out
  CHECK(child.pointers[0].relation == Relation::hypernym);
  CHECK(read.synsets[child.pointers[0].synset].words.front() == "person");
  CHECK(child.pointers[0].from == 0);
  CHECK(child.pointers[1].relation == Relation::antonym);
  CHECK(read.synsets[child.pointers[1].synset].words.front() == "adult");
  CHECK(child.pointers[1].from == 1);
  CHECK(child.pointers[1].to == 1);
}

TEST_CASE("words are in lower case, with spaces, without markers") {
  const auto read = read_wordnet(tests::SmallWordNet().path());
  CHECK(read.synsets[lemma_of(read, "house").senses[0]].words[1] == "apartment house");
  CHECK(lemma_of(read, "apartment house").senses.size() == 1);
  CHECK(read.synsets[lemma_of(read, "happy").senses[0]].words[0] == "happy");
  CHECK(lemma_of(read, "happy").part == wordnet::PartOfSpeech::adjective);
}

TEST_CASE("a satellite's pointers lead to adjectives, a verb's past its frames") {
  const auto read = read_wordnet(tests::SmallWordNet().path());
  const auto& glad = read.synsets[lemma_of(read, "glad").senses[0]];
  REQUIRE(glad.pointers.size() == 1);
  CHECK(glad.pointers[0].relation == Relation::similar);
  CHECK(read.synsets[glad.pointers[0].synset].words[0] == "happy");
  CHECK(read.synsets[lemma_of(read, "build").senses[0]].gloss == " make a house for a person  ");
}

TEST_CASE("tags are counted by lemma, over senses and parts of speech") {
  const auto read = read_wordnet(tests::SmallWordNet().path());
  CHECK(read.tag_count("child") == 100);
  CHECK(read.tag_count("built") == 7);
  CHECK(read.tag_count("person") == 0);
}

TEST_CASE("the licence is kept") {
  CHECK(read_wordnet(tests::SmallWordNet().path()).notice == "The licence stands in front, indented.\n");
}

TEST_CASE("irregular forms are read") {
  const auto read = read_wordnet(tests::SmallWordNet().path());
  REQUIRE(read.irregular.size() == 7);
  CHECK(read.irregular[0].form == "children");
  CHECK(read.irregular[0].base == "child");
}

TEST_CASE("what is wrong is said with file and line") {
  const tests::SmallWordNet files;
  SUBCASE("a line that ends too early") {
    files.replace("data.verb", "  licence\n00000010 36 v 02 build 0\n");
    CHECK(fault(files) == "data.verb:2: ends too early");
  }
  SUBCASE("a word where a number belongs") {
    files.replace("data.adv", "ten 02 r 01 well 0 000 | good\n");
    CHECK(fault(files) == "data.adv:1: a number is missing");
  }
  SUBCASE("a pointer into nothing") {
    files.replace("data.adv", "00000010 02 r 01 well 0 001 ! 00000099 r 0101 | good\n");
    CHECK(fault(files).ends_with("a pointer leads to no synset: 99"));
  }
  SUBCASE("a pointer to a word that its synset lacks") {
    files.replace("data.adv", "00000010 02 r 01 well 0 001 ! 00000010 r 0102 | good\n");
    CHECK(fault(files).ends_with("a pointer leads to a word that is not there"));
  }
  SUBCASE("other bytes") {
    files.replace("cntlist.rev", "caf\xe9%1:06:00:: 1 3\n");
    CHECK(fault(files) == "cntlist.rev:1: is not UTF-8");
  }
  SUBCASE("no database at all") {
    const tests::ScratchFolder empty;
    CHECK_THROWS_WITH_AS(
        static_cast<void>(read_wordnet(empty.path())),
        (empty.path() / "data.noun: can't be opened; is this the folder of WordNet's database?").c_str(),
        Error);
  }
}
