#include "pipeline/json_text.hpp"

#include <doctest/doctest.h>

#include <limits>

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
