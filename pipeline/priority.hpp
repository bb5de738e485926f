#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bearout::pipeline {

/// In which order a reviewer's time is best spent. The best suggestions of every outcome come first, so that each soon has its
/// examples; after them those that the program is least sure of, since their answers teach it most.
class Priorities {
 public:
  /// `most`: rows beyond the most promising that many have no priority, so that memory stays bounded.
  explicit Priorities(std::size_t most = 200'000) : most_(most) {}

  /// Mapping row number `row` (given in rising order) of outcome `outcome` with probability `score`.
  void add(std::uint64_t row, std::uint32_t outcome, double score);
  /// Works out the priorities; call once, after the last add().
  void finish();
  /// The row's priority in [0, 1], or a negative number if it has none. Rows must be asked for in rising order.
  [[nodiscard]] double next(std::uint64_t row);

 private:
  struct Entry {
    std::uint64_t row;
    std::uint32_t outcome;
    double score;
    double priority;
  };
  void prune();

  std::size_t most_;
  std::vector<Entry> entries_;
  std::size_t at_ = 0;
};

}  // namespace bearout::pipeline
