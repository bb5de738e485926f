#include "models/form_table.hpp"

#include <xxhash.h>

#include <array>
#include <cstring>

namespace bearout::models {

namespace {

constexpr std::size_t kFirstSlots = 1024;  // a power of two, as every later size

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
