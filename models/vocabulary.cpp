#include "models/vocabulary.hpp"

#include <algorithm>
#include <cassert>

namespace bearout::models {

Vocabulary::Vocabulary(std::span<const std::string> stems, std::vector<std::uint64_t> frequencies)
    : frequencies_(std::move(frequencies)) {
  assert(std::is_sorted(stems.begin(), stems.end()) && stems.size() == frequencies_.size());
  for (const std::string& stem : stems) table_.intern(stem);
  assert(table_.size() == frequencies_.size());
}

}  // namespace bearout::models
