#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace bearout::corpus {

/// Which ids have been seen, as 64-bit XXH3 hashes in open addressing: at most 16 bytes an id, whatever its
/// length. That two different ids have the same hash is to be expected once in 2^64 / n^2 * 2 runs of n ids:
/// at a hundred million, once in some 3,700.
class IdSet {
 public:
  IdSet();

  /// True if the id is new.
  [[nodiscard]] bool insert(std::string_view id);

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t bytes() const { return slots_.size() * sizeof(std::uint64_t); }

 private:
  [[nodiscard]] bool place(std::uint64_t hash);
  void grow();

  std::vector<std::uint64_t> slots_;  ///< 0: free
  std::size_t size_ = 0;
};

}  // namespace bearout::corpus
