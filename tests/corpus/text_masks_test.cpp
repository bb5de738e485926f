#include "corpus/text_masks.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <string_view>

#include "corpus/ascii.hpp"
#include "corpus/characters.hpp"
#include "corpus/utf8.hpp"

using namespace bearout::corpus;

namespace {

/// Valid UTF-8 of about `pieces` words, marks and spaces; `beyond` in a hundred of them are beyond ASCII.
std::string made_up_text(std::mt19937& random, std::size_t pieces, unsigned beyond) {
  constexpr std::array<std::string_view, 14> kAscii{"a",  "word", "x1", " ",  " ",          " ",    "\n",
                                                    ", ", ".",    "-",  "\t", "a-long-one", "\x01", "\x7f"};
  constexpr std::array<std::string_view, 8> kOthers{"é", "’", "\u00a0", "\u200b", "中", "文", "ไ", "😀"};
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i)
    text += random() % 100 < beyond ? kOthers[random() % kOthers.size()] : kAscii[random() % kAscii.size()];
  return text;
}

Span some_part(std::mt19937& random, std::string_view text) {
  std::size_t begin = random() % (text.size() + 1);
  std::size_t end = random() % (text.size() + 1);
  while (begin < text.size() && is_continuation(text[begin])) ++begin;
  while (end < text.size() && is_continuation(text[end])) ++end;
  return {std::min(begin, end), std::max(begin, end)};
}

}  // namespace

TEST_CASE("the next byte of a kind is where a look at every byte finds it") {
  std::mt19937 random(5);
  TextMasks masks;
  for (int round = 0; round < 300; ++round) {
    const std::string text = made_up_text(random, random() % 100, 10);
    masks.read(text);
    const Span part = some_part(random, text);
    const auto expect = [&](auto belongs) {
      const auto* const end = text.data() + part.end;
      return static_cast<std::size_t>(std::find_if(text.data() + part.begin, end, belongs) - text.data());
    };
    const auto other = [](auto belongs) { return [belongs](char byte) { return !belongs(byte); }; };
    const auto in_name = [](char byte) { return is_ascii_letter(byte) || is_ascii_digit(byte); };
    CHECK(masks.next(TextMasks::letter, part.begin, part.end) == expect(is_ascii_letter));
    CHECK(masks.next_other(TextMasks::letter, part.begin, part.end) == expect(other(is_ascii_letter)));
    CHECK(masks.next_other(TextMasks::alphanumeric, part.begin, part.end) == expect(other(in_name)));
    CHECK(masks.next(TextMasks::beyond_ascii, part.begin, part.end) == expect(is_beyond_ascii));
    CHECK(masks.next(TextMasks::mark, part.begin, part.end) == expect([](char byte) {
            return std::string_view(".!?([\":;=<@\xE2\xF0").find(byte) != std::string_view::npos;
          }));
  }
}

TEST_CASE("words and code points by masks are those of a walk over the characters") {
  std::mt19937 random(7);
  TextMasks masks;
  for (int round = 0; round < 3000; ++round) {
    const unsigned beyond = round % 3 == 0 ? 0 : round % 3 == 1 ? 3 : 40;
    const std::string text = made_up_text(random, random() % 200, beyond);
    masks.read(text);
    const Span part = some_part(random, text);
    const std::string_view said = cut(text, part);
    CAPTURE(said);
    for (const std::size_t most : {1U, 3U, 31U, 1000U}) {
      const std::size_t words = count_words(said, most);
      CHECK(count_words(text, masks, part, most) == words);
      CHECK(has_more_words(text, masks, part, most) == (count_words(said, most + 1) > most));
    }
    CHECK(count_code_points(text, masks, part) == count_code_points(said));
  }
}

TEST_CASE("words at the edges of blocks of 64 bytes are counted once") {
  TextMasks masks;
  for (const std::size_t edge : {63U, 64U, 65U, 127U, 128U, 129U}) {
    for (const std::size_t length : {1U, 2U, 70U}) {
      CAPTURE(edge);
      CAPTURE(length);
      const std::string text = std::string(edge, ' ') + std::string(length, 'a') + " b";
      masks.read(text);
      CHECK(masks.next(TextMasks::letter, 0, text.size()) == edge);
      CHECK(masks.next_other(TextMasks::letter, edge, text.size()) == edge + length);
      CHECK(count_words(text, masks, {0, text.size()}, 9) == 2);
      CHECK(count_words(text, masks, {edge, edge + length}, 9) == 1);
      CHECK(count_words(text, masks, {0, edge}, 9) == 0);
      CHECK(count_code_points(text, masks, {edge - 1, text.size()}) == length + 3);
    }
  }
}

TEST_CASE("an empty text has nothing") {
  TextMasks masks;
  masks.read({});
  CHECK(masks.next(TextMasks::letter, 0, 0) == 0);
  CHECK(count_words({}, masks, {0, 0}, 5) == 0);
  CHECK(count_code_points({}, masks, {0, 0}) == 0);
}
