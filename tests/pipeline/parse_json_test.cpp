#include "pipeline/parse_json.hpp"

#include <doctest/doctest.h>

#include <string>

using bearout::pipeline::kDeepestJson;
using bearout::pipeline::parse_json;

namespace {

std::string nested(int deep) {
  const auto size = static_cast<std::size_t>(deep);
  return std::string(size, '[') + std::string(size, ']');
}

}  // namespace

TEST_CASE("JSON is a value, or discarded") {
  CHECK(parse_json(R"({"a":[1,null]})")["a"][0] == 1);
  CHECK(parse_json<nlohmann::ordered_json>(R"({"b":1,"a":2})").begin().key() == "b");
  for (const char* broken : {"", "{", "[1,]", "{\"a\":1}x", "\"\xff\"", "1e999"}) {
    CAPTURE(broken);
    CHECK(parse_json(broken).is_discarded());
  }
}

TEST_CASE("JSON that is nested too deep is discarded before it takes memory") {
  CHECK_FALSE(parse_json(nested(kDeepestJson)).is_discarded());
  CHECK(parse_json(nested(kDeepestJson + 1)).is_discarded());
  CHECK(parse_json(std::string(10'000'000, '[')).is_discarded());
  CHECK(parse_json(R"({"a":)" + nested(kDeepestJson) + "}").is_discarded());
}
