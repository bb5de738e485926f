#include "pipeline/parallel.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

#include "models/model.hpp"
#include "tests/models/small_corpus.hpp"

using namespace bearout;
using pipeline::parallel_on;

TEST_CASE("each number is worked on once, in ranges that lie in order, also where work asks for more") {
  for (const std::size_t threads : {0U, 1U, 2U, 3U, 8U}) {
    const models::Parallel parallel = parallel_on(threads);
    for (const std::size_t count : {0U, 1U, 2U, 7U, 1000U}) {
      std::vector<std::atomic<int>> done(count);
      parallel(count, [&](std::size_t begin, std::size_t end) {
        CHECK(begin < end);
        parallel(end - begin, [&](std::size_t first, std::size_t last) {
          for (std::size_t i = first; i < last; ++i) ++done[begin + i];
        });
      });
      for (const auto& times : done) CHECK(times == 1);
    }
  }
}

TEST_CASE("what the first of the failed ranges threw is thrown on, after all have ended") {
  for (const std::size_t threads : {1U, 2U, 4U}) {
    std::atomic<int> ended = 0;
    std::string told;
    try {
      parallel_on(threads)(threads, [&](std::size_t begin, std::size_t /*end*/) {
        ++ended;
        throw std::runtime_error(std::to_string(begin));
      });
    } catch (const std::runtime_error& error) {
      told = error.what();
    }
    CHECK(told == "0");
    CHECK(ended == static_cast<int>(threads));
  }
}

TEST_CASE("a model is the same on any number of threads") {
  std::vector<corpus::Document> documents;
  const auto some = tests::comments(
      {"The garden feeds people. We grew beans there.", "My neighbours sing in the choir every Sunday.",
       "Parking is awful, no space at all near the garden!", "The choir made friends of strangers.",
       "Not one bean grew. The garden club never answers.", "People sing, people plant, people park."});
  for (int i = 0; i < 60; ++i) {
    documents.push_back(some[static_cast<std::size_t>(i) % some.size()]);
    documents.back().id = std::to_string(i);
    documents.back().text += " Again " + std::to_string(i / 7) + ".";
  }
  const auto list =
      tests::outcomes({"Gardens feed people.", "Choirs bring people together.", "Parking is easy."});
  const auto print = [&](std::size_t threads) {
    return models::fingerprint(
        models::fit(tests::counted(documents), list, {}, nullptr, {}, {}, parallel_on(threads)));
  };
  const std::string one = print(1);
  for (const std::size_t threads : {2U, 3U, 8U}) CHECK(print(threads) == one);
}

TEST_CASE("a model of many words is the same on any number of threads") {
  constexpr int kWords = 11'000;  // each in two comments: more than one room of figures
  std::vector<corpus::Document> documents;
  for (int first = 0; first < 2 * kWords; first += 40) {
    std::string text = first % 3 == 0 ? "The garden feeds us:" : "They sing in the choir:";
    for (int i = first; i < first + 40; ++i) text += " q" + std::to_string(i % kWords) + "z";
    documents.push_back(tests::comment(std::to_string(first), text + "."));
  }
  const models::Statistics statistics = tests::counted(documents);
  const auto list = tests::outcomes({"Gardens feed people.", "Choirs bring people together."});
  const auto print = [&](std::size_t threads) {
    return models::fingerprint(models::fit(statistics, list, {.question = {}, .candidates = false}, nullptr,
                                           {}, {}, parallel_on(threads)));
  };
  CHECK(print(3) == print(1));
}
