#include "corpus/id_set.hpp"

#include <doctest/doctest.h>

#include <string>

using bearout::corpus::IdSet;

TEST_CASE("an id is new once, through all growth, for 16 bytes at most") {
  IdSet ids;
  constexpr int kIds = 100'000;
  for (int i = 0; i < kIds; ++i) REQUIRE(ids.insert("comment-" + std::to_string(i)));
  for (int i = 0; i < kIds; ++i) REQUIRE_FALSE(ids.insert("comment-" + std::to_string(i)));
  CHECK(ids.insert(""));
  CHECK_FALSE(ids.insert(""));
  CHECK(ids.size() == kIds + 1);
  CHECK(ids.bytes() <= 16 * ids.size());
}
