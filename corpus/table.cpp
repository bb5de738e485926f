#include "corpus/table.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "corpus/diagnostic.hpp"
#include "corpus/error.hpp"
#include "corpus/record_fields.hpp"

namespace bearout::corpus {
namespace {

// A sheet of Excel has 16,384 columns; more is a file whose line ends are lost.
constexpr std::size_t kMostColumns = 20'000;

bool is_empty(const TableRow& row) {
  return std::ranges::all_of(row.fields, [](std::string_view field) { return field.empty(); });
}

}  // namespace

Table::Table(std::unique_ptr<TableRows> rows) : rows_(std::move(rows)) {
  constexpr std::size_t kHeaderRows = 3;
  while (held_.size() < kHeaderRows && hold_row()) {
  }
  if (held_.empty()) return;
  header_line_ = held_lines_.front();
  if (held_.front().size() > kMostColumns) {
    throw Error(name() + ":" + std::to_string(header_line_) + ": the header has " +
                std::to_string(held_.front().size()) + " columns, more than 20,000; is it a table?");
  }
  const std::vector<std::vector<std::string>> first(held_.begin(), held_.end());
  header_ = read_survey_header(first);
  for (std::size_t i = 0; i < header_.rows && !held_.empty(); ++i) {
    held_.pop_front();
    held_lines_.pop_front();
  }
}

bool Table::hold_row() {
  TableRow row;
  // Spreadsheets like to begin and end in rows of nothing but delimiters.
  do {
    if (!rows_->next(row)) return false;
  } while (is_empty(row));
  held_.emplace_back(row.fields.begin(), row.fields.end());
  held_lines_.push_back(row.line);
  return true;
}

const std::string& Table::question(std::size_t index) const {
  const auto& wording = header_.wording;
  return index < wording.size() && !is_blank(wording[index]) ? wording[index] : header_.columns[index];
}

const std::deque<std::vector<std::string>>& Table::look_ahead(std::size_t rows) {
  constexpr std::size_t kMostBytes = std::size_t{8} << 20;
  std::size_t bytes = 0;
  while (held_.size() < rows && bytes < kMostBytes && hold_row()) {
    for (const auto& cell : held_.back()) bytes += cell.size();
  }
  return held_;
}

bool Table::next(TableRow& row) {
  if (!held_.empty()) {
    given_ = std::move(held_.front());
    row.fields.assign(given_.begin(), given_.end());
    row.line = held_lines_.front();
    held_.pop_front();
    held_lines_.pop_front();
    return true;
  }
  while (rows_->next(row)) {
    if (!is_empty(row)) return true;
  }
  return false;
}

void Table::throw_missing(const std::string& wanted, const std::string& remedy) const {
  constexpr std::size_t kMostNames = 30;
  const auto& columns = header_.columns;
  std::string names;
  for (std::size_t i = 0; i < std::min(columns.size(), kMostNames); ++i) {
    names += (i == 0 ? "\"" : ", \"") + columns[i] + "\"";
  }
  if (columns.size() > kMostNames) names += " and " + std::to_string(columns.size() - kMostNames) + " more";
  throw Error(to_string(Diagnostic{name(), header_line_,
                                   "no column " + wanted + "; the columns are " + names + "; " + remedy}));
}

}  // namespace bearout::corpus
