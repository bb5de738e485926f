#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/sparse.hpp"
#include "models/string_table.hpp"

namespace bearout::models {

/// The terms of a fitted model: stems in the order of their bytes, so that ids depend on the corpus alone and
/// not on the order in which shards or threads met them. Immutable after construction.
class Vocabulary {
 public:
  static constexpr TermId kNone = StringTable::kNone;

  Vocabulary() = default;
  /// Requires stems sorted and distinct; frequencies[i] belongs to stems[i].
  Vocabulary(std::span<const std::string> stems, std::vector<std::uint64_t> frequencies);

  [[nodiscard]] TermId find(std::string_view stem) const { return table_.find(stem); }
  [[nodiscard]] std::string_view operator[](TermId term) const { return table_[term]; }
  [[nodiscard]] std::size_t size() const { return table_.size(); }
  /// In how many passages and outcomes the term occurs.
  [[nodiscard]] std::uint64_t frequency(TermId term) const { return frequencies_[term]; }

 private:
  StringTable table_;
  std::vector<std::uint64_t> frequencies_;
};

}  // namespace bearout::models
