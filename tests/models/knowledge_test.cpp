#include "models/knowledge.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "models/analyzer.hpp"
#include "models/error.hpp"
#include "models/knowledge_format.hpp"
#include "tests/corpus/scratch_folder.hpp"
#include "tests/models/small_knowledge.hpp"

using namespace bearout;
using models::Antonym;
using models::Knowledge;

namespace {

/// What opening the bytes says; empty if nothing.
std::string fault(const std::string& bytes) {
  const tests::ScratchFolder folder;
  try {
    const Knowledge knowledge(folder.write("k", bytes));
    return {};
  } catch (const models::Error& error) {
    return folder.here(error.what());
  }
}

constexpr const char* kRemedy =
    "; build bearout again with WordNet (Debian: wordnet-base) or name another file";

}  // namespace

TEST_CASE("stems and aliases are found, others are not") {
  const tests::ScratchFolder folder;
  const Knowledge knowledge(folder.write("k", tests::small_knowledge()));
  CHECK(knowledge.size() == 3);
  CHECK(knowledge.dimensions() == 2);
  CHECK(knowledge.find("bank") == 0);
  CHECK(knowledge.find("child") == 1);
  CHECK(knowledge.find("river") == 2);
  CHECK(knowledge.stem(2) == "river");
  CHECK(knowledge.find("children") == 1);
  CHECK(knowledge.find("mice") == Knowledge::kNone);  // its base is not there
  for (const char* other : {"", "a", "banks", "chil", "zebra"})
    CHECK(knowledge.find(other) == Knowledge::kNone);
}

TEST_CASE("a row times its scale has length 1, and points where it pointed") {
  const tests::ScratchFolder folder;
  const Knowledge knowledge(folder.write("k", tests::small_knowledge()));
  const auto bank = knowledge.vector(0);
  REQUIRE(bank.size() == 2);
  CHECK(bank[0] == 95);  // 3 / 4 of 127
  CHECK(bank[1] == 127);
  CHECK(knowledge.scale(0) == doctest::Approx(1 / std::sqrt(95.0 * 95 + 127.0 * 127)));
  CHECK(knowledge.similarity(0, 0) == doctest::Approx(1));
  CHECK(knowledge.similarity(0, 1) == doctest::Approx(-0.8).epsilon(0.01));
  CHECK(knowledge.similarity(1, 0) == knowledge.similarity(0, 1));
  CHECK(knowledge.scale(2) == 0);  // nothing is known
  CHECK(knowledge.similarity(2, 0) == 0);
}

TEST_CASE("opposites of words and of their regular inflections") {
  const tests::ScratchFolder folder;
  const Knowledge knowledge(folder.write("k", tests::small_knowledge()));
  using List = std::vector<Antonym>;
  CHECK(knowledge.antonyms("include") == List{{"exclude", true}});
  for (const char* form : {"includes", "included", "including"})
    CHECK(knowledge.antonyms(form) == List{{"exclude", true}});
  CHECK(knowledge.antonyms("dries") == List{{"wet", true}});
  CHECK(knowledge.antonyms("arid") == List{{"wet", false}});
  for (const char* other : {"", "s", "ing", "inclusion", "zebra"}) CHECK(knowledge.antonyms(other).empty());
}

TEST_CASE("it carries the licence of the dictionary") {
  const tests::ScratchFolder folder;
  CHECK(Knowledge(folder.write("k", tests::small_knowledge())).notice() == "Use it well.\n");
}

TEST_CASE("it can be moved") {
  const tests::ScratchFolder folder;
  const auto path = folder.write("k", tests::small_knowledge());
  Knowledge first(path);
  const std::string digest(first.digest());
  Knowledge second(std::move(first));
  CHECK(second.find("river") == 2);
  Knowledge third(path);
  third = std::move(second);
  CHECK(third.find("river") == 2);
  CHECK(third.digest() == digest);
}

TEST_CASE("the digest names the content") {
  const tests::ScratchFolder folder;
  const Knowledge knowledge(folder.write("k", tests::small_knowledge()));
  CHECK(knowledge.digest().size() == 32);
  CHECK(knowledge.digest().find_first_not_of("0123456789abcdef") == std::string_view::npos);
  knowledge.verify();
  std::string changed = tests::small_knowledge();
  changed[sizeof(models::KnowledgeHeader)] = 77;
  const Knowledge other(folder.write("other", changed));
  CHECK_THROWS_AS(other.verify(), models::Error);
}

TEST_CASE("what can't be used is refused with file, what and remedy") {
  const std::string whole = tests::small_knowledge();
  CHECK(fault(whole).empty());
  CHECK(fault("") == std::string("k: is no knowledge file of bearout") + kRemedy);
  CHECK(fault("PK") == std::string("k: is no knowledge file of bearout") + kRemedy);
  CHECK(fault(std::string(500, 'x')) == std::string("k: is no knowledge file of bearout") + kRemedy);
  CHECK(fault(whole.substr(0, whole.size() - 16)) == std::string("k: is cut short") + kRemedy);
  CHECK(fault(whole + whole) == std::string("k: is damaged") + kRemedy);
  std::string other_version = whole;
  other_version[offsetof(models::KnowledgeHeader, version)] = 99;
  CHECK(fault(other_version) == std::string("k: was written by another version of bearout") + kRemedy);
  std::string damaged = whole;
  damaged[offsetof(models::KnowledgeHeader, counts)] = 3;
  CHECK(fault(damaged) == std::string("k: is damaged") + kRemedy);

  const tests::ScratchFolder folder;
  const auto nowhere = folder.path() / "none";
  CHECK_THROWS_WITH_AS(Knowledge{nowhere},
                       (nowhere.string() + ": No such file or directory" + kRemedy).c_str(), models::Error);
  CHECK_THROWS_WITH_AS(Knowledge{folder.path()},
                       (folder.path().string() + ": is no knowledge file of bearout" + kRemedy).c_str(),
                       models::Error);
}

TEST_CASE("what a header claims beyond all sense, and weights that are no numbers, are refused") {
  std::string vast = tests::small_knowledge();
  models::KnowledgeHeader header;
  std::memcpy(&header, vast.data(), sizeof header);
  const auto claimed = [&](std::uint32_t dimensions, std::uint32_t rows) {
    header.counts.dimensions = dimensions;
    header.counts.rows = rows;
    header.file_bytes = models::KnowledgeLayout(header.counts).end;
    header.checksum = models::header_checksum(header);
    std::memcpy(vast.data(), &header, sizeof header);
    vast.resize(std::min<std::size_t>(header.file_bytes, 1U << 20U));
    return fault(vast);
  };
  CHECK(claimed(1U << 16U, 1).empty());
  CHECK(claimed((1U << 16U) + 1, 1) == std::string("k: is damaged") + kRemedy);  // sums would overflow
  CHECK(claimed(1U << 16U, 1U << 31U) == std::string("k: is cut short") + kRemedy);

  std::string no_number = tests::small_knowledge();
  std::memcpy(&header, no_number.data(), sizeof header);
  const float nan = std::nanf("");
  std::memcpy(no_number.data() + models::KnowledgeLayout(header.counts).scales, &nan, sizeof nan);
  CHECK(fault(no_number) == std::string("k: is damaged") + kRemedy);
}

TEST_CASE("no damaged byte leads out of the file") {
  const tests::ScratchFolder folder;
  const std::string whole = tests::small_knowledge();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(~bytes[at]);
    try {
      const Knowledge knowledge(folder.write("k", bytes));
      for (const char* stem : {"bank", "child", "children", "river", "zebra"}) {
        const auto row = knowledge.find(stem);
        CHECK((row == Knowledge::kNone || row < knowledge.size()));
      }
      for (const char* word : {"arid", "dry", "excludes", "include", "wet"}) {
        for (const Antonym& antonym : knowledge.antonyms(word)) CHECK(antonym.word.size() < whole.size());
      }
    } catch (const models::Error&) {
      continue;  // refused: as good
    }
  }
}

// The file that the build has made of WordNet, if there is one.
#ifdef BEAROUT_WORDNET_KNOWLEDGE

namespace {

/// Looks words up as the program does.
class Lookup {
 public:
  std::uint32_t row(std::string_view word) {
    return knowledge_.find(analyzer_.stem(analyzer_.form(analyzer_.intern(word)).stem));
  }
  float similarity(std::string_view one, std::string_view other) {
    REQUIRE(row(one) != Knowledge::kNone);
    REQUIRE(row(other) != Knowledge::kNone);
    return knowledge_.similarity(row(one), row(other));
  }
  std::string nearest(std::string_view word) {
    const std::uint32_t own = row(word);
    std::pair<float, std::uint32_t> best{-2.0F, own};
    for (std::uint32_t other = 0; other < knowledge_.size(); ++other) {
      if (other != own) best = std::max(best, {knowledge_.similarity(own, other), other});
    }
    return std::string(knowledge_.stem(best.second));
  }
  std::vector<std::string> opposites(std::string_view word) {
    std::vector<std::string> list;
    for (const Antonym& antonym : knowledge_.antonyms(word)) list.emplace_back(antonym.word);
    return list;
  }
  const Knowledge& knowledge() const { return knowledge_; }

 private:
  Knowledge knowledge_{BEAROUT_WORDNET_KNOWLEDGE};
  models::Analyzer analyzer_;
};

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("WordNet's file is whole, and of the size that it should have") {
  const Lookup wordnet;
  wordnet.knowledge().verify();
  CHECK(wordnet.knowledge().dimensions() == 300);
  CHECK(wordnet.knowledge().notice().find("Princeton University") != std::string_view::npos);
  CHECK(wordnet.knowledge().size() > 25'000);
  CHECK(std::filesystem::file_size(BEAROUT_WORDNET_KNOWLEDGE) < 20'000'000);
}

TEST_CASE("words of like meaning are closer than others") {
  struct Known {
    const char *word, *like, *unlike;
  };
  Lookup wordnet;
  for (const Known& known : std::initializer_list<Known>{{"doctor", "physician", "banana"},
                                                         {"car", "automobile", "tulip"},
                                                         {"online", "internet", "pottery"},
                                                         {"fraud", "scam", "garden"},
                                                         {"lonely", "isolation", "engine"},
                                                         {"fundraising", "donation", "weather"},
                                                         {"poverty", "poor", "piano"},
                                                         {"bus", "transport", "poetry"},
                                                         {"teacher", "school", "river"},
                                                         {"friend", "companion", "metal"}}) {
    CAPTURE(known.word);
    CHECK(wordnet.similarity(known.word, known.like) > wordnet.similarity(known.word, known.unlike) + 0.2F);
  }
  CHECK(wordnet.nearest("fraud") == "fraudul");
  CHECK(wordnet.nearest("lonely") == "lonesom");
}

TEST_CASE("inflected forms are found by their bases") {
  struct Inflected {
    const char *form, *base;
  };
  Lookup wordnet;
  for (const Inflected& inflected : std::initializer_list<Inflected>{{"children", "child"},
                                                                     {"women", "woman"},
                                                                     {"mice", "mouse"},
                                                                     {"taught", "teach"},
                                                                     {"bought", "buy"},
                                                                     {"built", "build"},
                                                                     {"programmes", "program"},
                                                                     {"cheaper", "cheap"},
                                                                     {"happiest", "happy"}}) {
    CAPTURE(inflected.form);
    CHECK(wordnet.row(inflected.form) != Knowledge::kNone);
    CHECK(wordnet.row(inflected.form) == wordnet.row(inflected.base));
  }
  CHECK(wordnet.row("media") != wordnet.row("medium"));
  CHECK(wordnet.row("boring") != wordnet.row("bear"));
}

TEST_CASE("WordNet's opposites") {
  Lookup wordnet;
  CHECK(wordnet.opposites("include") == Words{"exclude"});
  CHECK(wordnet.opposites("excludes") == Words{"include", "admit"});
  CHECK(wordnet.opposites("increase") == Words{"decrease"});
  CHECK(wordnet.opposites("men") == Words{"woman"});
  const auto good = wordnet.opposites("good");
  REQUIRE(good.size() >= 2);
  CHECK(good[0] == "bad");
  CHECK(good[1] == "evil");
  CHECK(wordnet.opposites("banana").empty());
}

#endif
