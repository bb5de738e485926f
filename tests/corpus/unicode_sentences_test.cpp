// Sentences as Unicode's own test of UAX #29 (SentenceBreakTest.txt of Debian's unicode-data) has them.

#include <doctest/doctest.h>

#include <string>

#include "corpus/passage.hpp"
#include "tests/corpus/break_test_file.hpp"

using namespace bearout;

TEST_CASE("sentences are those of Unicode's own test but for what is listed here") {
  const auto all = tests::read_break_tests("SentenceBreakTest.txt");
  if (all.empty()) {
    MESSAGE("skipped: SentenceBreakTest.txt is missing; install Debian's unicode-data");
    return;
  }
  corpus::Segmenter segmenter;
  std::size_t different = 0;
  for (const tests::BreakTest& test : all) {
    std::string got;
    for (const corpus::Passage& p : segmenter.segment(test.text))
      got += "[" + std::string(corpus::cut(test.text, p.span)) + "]";
    std::string wanted;
    std::size_t begin = 0;
    for (auto end : test.breaks) {
      wanted += "[" + test.text.substr(begin, end - begin) + "]";
      begin = end;
    }
    if (got != wanted) {
      ++different;
      MESSAGE(test.name, " wanted ", wanted, " got ", got);
    }
  }
  CHECK(different == 0);
}
