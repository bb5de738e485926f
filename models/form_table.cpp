#include "models/form_table.hpp"

#include <xxhash.h>

#include <array>
#include <cstring>

namespace bearout::models {

namespace {

constexpr std::size_t kFirstSlots = 1024;  // a power of two, as every later size

/// Product of two words folded (wyhash's mixing step): every bit of both reaches every bit of the result.
std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t inline_hash(std::uint64_t low, std::uint64_t high, std::size_t size) {
  return mixed(low ^ 0xa0761d6478bd642fU, high ^ 0xe7037ed1a0b428dbU ^ size);
}

/// The first `count` bytes of eight, zeros in the place of the others.
std::uint64_t first_bytes(std::uint64_t eight, std::size_t count) {
  return count >= 8 ? eight : eight & ~(~std::uint64_t{0} << (8 * count));
}

std::uint64_t eight_at(const char* bytes) {
  std::uint64_t eight = 0;
  std::memcpy(&eight, bytes, sizeof eight);
  return eight;
}

/// Eight ASCII bytes, capitals made small: a byte of 'A' to 'Z' is the one whose sums with 63 and 37 differ
/// in the highest bit; shifted, that is the difference between the cases.
std::uint64_t lowered(std::uint64_t ascii) {
  constexpr std::uint64_t kEach = 0x0101010101010101U;
  const std::uint64_t from_a = ascii + kEach * (0x80 - 'A');
  const std::uint64_t beyond_z = ascii + kEach * (0x80 - 'Z' - 1);
  return ascii | ((from_a ^ beyond_z) & (kEach * 0x80)) >> 2U;
}

}  // namespace

FormTable::FormTable() : slots_(kFirstSlots), mask_(kFirstSlots - 1) {}

FormTable::Key FormTable::key_of(std::string_view word) {
  std::array<char, kInline> first{};
  std::memcpy(first.data(), word.data(), word.size() < kInline ? word.size() : kInline);
  Key key{eight_at(first.data()), eight_at(first.data() + 8), 0, static_cast<std::uint32_t>(word.size())};
  key.hash = word.size() <= kInline ? inline_hash(key.low, key.high, word.size())
                                    : XXH3_64bits(word.data(), word.size());
  return key;
}

bool FormTable::lower_key_of(std::string_view word, std::size_t readable, Key& key) {
  std::array<char, kInline> copy{};
  const char* bytes = word.data();
  if (readable < kInline) {
    std::memcpy(copy.data(), bytes, word.size());
    bytes = copy.data();
  }
  const std::size_t size = word.size();
  const std::uint64_t low = first_bytes(eight_at(bytes), size);
  const std::uint64_t high = size > 8 ? first_bytes(eight_at(bytes + 8), size - 8) : 0;
  if (((low | high) & 0x8080808080808080U) != 0) return false;
  key = {lowered(low), lowered(high), 0, static_cast<std::uint32_t>(size)};
  key.hash = inline_hash(key.low, key.high, size);
  return true;
}

std::uint32_t FormTable::intern(const Key& key, std::string_view word) {
  for (std::size_t at = key.hash & mask_;; at = (at + 1) & mask_) {
    Slot& slot = slots_[at];
    if (slot.id == kNone) return add(slot, key, word);
    if (slot.low != key.low || slot.high != key.high || slot.size != key.size) continue;
    if (key.size <= kInline || (slot.hash == key.hash && words_[slot.id] == word)) return slot.id;
  }
}

std::uint32_t FormTable::add(Slot& slot, const Key& key, std::string_view word) {
  std::array<char, kInline> bytes{};
  if (key.size <= kInline) {
    std::memcpy(bytes.data(), &key.low, 8);
    std::memcpy(bytes.data() + 8, &key.high, 8);
    word = {bytes.data(), key.size};
  }
  const auto id = static_cast<std::uint32_t>(words_.size());
  words_.push_back(arena_.store(word));
  slot = {key.low, key.high, key.hash, key.size, id};
  if (words_.size() * 4 > slots_.size() * 3) grow();
  return id;
}

void FormTable::grow() {
  const std::vector<Slot> old = std::move(slots_);
  slots_ = std::vector<Slot>(old.size() * 2);
  mask_ = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.id == kNone) continue;
    std::size_t at = slot.hash & mask_;
    while (slots_[at].id != kNone) at = (at + 1) & mask_;
    slots_[at] = slot;
  }
}

void FormTable::clear() {
  slots_ = std::vector<Slot>(kFirstSlots);
  mask_ = kFirstSlots - 1;
  words_.clear();
  arena_.clear();
}

}  // namespace bearout::models
