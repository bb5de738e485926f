#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/review/board.hpp"

namespace bearout::review {

/// What has been decided: by this reviewer, or, with a name, by that one.
enum class State : std::uint8_t { open, accepted, rejected, unsure, decided, all };
enum class Order : std::uint8_t { priority, score, document };

/// Which pairs a page shows. Empty strings, and nothing, do not filter.
struct Filter {
  List list = List::suggestions;
  std::string outcome;
  State state = State::open;
  std::optional<models::Band> band;
  std::optional<models::Verdict> framing;
  std::string source;
  std::string author;
  std::string decided_by;  ///< whose decisions `state` means; empty: this reviewer's own
  std::string search;  ///< words that the passage holds, as they stand (case and white space do not count)
  bool starred = false;
  Order order = Order::priority;
};

/// Numbers of the pairs that pass, in the order asked for; ties in the order of the documents.
[[nodiscard]] std::vector<std::uint32_t> select(const Board& board, const Filter& filter);

}  // namespace bearout::review
