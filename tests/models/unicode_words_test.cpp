// Words as Unicode's own test of UAX #29 (WordBreakTest.txt of Debian's unicode-data) has them.

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "corpus/characters.hpp"
#include "models/analyzer.hpp"
#include "tests/corpus/break_test_file.hpp"

using namespace bearout;

namespace {

/// Pieces between two breaks that hold a letter or digit: what should be tokens.
std::vector<std::string> words_of(const tests::BreakTest& test) {
  std::vector<std::string> words;
  std::size_t begin = 0;
  for (const std::size_t end : test.breaks) {
    const std::string piece = test.text.substr(begin, end - begin);
    begin = end;
    for (std::size_t at = 0; at < piece.size(); at = corpus::character_at(piece, at).span.end) {
      if (!corpus::is_letter_or_digit(corpus::character_at(piece, at).code)) continue;
      words.push_back(piece);
      break;
    }
  }
  return words;
}

std::vector<std::string> tokens_of(const std::string& text, models::Analyzer& analyzer) {
  std::vector<std::string> tokens;
  for (const models::Token& token : analyzer.analyze(text))
    tokens.push_back(text.substr(token.span.begin, token.span.end - token.span.begin));
  return tokens;
}

}  // namespace

TEST_CASE("words are those of Unicode's own test but for what is listed here") {
  const auto all = tests::read_break_tests("WordBreakTest.txt");
  if (all.empty()) {
    MESSAGE("skipped: WordBreakTest.txt is missing; install Debian's unicode-data");
    return;
  }
  CHECK(all.size() > 1000);
  // ICU 72 no longer joins letters over a colon (as UAX #29 does since Unicode 15.1); the file is of 15.0.
  const auto over_colon = [](const tests::BreakTest& test) {
    return test.name.starts_with("0061 003A") || test.name == "0041 003A 0041";
  };
  const std::set<std::string> expected = {// Signs that join words are a word where nothing else is.
                                          "005F 005F", "005F 0308 005F",
                                          // What ends in a pictograph is one.
                                          "0061 200D 1F6D1", "0061 200D 2701"};
  models::Analyzer analyzer;
  std::set<std::string> different;
  std::size_t colons = 0;
  for (const tests::BreakTest& test : all) {
    if (words_of(test) == tokens_of(test.text, analyzer)) continue;
    if (over_colon(test)) {
      ++colons;
    } else {
      different.insert(test.name);
    }
  }
  CHECK(colons <= 15);
  for (const std::string& name : different) {
    CAPTURE(name);
    CHECK(expected.contains(name));
  }
}
