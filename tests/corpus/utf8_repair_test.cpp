#include "corpus/utf8_repair.hpp"

#include <doctest/doctest.h>
#include <simdjson.h>

using bearout::corpus::repair_utf8;

TEST_CASE("valid text stays, line ends become one newline") {
  CHECK(repair_utf8("Grüße 😀\r\nx\ry\n") == "Grüße 😀\nx\ny\n");
  CHECK(repair_utf8("\r\r\n\r") == "\n\n\n");
  CHECK(repair_utf8("").empty());
}

TEST_CASE("broken sequences and NUL") {
  CHECK(repair_utf8("a\xFFz") == "a\uFFFDz");
  CHECK(repair_utf8("caf\xE9!") == "caf\uFFFD!");
  CHECK(repair_utf8("cut \xF0\x9F\x98") == "cut \uFFFD\uFFFD\uFFFD");
  CHECK(repair_utf8(std::string_view("a\0b", 3)) == "ab");
}

TEST_CASE("whatever the bytes, the result is valid") {
  std::uint32_t state = 1;
  for (int round = 0; round < 300; ++round) {
    std::string bytes;
    for (int i = 0; i < 64; ++i) bytes += static_cast<char>((state = state * 1664525U + 1013904223U) >> 24);
    const auto repaired = repair_utf8(bytes);
    CHECK(simdjson::validate_utf8(repaired.data(), repaired.size()));
    CHECK(repaired.find('\0') == std::string::npos);
  }
}
