#include "models/random_stream.hpp"

#include <doctest/doctest.h>

#include <array>

using bearout::models::RandomStream;

TEST_CASE("the stream is splitmix64, the same everywhere") {
  RandomStream random(1234567);
  CHECK(random.next() == 6457827717110365317U);
  CHECK(random.next() == 3203168211198807973U);
  CHECK(random.next() == 9817491932198370423U);
  CHECK(RandomStream(0).next() == 0xe220a8397b1dcdafU);
}

TEST_CASE("uniform numbers fill [0, 1) evenly") {
  RandomStream random(1);
  std::array<int, 10> tenths{};
  for (int i = 0; i < 10'000; ++i) {
    const double number = random.uniform();
    REQUIRE(number >= 0);
    REQUIRE(number < 1);
    ++tenths[static_cast<std::size_t>(number * 10)];
  }
  for (const int count : tenths) {
    CHECK(count > 850);
    CHECK(count < 1150);
  }
}
