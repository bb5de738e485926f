#include "models/framing_weights.hpp"

#include <doctest/doctest.h>

#include <string>

#include "models/error.hpp"

using namespace bearout::models;

namespace {

std::string message_of(const std::string& text) {
  try {
    (void)parse_framing_weights(text);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("weights are read from lines of fields, features in whole steps") {
  const FramingWeights weights = parse_framing_weights(
      "# a remark\n"
      "number\ttone_bias\t-0.5\n"
      "claim\tparity\t0.1\t0.7\n"
      "step\tcriticism\t0.5\n"
      "step\tstance\t0.1\n"
      "feature\tgood\t4\t0\t0\n"
      "feature\tnot_~good\t-6\t1\t-2\n");
  CHECK(weights[FramingNumber::tone_bias] == -0.5);
  CHECK(weights[FramingNumber::tone_praise] == 0);
  CHECK(weights.claim[static_cast<std::size_t>(ClaimPart::parity)] == 0.1);
  CHECK(weights.fact[static_cast<std::size_t>(ClaimPart::parity)] == 0.7);
  CHECK(weights.features.size() == 2);
  REQUIRE(weights.features.find(key_of_word("good")) != nullptr);
  CHECK(weights.features.find(key_of_word("good"))->criticism == doctest::Approx(2));
  const FeatureKey pair = key_of_pair(key_of_word("not"), denied_key(key_of_word("good")));
  REQUIRE(weights.features.find(pair) != nullptr);
  CHECK(weights.features.find(pair)->criticism == doctest::Approx(-3));
  CHECK(weights.features.find(pair)->stance == doctest::Approx(0.1));
  CHECK(weights.features.find(pair)->directed == doctest::Approx(-0.2));
  CHECK(weights.features.find(key_of_word("bad")) == nullptr);
}

TEST_CASE("a line that can't be read is named") {
  CHECK(message_of("number\ttone_bias\tmuch\n").find("line 1") != std::string::npos);
  for (const char* number : {"nan", "inf", "-inf", "1e300", "2000000"})
    CHECK(message_of("number\ttone_bias\t" + std::string(number) + "\n").find("a million") !=
          std::string::npos);
  CHECK(message_of("\nnumber\tno_such\t1\n").find("no_such") != std::string::npos);
  CHECK(message_of("claim\tparity\t1\n").find("line 1") != std::string::npos);
  CHECK(message_of("feature\t\t1\t0\t0\n").find("no name") != std::string::npos);
  CHECK(message_of("wieght\tx\t1\n").find("wieght") != std::string::npos);
}

TEST_CASE("a table of features keeps all of many") {
  FeatureTable table;
  for (int i = 0; i < 5000; ++i) {
    table.insert(key_of_word("word" + std::to_string(i)), {static_cast<float>(i), 0, 0});
  }
  CHECK(table.size() == 5000);
  for (int i = 0; i < 5000; ++i) {
    const FeatureWeight* found = table.find(key_of_word("word" + std::to_string(i)));
    REQUIRE(found != nullptr);
    CHECK(found->criticism == static_cast<float>(i));
  }
  CHECK(table.find(key_of_word("other")) == nullptr);
}

TEST_CASE("the built-in weights know praise from criticism") {
  const FramingWeights& weights = built_in_framing_weights();
  CHECK(weights.features.size() > 5000);
  REQUIRE(weights.features.find(key_of_word("excel")) != nullptr);
  CHECK(weights.features.find(key_of_word("excel"))->criticism > 0);
  REQUIRE(weights.features.find(key_of_word("terribl")) != nullptr);
  CHECK(weights.features.find(key_of_word("terribl"))->criticism < 0);
}
