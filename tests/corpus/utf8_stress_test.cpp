// The cases of Markus Kuhn's "UTF-8 decoder capability and stress test", made from the standard's own table
// of well-formed sequences (Unicode 15, table 3-7).

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/utf8.hpp"
#include "corpus/utf8_repair.hpp"

using namespace bearout::corpus;

namespace {

std::string bytes(std::initializer_list<int> values) {
  std::string text;
  for (const int value : values) text += static_cast<char>(value);
  return text;
}

const std::vector<std::string> kWellFormed = {
    "κόσμε",
    // The first and last of each length.
    bytes({0x00}), bytes({0x7F}), bytes({0xC2, 0x80}), bytes({0xDF, 0xBF}), bytes({0xE0, 0xA0, 0x80}),
    bytes({0xEF, 0xBF, 0xBF}), bytes({0xF0, 0x90, 0x80, 0x80}), bytes({0xF4, 0x8F, 0xBF, 0xBF}),
    // Beside the surrogates.
    bytes({0xED, 0x9F, 0xBF}), bytes({0xEE, 0x80, 0x80}), bytes({0xEF, 0xBF, 0xBD}),
    // Noncharacters are characters to a decoder.
    bytes({0xEF, 0xB7, 0x90}), bytes({0xEF, 0xB7, 0xAF}), bytes({0xEF, 0xBF, 0xBE}),
    bytes({0xF0, 0x9F, 0xBF, 0xBE}), bytes({0xF3, 0xBF, 0xBF, 0xBF})};

std::vector<std::string> ill_formed() {
  std::vector<std::string> all = {
      // Five and six bytes, and beyond U+10FFFF.
      bytes({0xF8, 0x88, 0x80, 0x80, 0x80}), bytes({0xFC, 0x84, 0x80, 0x80, 0x80, 0x80}),
      bytes({0xF7, 0xBF, 0xBF, 0xBF}), bytes({0xFB, 0xBF, 0xBF, 0xBF, 0xBF}),
      bytes({0xFD, 0xBF, 0xBF, 0xBF, 0xBF, 0xBF}), bytes({0xF4, 0x90, 0x80, 0x80}),
      // The last byte is missing.
      bytes({0xC0}), bytes({0xE0, 0x80}), bytes({0xF0, 0x80, 0x80}), bytes({0xF8, 0x80, 0x80, 0x80}),
      bytes({0xDF}), bytes({0xEF, 0xBF}), bytes({0xF7, 0xBF, 0xBF}), bytes({0xC3, 0x28}),
      bytes({0xE2, 0x82, 0x28}), bytes({0xF0, 0x9F, 0x98, 0x28}),
      // Bytes that no character has.
      bytes({0xFE}), bytes({0xFF}), bytes({0xFE, 0xFE, 0xFF, 0xFF}),
      // "/", the last of each length and NUL, all longer than need be.
      bytes({0xC0, 0xAF}), bytes({0xE0, 0x80, 0xAF}), bytes({0xF0, 0x80, 0x80, 0xAF}), bytes({0xC1, 0xBF}),
      bytes({0xE0, 0x9F, 0xBF}), bytes({0xF0, 0x8F, 0xBF, 0xBF}), bytes({0xC0, 0x80}),
      bytes({0xE0, 0x80, 0x80}), bytes({0xF0, 0x80, 0x80, 0x80}),
      // Surrogates, alone and in pairs (CESU-8).
      bytes({0xED, 0xA0, 0x80}), bytes({0xED, 0xAD, 0xBF}), bytes({0xED, 0xAE, 0x80}),
      bytes({0xED, 0xAF, 0xBF}), bytes({0xED, 0xB0, 0x80}), bytes({0xED, 0xBF, 0xBF}),
      bytes({0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80}), bytes({0xED, 0xAF, 0xBF, 0xED, 0xBF, 0xBF})};
  std::string continuations;
  for (int byte = 0x80; byte < 0xC0; ++byte) {
    continuations += static_cast<char>(byte);
    all.push_back(bytes({byte}));
    all.push_back(continuations);
  }
  for (int lead = 0xC0; lead < 0x100; ++lead) all.push_back(bytes({lead, ' '}));
  return all;
}

}  // namespace

TEST_CASE("what is well-formed is valid and stays, also in the middle of a long text") {
  for (const std::string& text : kWellFormed) {
    CHECK(is_valid_utf8(text));
    CHECK(is_valid_utf8(std::string(63, 'a') + text + std::string(100, 'b')));
    if (text != std::string_view("\0", 1)) CHECK(repair_utf8("a" + text + "b") == "a" + text + "b");
  }
}

TEST_CASE("what is ill-formed is found wherever it stands, and repaired without touching its neighbours") {
  for (const std::string& text : ill_formed()) {
    CAPTURE(text.size());
    CAPTURE(static_cast<int>(static_cast<unsigned char>(text[0])));
    CHECK_FALSE(is_valid_utf8(text));
    for (const std::size_t before : {1U, 31U, 62U, 63U, 64U, 100U})
      CHECK_FALSE(is_valid_utf8(std::string(before, 'a') + text));
    const std::string repaired = repair_utf8("<" + text + ">");
    CHECK(is_valid_utf8(repaired));
    CHECK(repaired.starts_with("<\uFFFD"));
    CHECK(repaired.ends_with(">"));
  }
}

TEST_CASE("code points become the sequences of the standard's table, the first and last of each length") {
  const std::vector<std::pair<char32_t, std::string>> expected = {
      {0x00, bytes({0x00})},
      {0x7F, bytes({0x7F})},
      {0x80, bytes({0xC2, 0x80})},
      {0x7FF, bytes({0xDF, 0xBF})},
      {0x800, bytes({0xE0, 0xA0, 0x80})},
      {0xFFFF, bytes({0xEF, 0xBF, 0xBF})},
      {0x10000, bytes({0xF0, 0x90, 0x80, 0x80})},
      {0x10FFFF, bytes({0xF4, 0x8F, 0xBF, 0xBF})},
  };
  for (const auto& one : expected) {
    CAPTURE(static_cast<unsigned>(one.first));
    std::string text;
    append_code_point(text, one.first);
    CHECK(text == one.second);
  }
}
