#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace bearout::corpus {

/// 64-bit hashes in rising order, in a temporary file without a name, of which a Bloom filter (Bloom 1970; in
/// blocks of one word, Putze, Sanders & Singler 2007) and every 512th hash stay in memory: some 1.5 bytes a
/// hash. One in a hundred hashes that aren't there costs a look into the file. Not thread-safe.
class IdRun {
 public:
  /// Nothing if no temporary file can be written: then the hashes are better kept where they are.
  [[nodiscard]] static std::optional<IdRun> write(std::span<const std::uint64_t> sorted);
  /// The hashes of both, which hold none in common; nothing as above, and both are as before.
  [[nodiscard]] static std::optional<IdRun> merge(const IdRun& a, const IdRun& b);

  /// Throws Error if the file can't be read any more.
  [[nodiscard]] bool contains(std::uint64_t hash) const;
  [[nodiscard]] std::size_t size() const { return size_; }
  /// In memory.
  [[nodiscard]] std::size_t bytes() const {
    return (filter_.size() + fences_.size()) * sizeof(std::uint64_t);
  }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  class Reader;

  explicit IdRun(std::size_t size);
  /// Fills the file from `next`, which gives size_ hashes in rising order.
  [[nodiscard]] bool fill(const std::function<std::uint64_t()>& next);
  void read(std::size_t first, std::span<std::uint64_t> hashes) const;

  std::size_t size_;
  std::unique_ptr<std::FILE, Close> file_;
  std::vector<std::uint64_t> filter_;
  std::vector<std::uint64_t> fences_;  // the first hash of every block of the file
};

}  // namespace bearout::corpus
