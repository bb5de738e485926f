#pragma once

#include <charconv>
#include <cstdint>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace bearout::tests {

/// A line of Unicode's own tests of text boundaries: "÷ 0041 × 002E ÷ 0042 ÷".
struct BreakTest {
  std::string name;              ///< code points in hexadecimal: "0041 002E 0042"
  std::string text;              ///< as UTF-8
  std::set<std::size_t> breaks;  ///< bytes at which the text may be cut, both ends among them
};

inline void append_utf8(std::uint32_t code, std::string& text) {
  const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (code < 0x80) return put(code);
  if (code < 0x800) {
    put(0xC0 | (code >> 6));
  } else {
    if (code < 0x10000) {
      put(0xE0 | (code >> 12));
    } else {
      put(0xF0 | (code >> 18));
      put(0x80 | ((code >> 12) & 0x3F));
    }
    put(0x80 | ((code >> 6) & 0x3F));
  }
  put(0x80 | (code & 0x3F));
}

/// Reads a file of Debian's package unicode-data; empty if it is not there. `name` as "WordBreakTest.txt".
inline std::vector<BreakTest> read_break_tests(const std::string& name) {
  std::ifstream in("/usr/share/unicode/auxiliary/" + name);
  std::vector<BreakTest> tests;
  for (std::string line; std::getline(in, line);) {
    line.erase(std::min(line.find('#'), line.size()));
    std::istringstream words(line);
    BreakTest test;
    for (std::string word; words >> word;) {
      if (word == "\u00F7") {
        test.breaks.insert(test.text.size());
      } else if (word != "\u00D7") {
        std::uint32_t code = 0;
        std::from_chars(word.data(), word.data() + word.size(), code, 16);
        append_utf8(code, test.text);
        test.name += (test.name.empty() ? "" : " ") + word;
      }
    }
    if (!test.text.empty()) tests.push_back(std::move(test));
  }
  return tests;
}

}  // namespace bearout::tests
