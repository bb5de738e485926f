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
  for (unsigned byte = 0; byte < 256; ++byte)
    kinds[byte] = byte < 128 ? static_cast<ByteKind>(random.next() % 4) : ByteKind::special;
  const ByteSorter sorter(kinds);
  for (int round = 0; round < 200; ++round) {
    std::array<char, ByteSorter::kBlock> bytes{};
    for (char& byte : bytes) byte = static_cast<char>(random.next() & 0xffU);
    const ByteMasks masks = sorter.sort_portable(bytes.data());
    for (std::size_t i = 0; i < bytes.size(); ++i)
      REQUIRE(kind_at(masks, i) == kinds[static_cast<unsigned char>(bytes[i])]);
    CHECK(sorter.sort(bytes.data()) == masks);
    if (ByteSorter::has_avx2()) CHECK(sorter.sort_avx2(bytes.data()) == masks);
  }
}
