#include "models/candidates/mere_praise.hpp"

#include <doctest/doctest.h>

#include <string_view>
#include <vector>

using namespace bearout;

TEST_CASE("praise is told from what is praised") {
  models::Analyzer analyzer;
  const std::vector<std::string_view> texts{"Excellent, very helpful!", "The nurse was friendly.",
                                            "I had to wait for seven hours.", ""};
  const auto shares = models::praise_shares(texts, analyzer);
  REQUIRE(shares.size() == 4);
  CHECK(shares[0] == 1);
  CHECK(shares[1] == .5);
  CHECK(shares[2] == 0);
  CHECK(shares[3] == 0);
}

TEST_CASE("nothing to say is as little of a theme as praise") {
  models::Analyzer analyzer;
  const std::vector<std::string_view> texts{"I cannot think of anything that could be improved.",
                                            "Nothing to complain about!", "No comments.",
                                            "Nothing at all, but the parking meter swallowed my card twice."};
  const auto shares = models::praise_shares(texts, analyzer);
  CHECK(shares[0] > .4);
  CHECK(shares[1] > .4);
  CHECK(shares[2] == 1);
  CHECK(shares[3] < .3);
}

TEST_CASE("praise is known in English only") {
  models::Analyzer analyzer({.language = "de"});
  const std::vector<std::string_view> texts{"Excellent!"};
  CHECK(models::praise_shares(texts, analyzer).front() == 0);
}
