#include "models/form_table.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "models/random_stream.hpp"

using bearout::models::FormTable;
using bearout::models::RandomStream;

TEST_CASE("words are numbered in the order of their first arrival, be they short or long") {
  FormTable table;
  RandomStream random(5);
  std::map<std::string, std::uint32_t> expected;
  for (int i = 0; i < 20'000; ++i) {
    std::string word;
    for (auto left = random.next() % 22; left > 0; --left)
      word.push_back(static_cast<char>('a' + random.next() % 3));
    const auto known = expected.emplace(word, static_cast<std::uint32_t>(expected.size())).first->second;
    REQUIRE(table.intern(word) == known);
    REQUIRE(table[known] == word);
  }
  CHECK(table.size() == expected.size());
}

TEST_CASE("words that differ beyond the first 16 bytes, or in NULs at the end, are different") {
  FormTable table;
  const std::string long_word = "responsibilities";
  CHECK(table.intern(long_word) == 0);
  CHECK(table.intern(long_word + "a") == 1);
  CHECK(table.intern(long_word + "b") == 2);
  CHECK(table.intern(std::string("a", 1)) == 3);
  CHECK(table.intern(std::string("a\0", 2)) == 4);
  CHECK(table.intern("") == 5);
  table.clear();
  CHECK(table.size() == 0);
  CHECK(table.intern("b") == 0);
}

TEST_CASE("the key of a word in lower case is that of the lower-case word, read in place or copied") {
  const std::string text = "@[`{AZaz09'Mixed-Case and more behind it";
  for (std::size_t begin = 0; begin < 20; ++begin) {
    for (std::size_t size = 1; size <= 16; ++size) {
      const std::string_view word = std::string_view(text).substr(begin, size);
      std::string lower(word);
      for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      const FormTable::Key expected = FormTable::key_of(lower);
      for (const std::size_t readable : {size, text.size() - begin}) {
        FormTable::Key key;
        REQUIRE(FormTable::lower_key_of(word, readable, key));
        CHECK(key.low == expected.low);
        CHECK(key.high == expected.high);
        CHECK(key.hash == expected.hash);
        CHECK(key.size == expected.size);
      }
    }
  }
  FormTable::Key key;
  CHECK_FALSE(FormTable::lower_key_of("naïve", 6, key));
}
