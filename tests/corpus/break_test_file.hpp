#pragma once

#include <charconv>
#include <cstdint>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "corpus/utf8.hpp"

namespace bearout::tests {

/// A line of Unicode's own tests of text boundaries: "÷ 0041 × 002E ÷ 0042 ÷".
struct BreakTest {
  std::string name;              ///< code points in hexadecimal: "0041 002E 0042"
  std::string text;              ///< as UTF-8
  std::set<std::size_t> breaks;  ///< bytes at which the text may be cut, both ends among them
};

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
        corpus::append_code_point(test.text, code);
        test.name += (test.name.empty() ? "" : " ") + word;
      }
    }
    if (!test.text.empty()) tests.push_back(std::move(test));
  }
  return tests;
}

}  // namespace bearout::tests
