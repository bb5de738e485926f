#include "models/word_finder.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "models/analyzer.hpp"
#include "models/random_stream.hpp"

using bearout::corpus::Span;
using bearout::models::RandomStream;
using bearout::models::WordFinder;

namespace {

std::vector<std::string> words(WordFinder& finder, std::string_view text) {
  std::vector<std::string> found;
  for (const Span span : finder.find(text)) found.emplace_back(bearout::corpus::cut(text, span));
  return found;
}

/// Checks find() against ICU's iterator; false and a message where they differ.
bool agrees(WordFinder& finder, const std::string& text) {
  const std::vector<Span> expected = finder.find_by_icu(text);
  if (finder.find(text) == expected) return true;
  MESSAGE("differs from ICU: \"" << text << "\"");
  return false;
}

// Characters of every kind that the rules tell apart, some script by script.
const std::array<std::vector<std::string>, 16> kPools{{
    {"a", "b", "Z", "e", "don", "the", "is", " ",    " ",  " ", ".", ",", "'", "\"", "-",    "_",
     ":", ";", "@", "/", "1",   "23",  "\n", "\r\n", "\t", "(", ")", "#", "&", "%",  "+",    "=",
     "*", "~", "^", "|", "\\",  "<",   ">",  "{",    "}",  "[", "]", "$", "!", "?",  "\x7f", "\x01"},
    {"é", "ß", "Ŵ",  "ﬁ",  "ĳ",  "ø", "’", "‘", "“", "”", "–", "—",      "…",      "«",      "»",     "·",
     "‧", "․", "﹒", "＇", "．", "ª", "№", "½", "²", "€", "™", "\u00ad", "\u00a0", "\u2028", "\u200b"},
    {"λ", "ό", "γ", "ος", "Ά", "΄", "·", "Ω", "ἀ"},
    {"п", "ри", "вет", "Й", "ё", "ѣ", "Щ"},
    {"ש", "ל", "ום", "״", "׳", "ְ", "ﬣ", "\"", "'"},
    {"م", "ر", "حبا", "ـ", "َ", "،", "؛", "٣", "۴", "٫", "٬", "﷽"},
    {"न", "म", "स्ते", "ि", "्", "।", "५", "क़"},
    {"한", "국", "어", "ᄒ", "ᅡ", "ᆫ", "ㄱ"},
    {"漢", "字", "中", "文", "，", "。", "々", "〇", "𠀋"},
    {"ひ", "らが", "な", "カ", "タ", "カナ", "ー", "ｶ", "ﾞ", "ｰ", "〱", "・", "゛"},
    {"ภ", "า", "ษา", "ไทย", "็", "๒", "ฯ"},
    {"ខ", "្", "មែរ", "ភាសា", "ល", "ြ", "မြန်", "ລາວ"},
    {"😀", "👩‍👩‍👧", "👍🏽", "🇬🇧", "🇫", "❤️", "1️⃣", "☺", "©", "\U0001F3FB", "🫶",
     "\u200d", "\ufe0f", "\u20e3"},
    {"\u0301", "\u0308", "\u200c", "\u200d", "\u2060", "\ufeff", "\u061c", "\u200e", "\u0483", "\u3099",
     "\U000e0061", "\U000e0001"},
    {"１", "Ａ",  "ｂ", "＿",         "‿",          "︳",         "﹍",         "＠",
     "：", "﹕",  "；", ";",          "՚",          "՝",          "ա",          "ე",
     "ሀ",  "ᏹ", "ߕ",  "\U00010400", "\U0001D400", "\U0001D7CE", "\U00016A60", "\U000F0000"},
    {"\xc3", "\x80", "\xe2\x82", "\xf0\x9f", "\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xbf"},
}};

/// A text of characters from one to three pools.
std::string random_text(RandomStream& random) {
  const auto draw = [&](std::size_t n) { return static_cast<std::size_t>(random.next() % n); };
  std::array<std::size_t, 3> pools{draw(kPools.size()), draw(kPools.size()), 0};
  std::string text;
  for (std::size_t left = draw(40); left > 0; --left) {
    const auto& pool = kPools[pools[draw(pools.size())]];
    text += pool[draw(pool.size())];
  }
  return text;
}

}  // namespace

TEST_CASE("the linked ICU's rules are understood, so that words are found fast") {
  for (const std::string_view language : bearout::models::languages()) {
    CAPTURE(language);
    CHECK(WordFinder(language).knows_rules());
  }
}

TEST_CASE("words are what UAX #29 says, with what ICU changes") {
  WordFinder finder("en");
  CHECK(words(finder, "They don't cost 1,000.5 now.") ==
        std::vector<std::string>{"They", "don't", "cost", "1,000.5", "now"});
  CHECK(words(finder, "e.g. snake_case, rock'n'roll; 3rd") ==
        std::vector<std::string>{"e.g", "snake_case", "rock'n'roll", "3rd"});
  CHECK(words(finder, "ana@example.org wrote: l’été à 5€…") ==
        std::vector<std::string>{"ana@example.org", "wrote", "l’été", "à", "5"});
  CHECK(words(finder, " -- :-) 😀 _ ...").empty());
  CHECK(words(finder, "").empty());
  CHECK(words(finder, "end.") == std::vector<std::string>{"end"});
  CHECK(words(finder, "a,b a.b a'b a.") == std::vector<std::string>{"a", "b", "a.b", "a'b", "a"});
}

TEST_CASE("words of real sentences in many scripts are found where ICU finds them") {
  WordFinder finder("en");
  for (const std::string text :
       {"The quick (“brown”) fox can’t jump 32.3 feet, right? See https://example.org/a_b?c=1&d=é.",
        "Η γρήγορη καφέ αλεπού πηδάει πάνω από το σκυλί· τι λες;",
        "Съешь же ещё этих мягких французских булок, да выпей чаю №5.",
        "צה\"ל הודיע היום ש׳ג׳ירפה׳ ו\"צפע\" הם שמות חיבה. ד\"ר כהן",
        "نص حكيم له سر قاطع وذو شأن عظيم مكتوب على ثوب أخضر، ١٢٣٫٤٥.",
        "ऋषियों को सताने वाले दुष्ट राक्षसों के राजा रावण का सर्वनाश।",
        "키스의 고유조건은 입술끼리 만나야 하고 API를 쓰는 서울ABC입니다.",
        "我能吞下玻璃而不伤身体。C++和Python3都好。", "いろはにほへと ちりぬるを。カタカナとｶﾀｶﾅ、Tシャツ。",
        "เป็นมนุษย์สุดประเสริฐเลิศคุณค่า กว่าบรรดาฝูงสัตว์", "ខ្ញុំអាចញុំកញ្ចក់បាន ដោយគ្មានបញ្ហារ។",
        "naïve café — e\u0301te\u0301 👩‍👩‍👧👍🏽 🇬🇧🇫🇷 1️⃣ ok"}) {
    CHECK(agrees(finder, text));
  }
}

TEST_CASE("words of random text are found where ICU finds them, whatever the language's own rules") {
  for (const char* language : {"en", "sv", "fi", "el", "ar"}) {
    CAPTURE(language);
    WordFinder finder(language);
    RandomStream random(20);
    std::size_t differing = 0;
    for (int i = 0; i < 4000; ++i) differing += agrees(finder, random_text(random)) ? 0 : 1;
    CHECK(differing == 0);
  }
}

TEST_CASE("words across the edges of blocks of 64 bytes are whole") {
  WordFinder finder("en");
  for (const std::string unit : {"word", "don't", "é", "1.5", " a'", "_", ". "}) {
    std::string text;
    for (int i = 0; i < 80; ++i) {
      CHECK(agrees(finder, text + unit + unit + " end"));
      text += i % 9 == 8 ? ' ' : 'x';
    }
  }
}

TEST_CASE("a part of a text is read as if it stood alone") {
  WordFinder finder("en");
  const std::string text = "don't stop 1.5 naïve " + std::string(100, 'x');
  for (std::size_t end = 0; end <= 60; ++end) {
    const std::string alone = text.substr(3, end);
    const std::vector<Span> expected = finder.find_by_icu(alone);
    CHECK(finder.find(text, {3, 3 + end}) == expected);
  }
}
