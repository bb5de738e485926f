// Sentences beside those of Unicode's own test of UAX #29 (SentenceBreakTest.txt of Debian's unicode-data).

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "corpus/characters.hpp"
#include "corpus/passage.hpp"
#include "tests/corpus/break_test_file.hpp"

using namespace bearout;

namespace {

/// Where passages must be cut if they are Unicode's sentences: between two letters or digits with a break
/// between them. Returns the bytes at which the later ones begin.
std::set<std::size_t> wanted_cuts(const tests::BreakTest& test) {
  std::set<std::size_t> cuts;
  bool any = false;
  std::size_t last = 0;
  for (std::size_t at = 0; at < test.text.size(); at = corpus::character_at(test.text, at).span.end) {
    if (!corpus::is_letter_or_digit(corpus::character_at(test.text, at).code)) continue;
    const auto next = test.breaks.upper_bound(last);
    if (any && next != test.breaks.end() && *next <= at) cuts.insert(at);
    any = true;
    last = at;
  }
  return cuts;
}

std::set<std::size_t> cuts_of(const std::string& text, corpus::Segmenter& segmenter) {
  std::set<std::size_t> cuts;
  std::uint32_t sentence = 0;
  for (const corpus::Passage& passage : segmenter.segment(text)) {
    std::size_t at = passage.span.begin;
    while (!corpus::is_letter_or_digit(corpus::character_at(text, at).code))
      at = corpus::character_at(text, at).span.end;
    if (passage.sentence != sentence) cuts.insert(at);
    sentence = passage.sentence;
  }
  return cuts;
}

}  // namespace

TEST_CASE("sentences are those of Unicode's own test but for what is listed here") {
  const auto all = tests::read_break_tests("SentenceBreakTest.txt");
  if (all.empty()) {
    MESSAGE("skipped: SentenceBreakTest.txt is missing; install Debian's unicode-data");
    return;
  }
  const std::set<std::string> expected = {
      // Brackets and quotes that close and open again belong to what they stand beside: ("Go.") (He did.)
      "0028 0022 0047 006F 002E 0022 0029 0020 0028 0048 0065 0020 0064 0069 0064 002E 0029",
      "0028 201C 0047 006F 003F 201D 0029 0020 0028 0048 0065 0020 0064 0069 0064 002E 0029",
      // Abbreviations: "U.S.A. He", "etc.)' The" are one sentence or two as people write them, not by the
      // next capital.
      "0055 002E 0053 002E 0041 0300 003F 0020 0048 0065",
      "0065 0074 0063 002E 0029 2019 00A0 0054 0068 0065",
      "0065 0074 0063 002E 0029 2019 00A0 0308 0054 0068 0065",
      "0065 0074 0063 002E 0029 2019 00A0 2018 0028 0054 0068 0065",
      "0065 0074 0063 002E 0029 2019 0308 0054 0068 0065",
      "0065 0074 0063 002E 5B83",
      // A stop between two letters without a space is cut only in scripts that write no spaces, and not for
      // two letters.
      "5B57 002E 5B57",
      "5B57 3002 5B83",
  };
  // The file has most of its cases again with a word joiner behind every character; these differ for the same
  // reasons.
  const auto is_expected = [&](const std::string& name) {
    return name.starts_with("2060 ") || expected.contains(name);
  };
  corpus::Segmenter segmenter;
  std::set<std::string> different;
  for (const tests::BreakTest& test : all) {
    if (wanted_cuts(test) != cuts_of(test.text, segmenter)) different.insert(test.name);
  }
  for (const std::string& name : different) {
    CAPTURE(name);
    CHECK(is_expected(name));
  }
  CHECK(different.size() < expected.size() + 10);
  for (const std::string& name : expected) {
    CAPTURE(name);
    CHECK(different.contains(name));
  }
}
