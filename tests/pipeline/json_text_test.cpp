#include "pipeline/json_text.hpp"

#include <doctest/doctest.h>

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

#include "models/random_stream.hpp"

using bearout::pipeline::fixed_digits;
using bearout::pipeline::JsonText;

TEST_CASE("fields, lists and objects are separated where they must be") {
  JsonText json;
  json.open_object()
      .field("a", std::uint64_t{1})
      .field("b", "x")
      .key("c")
      .open_array()
      .value(true)
      .null()
      .open_object()
      .close_object()
      .close_array()
      .field("d", false)
      .key("e")
      .open_array()
      .close_array()
      .close_object()
      .end_line()
      .open_object()
      .close_object()
      .end_line();
  CHECK(json.text() == "{\"a\":1,\"b\":\"x\",\"c\":[true,null,{}],\"d\":false,\"e\":[]}\n{}\n");
}

TEST_CASE("text is escaped where JSON asks for it, and nowhere else") {
  JsonText json;
  json.value(std::string_view("\"\\\n\r\t\x01\x1f/é🙂\x7f\0", 16));
  CHECK(json.text() == "\"\\\"\\\\\\n\\r\\t\\u0001\\u001f/é🙂\x7f\\u0000\"");
}

TEST_CASE("keys that are not ours are escaped too") {
  JsonText json;
  json.open_object().foreign_key("say \"hi\"").value("x").foreign_key("").value("y").close_object();
  CHECK(json.text() == R"({"say \"hi\"":"x","":"y"})");
}

TEST_CASE("a text that ends like an opening is separated all the same") {
  JsonText json;
  json.open_array().value("{").value("[").value(":").value("\n").close_array();
  CHECK(json.text() == R"(["{","[",":","\n"])");
}

TEST_CASE("numbers have six decimals, no exponent and no negative zero") {
  CHECK(fixed_digits(0.5) == "0.500000");
  CHECK(fixed_digits(-1.0 / 3) == "-0.333333");
  CHECK(fixed_digits(2.0 / 3) == "0.666667");
  CHECK(fixed_digits(0.0) == "0.000000");
  CHECK(fixed_digits(-0.0) == "0.000000");
  CHECK(fixed_digits(-1e-9) == "0.000000");
  CHECK(fixed_digits(1e21) == "1000000000000000000000.000000");
  CHECK(fixed_digits(std::numeric_limits<double>::max()).size() == 316);
  CHECK(fixed_digits(std::numeric_limits<double>::infinity()) == "null");
  CHECK(fixed_digits(std::numeric_limits<double>::quiet_NaN()) == "null");
}

TEST_CASE(
    "numbers have the digits that the standard library works out, near the middle between two as well") {
  bearout::models::RandomStream random(1);
  for (int i = 0; i < 20'000; ++i) {
    const double size = std::pow(10.0, static_cast<double>(random.next() % 16) - 6);
    double number = (random.uniform() - 0.5) * size;
    if (i % 3 == 0) number = std::round(number * 2e6) / 2e6;
    std::array<char, 400> digits{};
    const auto done =
        std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed, 6);
    const std::string expected(digits.data(), done.ptr);
    REQUIRE(fixed_digits(number) == (expected == "-0.000000" ? "0.000000" : expected));
  }
}

TEST_CASE("what must be escaped is, wherever it stands among what must not") {
  for (std::size_t before = 0; before < 20; ++before) {
    for (const char c : {'"', '\\', '\n', '\x1f', '\0'}) {
      JsonText json;
      json.value(std::string(before, 'x') + c + "yyyyyyyyyyyy");
      const std::string escape = c == '"'    ? "\\\""
                                 : c == '\\' ? "\\\\"
                                 : c == '\n' ? "\\n"
                                 : c == '\0' ? "\\u0000"
                                             : "\\u001f";
      CHECK(json.text() == "\"" + std::string(before, 'x') + escape + "yyyyyyyyyyyy\"");
    }
    JsonText plain;
    const std::string text = std::string(before, ' ') + "ü\x7f!#[]~";
    plain.value(text);
    CHECK(plain.text() == "\"" + text + "\"");
  }
}

TEST_CASE("whole numbers keep all their digits") {
  JsonText json;
  json.value(std::numeric_limits<std::uint64_t>::max());
  CHECK(json.text() == "18446744073709551615");
}

TEST_CASE("take() empties it") {
  JsonText json;
  json.value("a");
  CHECK(json.take() == "\"a\"");
  json.value("b");
  CHECK(json.take() == "\"b\"");
}
