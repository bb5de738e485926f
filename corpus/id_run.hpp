#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "corpus/unnamed_file.hpp"

namespace bearout::corpus {

/// 64-bit hashes in rising order, in a temporary file, of which a Bloom filter (Bloom 1970; in blocks of one
/// word, Putze, Sanders & Singler 2007) and every 512th hash stay in memory: some 1.5 bytes a hash. One in a
/// hundred hashes that aren't there costs a look into the file, of 4 KB. Not thread-safe.
class IdRun {
 public:
  /// Throws Error if no temporary file can be written: then the hashes are better kept where they are.
  explicit IdRun(std::span<const std::uint64_t> sorted);
  /// The hashes of both, which hold none in common. Throws as above, and if they can't be read.
  IdRun(const IdRun& a, const IdRun& b);

  /// Throws Error if the file can't be read any more.
  [[nodiscard]] bool contains(std::uint64_t hash) const;
  [[nodiscard]] std::size_t size() const { return size_; }
  /// In memory.
  [[nodiscard]] std::size_t bytes() const {
    return (filter_.size() + fences_.size()) * sizeof(std::uint64_t);
  }

 private:
  class Reader;

  /// Fills the file from `next`, which gives size_ hashes in rising order.
  void fill(const std::function<std::uint64_t()>& next);
  void read(std::size_t first, std::span<std::uint64_t> hashes) const;

  std::size_t size_;
  UnnamedFile file_;
  std::vector<std::uint64_t> filter_;
  std::vector<std::uint64_t> fences_;  // the first hash of every block of the file
};

}  // namespace bearout::corpus
