#include "models/term_counts.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

using bearout::models::TermCounts;
using bearout::models::TermFrequency;

namespace {

using Counts = std::map<std::string, std::uint64_t>;

TermCounts packed(const Counts& counts) {
  std::vector<TermFrequency> terms;
  for (const auto& [stem, passages] : counts) terms.push_back({stem, passages});
  return TermCounts(terms);
}

Counts unpacked(const TermCounts& packed) {
  Counts counts;
  for (TermCounts::Reader term(packed); term.next();) counts.emplace(term.term().stem, term.term().passages);
  return counts;
}

/// Stems that share beginnings, some of them long, with frequencies of all sizes.
Counts random_counts(std::mt19937& random, std::size_t size) {
  Counts counts;
  while (counts.size() < size) {
    std::string stem(1 + random() % 300 / (1 + random() % 300), 'a');
    for (char& letter : stem) letter = static_cast<char>("ab\xc3\xa4\xff"[random() % 5]);
    counts[stem] = std::uint64_t{random()} << random() % 32;
  }
  return counts;
}

}  // namespace

TEST_CASE("packed counts come out as they went in, and add up") {
  std::mt19937 random(1);
  for (int round = 0; round < 20; ++round) {
    const Counts a = random_counts(random, random() % 200);
    const Counts b = random_counts(random, random() % 200);
    CHECK(unpacked(packed(a)) == a);
    CHECK(packed(a).size() == a.size());
    Counts both = a;
    for (const auto& [stem, passages] : b) both[stem] += passages;
    TermCounts sum = packed(a);
    sum += packed(b);
    CHECK(unpacked(sum) == both);
    CHECK(sum == packed(both));
    CHECK(sum.size() == both.size());
  }
}

TEST_CASE("nothing packed is nothing, and takes what is added") {
  TermCounts none;
  CHECK(none.empty());
  CHECK(unpacked(none).empty());
  none += packed({{"bee", 2}});
  none.append({"choir", 1});
  CHECK(unpacked(none) == Counts{{"bee", 2}, {"choir", 1}});
}
