#include "models/byte_masks.hpp"

#include <doctest/doctest.h>

#include <array>

#include "models/random_stream.hpp"

using namespace bearout::models;

namespace {

ByteKind kind_at(const ByteMasks& masks, std::size_t i) {
  if (masks.word >> i & 1U) return ByteKind::word;
  if (masks.joiner >> i & 1U) return ByteKind::joiner;
  return masks.special >> i & 1U ? ByteKind::special : ByteKind::breaker;
}

}  // namespace

TEST_CASE("64 bytes at a time are sorted into the kinds that each has") {
  RandomStream random(3);
  std::array<ByteKind, 256> kinds{};
  for (ByteKind& kind : kinds) kind = static_cast<ByteKind>(random.next() % 4);
  const ByteSorter sorter(kinds);
  for (int round = 0; round < 200; ++round) {
    std::array<char, ByteSorter::kBlock> bytes{};
    for (char& byte : bytes) byte = static_cast<char>(random.next() & 0xffU);
    const ByteMasks masks = sorter.sort(bytes.data());
    for (std::size_t i = 0; i < bytes.size(); ++i)
      REQUIRE(kind_at(masks, i) == kinds[static_cast<unsigned char>(bytes[i])]);
  }
}
