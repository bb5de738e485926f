#pragma once

#include <cstddef>
#include <cstdint>

namespace bearout::corpus {

/// Where in [0, slots) a hash belongs, in the order of hashes: multiply and shift instead of a division, for
/// any number of slots.
[[nodiscard]] inline std::size_t home_of(std::uint64_t hash, std::size_t slots) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::size_t>((static_cast<Wide>(hash) * slots) >> 64);
}

}  // namespace bearout::corpus
