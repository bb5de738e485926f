#include "models/string_table.hpp"

#include <xxhash.h>

namespace bearout::models {

namespace {

constexpr std::size_t kFirstSlots = 1024;  // a power of two, as every later size

std::uint64_t hash_of(std::string_view text) {
  return XXH3_64bits(text.data(), text.size());
}

std::uint32_t tag_of(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash >> 32U);
}

}  // namespace

StringTable::StringTable() : slots_(kFirstSlots) {}

std::size_t StringTable::locate(std::string_view text, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  const std::uint32_t tag = tag_of(hash);
  std::size_t at = hash & mask;
  while (slots_[at].id != kNone && (slots_[at].tag != tag || texts_[slots_[at].id] != text))
    at = (at + 1) & mask;
  return at;
}

std::uint32_t StringTable::find(std::string_view text) const {
  return slots_[locate(text, hash_of(text))].id;
}

std::uint32_t StringTable::intern(std::string_view text) {
  const std::uint64_t hash = hash_of(text);
  const std::size_t at = locate(text, hash);
  if (slots_[at].id != kNone) return slots_[at].id;
  const auto id = static_cast<std::uint32_t>(texts_.size());
  texts_.push_back(arena_.store(text));
  slots_[at] = {tag_of(hash), id};
  if (texts_.size() * 2 > slots_.size()) grow();
  return id;
}

void StringTable::grow() {
  const std::size_t size = slots_.size() * 2;
  slots_.assign(size, Slot{});
  for (std::uint32_t id = 0; id < texts_.size(); ++id) {
    const std::uint64_t hash = hash_of(texts_[id]);
    slots_[locate(texts_[id], hash)] = {tag_of(hash), id};
  }
}

void StringTable::clear() {
  slots_.assign(kFirstSlots, Slot{});
  texts_.clear();
  arena_.clear();
}

}  // namespace bearout::models
