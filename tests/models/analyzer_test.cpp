#include "models/analyzer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace bearout;
using models::Analyzer;

namespace {

std::vector<std::string> forms(Analyzer& analyzer, std::string_view text) {
  std::vector<std::string> list;
  for (const auto& token : analyzer.analyze(text)) list.emplace_back(analyzer.form(token.form).text);
  return list;
}

}  // namespace

TEST_CASE("words are folded, numbers kept, punctuation dropped") {
  Analyzer analyzer;
  CHECK(forms(analyzer, "The Café’s 3 VOLUNTEERS, e-mail & co.") ==
        std::vector<std::string>{"the", "café's", "3", "volunteers", "e", "mail", "co"});
}

TEST_CASE("a token's span cuts the word out of the text it came from") {
  Analyzer analyzer;
  const std::string text = "x – naïve Größe";
  std::vector<models::Token> tokens;
  analyzer.analyze(text, {1, text.size()}, tokens);
  REQUIRE(tokens.size() == 2);
  CHECK(corpus::cut(text, tokens[0].span) == "naïve");
  CHECK(corpus::cut(text, tokens[1].span) == "Größe");
}

TEST_CASE("forms of one stem share it, and stop words are marked") {
  Analyzer analyzer;
  const auto& one = analyzer.form(analyzer.intern("conversations"));
  const auto stem = one.stem;
  CHECK(analyzer.form(analyzer.intern("conversation")).stem == stem);
  CHECK(analyzer.stem(stem) == "convers");
  CHECK(analyzer.form(analyzer.intern("which")).stop);
  CHECK_FALSE(analyzer.form(analyzer.intern("library")).stop);
}

TEST_CASE("the stem of a form that is counted stands by its number") {
  Analyzer analyzer;
  const auto tokens = analyzer.analyze("The 3 libraries of the county came back to a life that I love");
  const auto stems = analyzer.counted_stems();
  REQUIRE(stems.size() == analyzer.form_count());
  for (const auto& token : tokens) {
    const auto& form = analyzer.form(token.form);
    CHECK(stems[token.form] == (models::is_counted(form) ? form.stem : models::kNotCounted));
  }
  analyzer.forget_forms();
  CHECK(analyzer.counted_stems().empty());
}

TEST_CASE("a language without a stemmer is refused by name") {
  CHECK_THROWS_WITH_AS(Analyzer({.language = "xx"}), "no stemmer for the language \"xx\"",
                       std::invalid_argument);
  CHECK(std::is_sorted(models::languages().begin(), models::languages().end()));
}

TEST_CASE("after clear() the tables are empty and work again") {
  Analyzer analyzer;
  analyzer.intern("library");
  analyzer.clear();
  CHECK(analyzer.form_count() == 0);
  CHECK(analyzer.form(analyzer.intern("books")).text == "books");
}
