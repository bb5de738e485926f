#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "corpus/id_run.hpp"

namespace bearout::corpus {

/// Which ids have been seen, as 64-bit XXH3 hashes: the latest in open addressing, at most 16 bytes an id
/// whatever its length; those before them, 262,144 at a time, in temporary files (see IdRun), merged such
/// that each is twice as large as the next, as in a log-structured merge tree (O'Neil et al. 1996). So ten
/// million take some 20 MB, and 80 MB on the disk, twice as much of both while they are merged. Where no
/// temporary file can be written the ids stay in memory. That two different ids have the same hash is to be
/// expected once in 2^64 / n^2 * 2 runs of n ids: at a hundred million, once in some 3,700.
class IdSet {
 public:
  IdSet();

  /// True if the id is new. Throws Error if a temporary file can't be read again.
  [[nodiscard]] bool insert(std::string_view id);

  [[nodiscard]] std::size_t size() const { return size_; }
  /// In memory.
  [[nodiscard]] std::size_t bytes() const;

 private:
  [[nodiscard]] bool place(std::uint64_t hash);
  void grow();
  void set_aside();
  void merge_runs();

  std::vector<std::uint64_t> slots_;  ///< 0: free
  std::size_t placed_ = 0;            ///< in slots_
  std::size_t most_placed_;           ///< before they are set aside
  std::vector<IdRun> runs_;           ///< each at most half as large as the one before, if there was room
  std::size_t size_ = 0;
};

}  // namespace bearout::corpus
