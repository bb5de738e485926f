#include "corpus/open_columns.hpp"

#include <set>
#include <string_view>

#include "corpus/characters.hpp"
#include "corpus/record_fields.hpp"

namespace bearout::corpus {
namespace {

// Chosen on a real survey of 82 columns, 14 of them open, and 124 answers: choices have up to 8 words but
// repeat; open answers have 13 words or more and 95 % of them are unique.
constexpr double kLeastWords = 4;
constexpr double kLeastDistinct = 0.7;
constexpr double kLeastDistinctParts = 0.5;

struct Parts {
  std::set<std::string, std::less<>> distinct;
  std::size_t count = 0;

  void add(std::string_view part) {
    part = trimmed(part);
    if (part.empty()) return;
    ++count;
    distinct.emplace(part);
  }
};

/// "Phone,Tablet;Laptop" as its three parts.
void add_parts(Parts& parts, std::string_view cell) {
  while (!cell.empty()) {
    const auto size = std::min(cell.find_first_of(",;"), cell.size());
    parts.add(cell.substr(0, size));
    cell.remove_prefix(std::min(size + 1, cell.size()));
  }
}

}  // namespace

bool is_open_column(const std::deque<std::vector<std::string>>& rows, std::size_t column) {
  constexpr std::size_t kMostWords = 1000;
  std::set<std::string, std::less<>> distinct;
  Parts parts;
  std::size_t cells = 0;
  std::size_t words = 0;
  for (const auto& row : rows) {
    if (column >= row.size() || is_blank(row[column])) continue;
    ++cells;
    words += count_words(row[column], kMostWords);
    distinct.emplace(trimmed(row[column]));
    add_parts(parts, row[column]);
  }
  if (cells == 0) return false;
  const auto share = [](std::size_t part, std::size_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
  };
  return share(words, cells) >= kLeastWords && share(distinct.size(), cells) >= kLeastDistinct &&
         share(parts.distinct.size(), parts.count) >= kLeastDistinctParts;
}

}  // namespace bearout::corpus
