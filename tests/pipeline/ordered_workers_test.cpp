#include "pipeline/ordered_workers.hpp"

#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>

using bearout::pipeline::run_ordered;

namespace {

/// 0, 1, … count - 1, then nothing.
class Numbers {
 public:
  explicit Numbers(int count) : count_(count) {}
  std::optional<int> operator()() { return next_ < count_ ? std::optional(next_++) : std::nullopt; }

 private:
  int count_;
  int next_ = 0;
};

void sleep(int milliseconds) {
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

/// What run_ordered() throws, and which outputs it had handed on before.
struct Failure {
  std::string what;
  std::vector<int> consumed;
};

template <typename Produce, typename Work>
Failure failure(std::size_t threads, Produce produce, Work work) {
  Failure result;
  try {
    run_ordered(threads, produce, work, [&](int output) { result.consumed.push_back(output); });
  } catch (const std::runtime_error& error) {
    result.what = error.what();
  }
  return result;
}

std::vector<int> first(int count) {
  std::vector<int> numbers(static_cast<std::size_t>(count));
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

constexpr std::size_t kThreads[] = {0, 1, 2, 5};

}  // namespace

TEST_CASE("outputs come in the order of the inputs, also behind a slow one") {
  for (const std::size_t threads : kThreads) {
    std::vector<int> outputs;
    run_ordered(
        threads, Numbers(60),
        [](std::size_t, int number) {
          if (number % 13 == 0) sleep(5);
          return number * number;
        },
        [&](int output) { outputs.push_back(output); });
    REQUIRE(outputs.size() == 60);
    for (int i = 0; i < 60; ++i) CHECK(outputs[static_cast<std::size_t>(i)] == i * i);
  }
}

TEST_CASE("no input, no output") {
  for (const std::size_t threads : kThreads) {
    run_ordered(
        threads, Numbers(0), [](std::size_t, int number) { return number; },
        [](int) { FAIL("nothing to consume"); });
  }
}

TEST_CASE("a worker's number is below the number of threads, and one thread has it at a time") {
  std::array<std::atomic<int>, 3> busy{};
  std::atomic<bool> shared = false;
  run_ordered(
      3, Numbers(100),
      [&](std::size_t worker, int number) {
        if (worker >= 3 || busy.at(worker)++ != 0) shared = true;
        std::this_thread::yield();
        --busy.at(worker);
        return number;
      },
      [](int) {});
  CHECK_FALSE(shared);
}

TEST_CASE("consume() runs on the calling thread") {
  const auto caller = std::this_thread::get_id();
  run_ordered(
      2, Numbers(5), [](std::size_t, int number) { return number; },
      [&](int) { CHECK(std::this_thread::get_id() == caller); });
}

TEST_CASE("outputs that can only be moved will do") {
  int sum = 0;
  run_ordered(
      2, Numbers(10), [](std::size_t, int number) { return std::make_unique<int>(number); },
      [&](std::unique_ptr<int> output) { sum += *output; });
  CHECK(sum == 45);
}

TEST_CASE("only so many inputs are under way, however slow the consumer or the first worker is") {
  constexpr std::size_t kMany = 2;
  std::atomic<int> produced = 0;
  int consumed = 0;
  int most = 0;
  Numbers numbers(50);
  run_ordered(
      kMany,
      [&] {
        auto number = numbers();
        if (number) ++produced;
        return number;
      },
      [](std::size_t, int number) {
        if (number == 0) sleep(20);
        return number;
      },
      [&](int) {
        sleep(1);
        most = std::max(most, produced - consumed);
        ++consumed;
      });
  CHECK(consumed == 50);
  CHECK(most <= static_cast<int>(4 * kMany) + 1);
}

TEST_CASE("the earliest failure is thrown on, also if a later one is faster") {
  for (const std::size_t threads : kThreads) {
    const Failure found = failure(threads, Numbers(40), [](std::size_t, int number) {
      if (number == 7) sleep(20);
      if (number >= 7) throw std::runtime_error(std::to_string(number));
      return number;
    });
    CHECK(found.what == "7");
    CHECK(found.consumed == first(7));
  }
}

TEST_CASE("a failure to produce is thrown on, after what came before") {
  for (const std::size_t threads : kThreads) {
    Numbers numbers(40);
    const auto produce = [&] {
      auto number = numbers();
      if (number == 9) throw std::runtime_error("truncated");
      return number;
    };
    const Failure found = failure(threads, produce, [](std::size_t, int number) {
      sleep(1);
      return number;
    });
    CHECK(found.what == "truncated");
    CHECK(found.consumed == first(9));
  }
}

TEST_CASE("a failure to produce is the end, also of a producer that would go on") {
  for (const std::size_t threads : kThreads) {
    int next = 0;
    const auto produce = [&]() -> std::optional<int> {
      if (next == 9) throw std::runtime_error("truncated");
      return next++;
    };
    const Failure found = failure(threads, produce, [](std::size_t, int number) { return number; });
    CHECK(found.what == "truncated");
    CHECK(found.consumed == first(9));
  }
}

TEST_CASE("a failure to consume ends it, and threads that wait for room too") {
  for (const std::size_t threads : kThreads) {
    const auto run = [&] {
      run_ordered(
          threads, Numbers(1000), [](std::size_t, int number) { return number; },
          [](int output) {
            if (output == 3) throw std::runtime_error("disk full");
          });
    };
    CHECK_THROWS_WITH_AS(run(), "disk full", std::runtime_error);
  }
}
