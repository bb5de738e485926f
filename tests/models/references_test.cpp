#include "models/references.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/models/small_corpus.hpp"

using namespace bearout;

namespace {

/// What is found in a sentence: "5 point 5", "10? #10" for a request; several are separated by "; ".
std::string found(std::string_view sentence, const std::vector<corpus::Outcome>& outcomes) {
  models::Analyzer analyzer;
  std::string all;
  const auto tokens = analyzer.analyze(sentence);
  for (const auto& reference : models::ReferenceFinder(outcomes).find(sentence, tokens, analyzer)) {
    if (!all.empty()) all += "; ";
    all += outcomes[reference.outcome].id + (reference.request ? "? " : " ");
    all += corpus::cut(sentence, reference.span);
  }
  return all;
}

std::vector<corpus::Outcome> ten_outcomes() {
  return tests::outcomes({"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"});
}

struct Sentence {
  const char* text;
  const char* found;
};

}  // namespace

TEST_CASE("sentences that name an outcome by its number, and sentences that don't") {
  constexpr Sentence kSentences[] = {
      {"Point 5 reminds me of our street party.", "5 Point 5"},
      {"As for point 5, our choir grew.", "5 point 5"},
      {"#10 is what our newsletter does.", "10 #10"},
      {"This happened to us (#10).", "10 #10"},
      {"Number 2 happens here every week.", "2 Number 2"},
      {"No. 7 is what our café shows.", "7 No. 7"},
      {"Outcome 7 came true in our village.", "7 Outcome 7"},
      {"OUTCOME #7 came true.", "7 OUTCOME #7"},
      {"Our garden is an example of 4.", "4 4"},
      {"We have seen good examples of 3 at school.", "3 3"},
      {"Statement 1 and target 2 both fit.", "1 Statement 1; 2 target 2"},
      {"Point 5, and again point 5.", "5 Point 5"},
      {"I would very much like to see an example of 10 if you get one!", "10? 10"},
      {"An example of 10 if you get one!", "10? 10"},
      {"Any examples for point 3?", "3? point 3"},
      {"Does anyone know about point 3?", "3? point 3"},
      {"I'd love an example of 6.", "6? 6"},
      {"I'd be interested in examples of 6.", "6? 6"},
      {"I have 5 children.", ""},
      {"We started in 2010.", ""},
      {"That was goal 12.", ""},
      {"Point 55 is not on the list.", ""},
      {"We raised £5 at point X.", ""},
      {"At some point, 5 people left.", ""},
      {"An example of ten.", ""},
      {"5", ""},
      {"", ""},
  };
  const auto outcomes = ten_outcomes();
  for (const Sentence& sentence : kSentences) {
    CAPTURE(sentence.text);
    CHECK(found(sentence.text, outcomes) == sentence.found);
  }
}

TEST_CASE("the number is the outcome's id, not its place") {
  const std::vector<corpus::Outcome> outcomes = {{"3", "a", {}, {}}, {"1", "b", {}, {}}};
  CHECK(found("Point 3 fits.", outcomes) == "3 Point 3");
  CHECK(found("Point 2 fits.", outcomes).empty());
}

TEST_CASE("outcomes whose ids are no numbers are never named by number") {
  const std::vector<corpus::Outcome> outcomes = {{"reach", "a", {}, {}}, {"O2", "b", {}, {}}};
  CHECK(found("Point 1 and #2 fit.", outcomes).empty());
  CHECK(found("Point 1 fits.", {}).empty());
}
