#include "models/string_table.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using bearout::models::StringTable;

TEST_CASE("strings are numbered in the order of their first arrival") {
  StringTable table;
  CHECK(table.intern("bee") == 0);
  CHECK(table.intern("choir") == 1);
  CHECK(table.intern("bee") == 0);
  CHECK(table.size() == 2);
  CHECK(table[1] == "choir");
}

TEST_CASE("find() tells known strings from unknown ones and adds none") {
  StringTable table;
  CHECK(table.find("bee") == StringTable::kNone);
  table.intern("bee");
  CHECK(table.find("bee") == 0);
  CHECK(table.find("be") == StringTable::kNone);
  CHECK(table.size() == 1);
}

TEST_CASE("the empty string and strings with NUL are strings like others") {
  StringTable table;
  const std::string with_nul("a\0b", 3);
  CHECK(table.intern("") == 0);
  CHECK(table.intern(with_nul) == 1);
  CHECK(table.intern("a") == 2);
  CHECK(table.find("") == 0);
  CHECK(table[1] == with_nul);
}

TEST_CASE("numbers and views outlive many more strings and a move") {
  StringTable table;
  table.intern("first");
  const std::string_view view = table[0];
  constexpr std::uint32_t kMany = 50'000;
  for (std::uint32_t i = 1; i < kMany; ++i) REQUIRE(table.intern("term" + std::to_string(i)) == i);
  const StringTable moved = std::move(table);
  CHECK(view.data() == moved[0].data());
  std::uint32_t wrong = 0;
  for (std::uint32_t i = 1; i < kMany; ++i) {
    const std::string text = "term" + std::to_string(i);
    wrong += moved.find(text) == i && moved[i] == text ? 0 : 1;
  }
  CHECK(wrong == 0);
}

TEST_CASE("a string longer than a block is kept whole") {
  StringTable table;
  table.intern("short");
  const std::string book(200'000, 'x');
  CHECK(table.intern(book) == 1);
  table.intern("after");
  CHECK(table[1] == book);
  CHECK(table[2] == "after");
}

TEST_CASE("after clear() numbers begin at 0 again") {
  StringTable table;
  table.intern("bee");
  table.clear();
  CHECK(table.size() == 0);
  CHECK(table.find("bee") == StringTable::kNone);
  CHECK(table.intern("choir") == 0);
}
