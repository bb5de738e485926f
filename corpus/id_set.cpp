#include "corpus/id_set.hpp"

#include <xxhash.h>

#include <algorithm>
#include <utility>

#include "corpus/error.hpp"
#include "corpus/hash_slots.hpp"

namespace bearout::corpus {
namespace {

constexpr std::size_t kFirstSlots = 1024;
constexpr std::size_t kMostPlaced = std::size_t{1} << 18U;

}  // namespace

IdSet::IdSet() : slots_(kFirstSlots), most_placed_(kMostPlaced) {}

bool IdSet::insert(std::string_view id) {
  if (placed_ == most_placed_) set_aside();
  // Filled to 4/5, grown by half: 10 to 15 bytes an id.
  if ((placed_ + 1) * 5 > slots_.size() * 4) grow();
  const auto any = XXH3_64bits(id.data(), id.size());
  const std::uint64_t hash = any == 0 ? 1 : any;
  if (std::ranges::any_of(runs_, [&](const IdRun& run) { return run.contains(hash); })) return false;
  if (!place(hash)) return false;
  ++placed_;
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

void IdSet::set_aside() {
  std::vector<std::uint64_t> hashes;
  hashes.reserve(placed_);
  std::ranges::copy_if(slots_, std::back_inserter(hashes), [](std::uint64_t hash) { return hash != 0; });
  std::ranges::sort(hashes);
  try {
    runs_.emplace_back(hashes);
  } catch (const Error&) {
    most_placed_ = SIZE_MAX;  // they stay where they are; to try again for every id would be slow
    return;
  }
  std::ranges::fill(slots_, 0);
  placed_ = 0;
  merge_runs();
}

void IdSet::merge_runs() {
  while (runs_.size() > 1) {
    const std::size_t last = runs_.size() - 1;
    if (runs_[last - 1].size() >= 2 * runs_[last].size()) return;
    try {
      IdRun merged(runs_[last - 1], runs_[last]);
      runs_.pop_back();
      runs_.back() = std::move(merged);
    } catch (const Error&) {
      return;  // no room for a third: then there are more of them to ask
    }
  }
}

std::size_t IdSet::bytes() const {
  std::size_t bytes = slots_.size() * sizeof(std::uint64_t);
  for (const IdRun& run : runs_) bytes += run.bytes();
  return bytes;
}

}  // namespace bearout::corpus
