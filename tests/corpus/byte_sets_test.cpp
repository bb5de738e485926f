#include "corpus/byte_sets.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <random>

using namespace bearout::corpus;

TEST_CASE("64 bytes at a time are found to belong to the sets that hold them") {
  std::mt19937 random(3);
  std::array<ByteSet, 3> sets;
  std::array<std::array<bool, 256>, 3> expected{};
  for (std::size_t s = 0; s < sets.size(); ++s) {
    for (bool& belongs : expected[s]) belongs = random() % 3 == 0;
    sets[s] = ByteSet([&](unsigned char byte) { return expected[s][byte]; });
  }
  for (int round = 0; round < 200; ++round) {
    std::array<char, kMaskBytes> bytes{};
    const unsigned last = round % 2 == 0 ? 0xffU : 0x7fU;  // ASCII alone goes another way
    for (char& byte : bytes) byte = static_cast<char>(random() & last);
    std::array<std::uint64_t, 3> masks{};
    find_members_portable(bytes.data(), sets, masks);
    for (std::size_t s = 0; s < sets.size(); ++s) {
      for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        REQUIRE((masks[s] >> i & 1U) == static_cast<std::uint64_t>(expected[s][byte]));
        REQUIRE(sets[s].holds(byte) == expected[s][byte]);
      }
    }
    std::array<std::uint64_t, 3> others{};
    find_members(bytes.data(), sets, others);
    CHECK(others == masks);
    if (!has_avx2()) continue;
    find_members_avx2(bytes.data(), sets, others);
    CHECK(others == masks);
  }
}
