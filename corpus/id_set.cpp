#include "corpus/id_set.hpp"

#include <xxhash.h>

#include <utility>

namespace bearout::corpus {
namespace {

constexpr std::size_t kFirstSlots = 1024;

/// Where in [0, slots) a hash belongs, in the order of hashes: multiply and shift instead of a division, for
/// any number of slots.
std::size_t home_of(std::uint64_t hash, std::size_t slots) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::size_t>((static_cast<Wide>(hash) * slots) >> 64);
}

}  // namespace

IdSet::IdSet() : slots_(kFirstSlots) {}

bool IdSet::insert(std::string_view id) {
  // Filled to 4/5, grown by half: 10 to 15 bytes an id.
  if ((size_ + 1) * 5 > slots_.size() * 4) grow();
  const auto hash = XXH3_64bits(id.data(), id.size());
  if (!place(hash == 0 ? 1 : hash)) return false;
  ++size_;
  return true;
}

bool IdSet::place(std::uint64_t hash) {
  for (auto slot = home_of(hash, slots_.size());; slot = slot + 1 == slots_.size() ? 0 : slot + 1) {
    if (slots_[slot] == hash) return false;
    if (slots_[slot] == 0) {
      slots_[slot] = hash;
      return true;
    }
  }
}

void IdSet::grow() {
  const std::vector<std::uint64_t> old = std::move(slots_);
  slots_ = std::vector<std::uint64_t>(old.size() + old.size() / 2);
  for (const auto hash : old) {
    if (hash != 0) static_cast<void>(place(hash));
  }
}

}  // namespace bearout::corpus
