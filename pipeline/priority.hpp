#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "models/model.hpp"

namespace bearout::pipeline {

/// What a reviewer's time shall buy: answers that teach the program most, examples found soonest, or both.
enum class ReviewFor : std::uint8_t { balance, learning, finding };

/// In the order of the enumeration, as the option and run.json name them.
inline constexpr std::array<std::string_view, 3> kReviewPurposes{"balance", "learning", "finding"};

/// In which order a reviewer's time is best spent. Two lists are dealt into one: questions whose answers say
/// most about the other pairs (worked out by models::fit), and likely matches, those of outcomes that still
/// lack examples first. `learning` begins with the questions, `finding` has likely matches alone; `balance`
/// takes the more questions the more there is to teach for: .85 n / (n + 200) of n passages.
class Priorities {
 public:
  /// `all_pairs`: rows are all pairs, not suggestions alone. `most`: rows beyond the most promising that many
  /// have no priority, so that memory stays bounded.
  Priorities(const models::Model& model, ReviewFor purpose, bool all_pairs, std::size_t most = 200'000);

  struct Row {
    std::uint64_t number = 0;  ///< of mapping rows, in rising order
    std::uint32_t outcome = 0;
    double score = 0;  ///< probability
    std::string_view document;
    std::uint64_t start = 0;  ///< of the passage
    bool decided = false;     ///< then it need not be asked: no priority
    bool accepted = false;    ///< and is an example of its outcome
  };
  void add(const Row& row);
  /// Works out the priorities; call once, after the last add().
  void finish();
  /// The row's priority in (0, 1], no two alike, or a negative number if it has none. Rows must be asked
  /// for in rising order.
  [[nodiscard]] double next(std::uint64_t row);

 private:
  struct Entry {
    std::uint64_t row = 0;
    std::uint32_t outcome = 0;
    std::uint32_t question = 0;  // rank, from 0; kNoQuestion
    double score = 0;
    double priority = 0;
  };
  using Key = std::pair<std::uint64_t, std::uint32_t>;  // start, outcome
  void prune();
  [[nodiscard]] std::vector<std::size_t> likely_order() const;
  [[nodiscard]] std::vector<std::size_t> question_order() const;

  std::size_t most_;
  bool whole_;
  double questions_share_;
  std::unordered_map<std::string, std::vector<std::pair<Key, std::uint32_t>>> questions_;  // looked up only
  std::vector<std::size_t> accepted_;                                                      // by outcome
  std::vector<Entry> entries_;
  std::size_t at_ = 0;
};

}  // namespace bearout::pipeline
