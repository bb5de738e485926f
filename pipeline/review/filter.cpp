#include "pipeline/review/filter.hpp"

#include <algorithm>

namespace bearout::review {

namespace {

using pipeline::Decision;

bool has_state(const Vote* vote, State state) {
  switch (state) {
    case State::open:
      return vote == nullptr;
    case State::accepted:
      return vote != nullptr && vote->decision == Decision::accept;
    case State::rejected:
      return vote != nullptr && vote->decision == Decision::reject;
    case State::unsure:
      return vote != nullptr && vote->decision == Decision::unsure;
    case State::decided:
      return vote != nullptr;
    case State::all:
      break;
  }
  return true;
}

const Vote* vote_of(const Board& board, const Filter& filter, std::uint32_t number) {
  if (filter.decided_by.empty()) return board.mine(filter.list, number);
  for (const Vote& vote : board.votes(filter.list, number)) {
    if (vote.by == filter.decided_by) return &vote;
  }
  return nullptr;
}

bool passes(const Board& board, const Filter& filter, const std::string& search, std::uint32_t number) {
  const Pair& pair = board.pair(filter.list, number);
  if (!filter.outcome.empty() && pair.outcome != filter.outcome) return false;
  if (!board.shown(filter.list, number)) return false;
  const Vote* vote = vote_of(board, filter, number);
  if (!has_state(vote, filter.state)) return false;
  if (filter.starred && (vote == nullptr || !vote->star)) return false;
  if (filter.band && pair.band != *filter.band) return false;
  if (filter.framing && filter.list == List::suggestions && board.framing(number) != *filter.framing)
    return false;
  const DocumentCard& document = board.results().documents()[pair.document];
  if (!filter.source.empty() && document.source != filter.source) return false;
  if (!filter.author.empty() && document.author != filter.author) return false;
  return search.empty() || board.folded(filter.list, number).find(search) != std::string_view::npos;
}

}  // namespace

std::vector<std::uint32_t> select(const Board& board, const Filter& filter) {
  const std::string search = fold_for_search(filter.search);
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t n = 0; n < board.size(filter.list); ++n) {
    if (passes(board, filter, search, n)) numbers.push_back(n);
  }
  if (filter.order == Order::document) return numbers;
  std::vector<std::pair<float, std::uint32_t>> worth;
  worth.reserve(numbers.size());
  for (const std::uint32_t n : numbers) {
    const Pair& pair = board.pair(filter.list, n);
    float value = pair.priority;
    if (filter.list == List::negative) value = -pair.framing_score;
    if (filter.list == List::suggestions && filter.order == Order::score) value = pair.score.value_or(0);
    worth.emplace_back(-value, n);
  }
  std::sort(worth.begin(), worth.end());
  for (std::size_t i = 0; i < worth.size(); ++i) numbers[i] = worth[i].second;
  return numbers;
}

}  // namespace bearout::review
