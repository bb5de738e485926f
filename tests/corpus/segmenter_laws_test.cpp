// What holds for every text, tried on random ones: fixed seeds, so a failure comes back.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <random>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/characters.hpp"
#include "corpus/passage.hpp"

namespace {

using namespace bearout::corpus;

constexpr auto kPieces = std::to_array<std::string_view>({
    "a",    "I",  "the ",   "word ",  "Word ",  "no",     "U.K.", "e.g.",        "Mr. ",   "but ",
    "and ", "é",  "ß ",     "Ü",      "3",      "42 ",    ". ",   ".",           "..",     "... ",
    "…",    "!",  "? ",     "?!",     ", ",     "; ",     ": ",   " - ",         "—",      "\n",
    "\n\n", "- ", "* ",     "• ",     "1. ",    "b) ",    "> ",   "(",           ")",      "[",
    "]",    "\"", "“",      "” ",     "'",      "’",      "😀",    "👍🏽 ",   "❤️", ":)",
    "<3 ",  "。", "好",     "です",   "है। ",    "؟ ",     "@x",   "://",         "www.",   " ",
    "  ",   "\t", "\u00A0", "\u200B", "\u2028", "\uFEFF", "<br>", "for example", "\n\n\n",
});

std::string random_text(std::mt19937& random) {
  std::string text;
  const auto pieces = random() % 120;
  for (std::size_t i = 0; i < pieces; ++i) text += kPieces[random() % kPieces.size()];
  return text;
}

/// Whether what lies between two passages holds no letter and no digit but those of list markers and break
/// tags.
bool says_nothing(std::string_view gap) {
  static const std::regex nothing("[^A-Za-z0-9]*(\\(?([0-9]{1,3}|[A-Za-z]|[ivx]{1,4})[.)]\\s[^A-Za-z0-9]*)?");
  static const std::regex tag("<br ?/?>");
  const auto lines = std::regex_replace(std::string(gap), tag, "\n");
  for (std::size_t begin = 0; begin < lines.size();) {
    const auto end = std::min(lines.find('\n', begin), lines.size());
    const auto line = lines.substr(begin, end - begin) + " ";
    if (!std::regex_match(line, nothing)) return false;
    for (std::size_t at = 0; at < line.size(); at = character_at(line, at).span.end) {
      const auto code = character_at(line, at).code;
      if (code >= 0x80 && is_letter_or_digit(code)) return false;
    }
    begin = end + 1;
  }
  return true;
}

bool on_boundary(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

void check_laws(std::string_view text, const std::vector<Passage>& passages) {
  std::size_t last = 0;
  std::uint32_t sentence = 0;
  for (const auto& passage : passages) {
    const auto said = cut(text, passage.span);
    REQUIRE(passage.span.begin >= last);
    REQUIRE(passage.span.end > passage.span.begin);
    REQUIRE(passage.span.end <= text.size());
    REQUIRE(on_boundary(text, passage.span.begin));
    REQUIRE(on_boundary(text, passage.span.end));
    CHECK(passage.start == count_code_points(text.substr(0, passage.span.begin)));
    CHECK(passage.end == passage.start + count_code_points(said));
    CHECK(!is_invisible(character_at(said, 0).code));
    CHECK(!is_invisible(character_before(said, said.size()).code));
    CHECK(has_letter_or_digit(said));
    CHECK((passage.sentence == sentence || passage.sentence == sentence + 1));
    CHECK(says_nothing(text.substr(last, passage.span.begin - last)));
    last = passage.span.end;
    sentence = passage.sentence;
  }
  CHECK(says_nothing(text.substr(last)));
}

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += piece;
  return text;
}

}  // namespace

TEST_CASE(
    "passages are in order, apart, visible at both ends, counted right, and nothing said lies between them") {
  std::mt19937 random(20);
  Segmenter segmenter;
  for (int round = 0; round < 20'000; ++round) {
    const auto text = random_text(random);
    CAPTURE(text);
    check_laws(text, segmenter.segment(text));
  }
}

TEST_CASE("the same text gives the same passages, whatever came before it") {
  std::mt19937 random(22);
  Segmenter used;
  for (int round = 0; round < 300; ++round) {
    const auto text = random_text(random);
    CHECK(used.segment(text) == Segmenter().segment(text));
  }
}

TEST_CASE("a text without stops gives bounded passages") {
  Segmenter segmenter;
  const auto text = repeated("word and more of these ", 500'000);
  const auto passages = segmenter.segment(text);
  check_laws(text, passages);
  for (const auto& passage : passages) CHECK(passage.span.size() < 1'000);
}

TEST_CASE("time grows with the text, not with its square") {
  Segmenter segmenter;
  for (const std::string_view piece : {"a.a.a.", "(",
                                       "\"",     "“",
                                       "\n",     "..",
                                       "…",      ".. a ",
                                       "! ",     "a! ",
                                       "<br>",   "<",
                                       "@",      "a@",
                                       "://",    "- ",
                                       "\n- a",  ", ",
                                       "a, ",    "😀",
                                       ":)",     ":",
                                       " ",      "。",
                                       "好。",   "For example\n",
                                       "a",      "a b. ",
                                       "1. ",    "[.",
                                       "\".",    ".\"",
                                       "(a. ",   "Mr. ",
                                       "a-",     "--",
                                       "a—b",    "a;",
                                       "\u2028", "\u200B"}) {
    CAPTURE(piece);
    const auto text = repeated(piece, 1'000'000);
    const auto begin = std::chrono::steady_clock::now();
    const auto passages = segmenter.segment(text);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    CHECK(passages.size() <= text.size());
    CHECK(seconds.count() < 30.0);  // a square would take minutes; sanitizers and busy machines are slow
  }
}
