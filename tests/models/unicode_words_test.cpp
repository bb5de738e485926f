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
  models::Analyzer analyzer;
  std::size_t different = 0;
  for (const tests::BreakTest& test : all) {
    const auto wanted = words_of(test);
    const auto tokens = tokens_of(test.text, analyzer);
    if (wanted == tokens) continue;
    ++different;
    std::string w, t;
    for (auto& x : wanted) w += "[" + x + "]";
    for (auto& x : tokens) t += "[" + x + "]";
    MESSAGE(test.name, " wanted ", w, " got ", t);
  }
  CHECK(different == 0);
}
