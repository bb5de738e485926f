#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "models/statistics.hpp"
#include "tests/models/small_corpus.hpp"
#include "tests/properties/random_corpus.hpp"

using namespace bearout;
using models::Statistics;
using models::StatisticsOptions;
using models::Unit;
using tests::counted;
using tests::RandomCorpus;

namespace {

constexpr std::uint64_t kSeeds = 8;

/// Small samples, so that they overflow; whole ones; both units.
std::vector<StatisticsOptions> all_options() {
  std::vector<StatisticsOptions> all;
  for (const Unit unit : {Unit::passage, Unit::document}) {
    for (const std::size_t sample_size : {0U, 1U, 13U, 50'000U}) all.push_back({{}, unit, sample_size});
  }
  return all;
}

Statistics sum(Statistics a, const Statistics& b) {
  a += b;
  return a;
}

template <class Check>
void for_each_corpus(Check check) {
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    CAPTURE(seed);
    RandomCorpus random(seed);
    check(random);
  }
}

}  // namespace

TEST_CASE("counting two shards and adding them is counting both at once") {
  for_each_corpus([](RandomCorpus& random) {
    const auto documents = random.documents(40);
    const std::size_t cut = random.below(documents.size() + 1);
    for (const StatisticsOptions& options : all_options()) {
      const auto all = std::span(documents);
      CHECK(sum(counted(all.first(cut), options), counted(all.subspan(cut), options)) ==
            counted(all, options));
    }
  });
}

TEST_CASE("adding shards commutes and associates") {
  for_each_corpus([](RandomCorpus& random) {
    const auto a_documents = random.documents(15);
    const auto b_documents = random.documents(25);
    const auto c_documents = random.documents(5);
    for (const StatisticsOptions& options : all_options()) {
      const auto a = [&] { return counted(a_documents, options); };
      const auto b = [&] { return counted(b_documents, options); };
      const auto c = [&] { return counted(c_documents, options); };
      CHECK(sum(a(), b()) == sum(b(), a()));
      CHECK(sum(sum(a(), b()), c()) == sum(a(), sum(b(), c())));
      CHECK(sum(a(), Statistics(options)) == a());
      CHECK(sum(Statistics(options), a()) == a());
    }
  });
}

TEST_CASE("the order of the documents can't be seen") {
  for_each_corpus([](RandomCorpus& random) {
    auto documents = random.documents(40);
    for (const StatisticsOptions& options : all_options()) {
      const Statistics before = counted(documents, options);
      for (std::size_t i = documents.size(); i > 1; --i)
        std::swap(documents[i - 1], documents[random.below(i)]);
      CHECK(counted(documents, options) == before);
    }
  });
}

TEST_CASE("the sample of a merge is the smallest of the whole") {
  for_each_corpus([](RandomCorpus& random) {
    const auto documents = random.documents(40);
    auto whole = counted(documents).sample();
    REQUIRE(whole.size() > 13);
    whole.resize(13);
    Statistics merged({{}, Unit::passage, 13});
    for (const auto& document : documents)
      merged += counted(std::span(&document, 1), {{}, Unit::passage, 13});
    CHECK(merged.sample() == whole);
  });
}

TEST_CASE("a file of statistics gives them back") {
  for_each_corpus([](RandomCorpus& random) {
    const auto documents = random.documents(30);
    for (const StatisticsOptions& options : all_options()) {
      const Statistics statistics = counted(documents, options);
      std::stringstream file;
      statistics.save(file);
      CHECK(Statistics::load(file, "s.stats") == statistics);
    }
  });
}
