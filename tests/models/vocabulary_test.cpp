#include "models/vocabulary.hpp"

#include <doctest/doctest.h>

using bearout::models::Vocabulary;

TEST_CASE("terms are numbered in the order of their stems") {
  const std::vector<std::string> stems = {"bee", "choir", "größ"};
  const Vocabulary vocabulary(stems, {5, 2, 7});
  CHECK(vocabulary.size() == 3);
  CHECK(vocabulary.find("bee") == 0);
  CHECK(vocabulary.find("größ") == 2);
  CHECK(vocabulary[1] == "choir");
  CHECK(vocabulary.frequency(2) == 7);
}

TEST_CASE("a stem outside the vocabulary has no number") {
  const std::vector<std::string> stems = {"bee"};
  CHECK(Vocabulary(stems, {1}).find("bees") == Vocabulary::kNone);
  CHECK(Vocabulary().find("bee") == Vocabulary::kNone);
}
