#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <vector>

namespace bearout::corpus {

/// Whether the cells of a column are answers in people's own words, rather than numbers, dates, choices or
/// lists of choices: four words or more on average, and mostly no two alike, nor made of the same parts.
[[nodiscard]] bool is_open_column(const std::deque<std::vector<std::string>>& rows, std::size_t column);

}  // namespace bearout::corpus
