#include "corpus/csv_table.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "corpus/error.hpp"
#include "corpus/record_fields.hpp"

namespace bearout::corpus {

CsvTable::CsvTable(ByteSource source, char delimiter) : rows_(std::move(source), delimiter) {
  read_header();
  read_wording();
}

void CsvTable::read_header() {
  CsvRow row;
  if (!rows_.next(row)) return;
  header_line_ = row.line;
  for (const auto field : row.fields) columns_.emplace_back(trimmed(field));
}

void CsvTable::read_wording() {
  CsvRow row;
  if (!rows_.next(row)) return;
  if (repeats_names(row.fields)) {
    wording_.assign(row.fields.begin(), row.fields.end());
    if (!rows_.next(row) || row.fields.front().starts_with(R"({"ImportId":)")) return;
  }
  held_.assign(row.fields.begin(), row.fields.end());
  held_line_ = row.line;
}

/// "Start Date" under "StartDate", "Progress" under "Progress": no record says that twice.
bool CsvTable::repeats_names(const std::vector<std::string_view>& fields) const {
  std::size_t repeated = 0;
  for (std::size_t i = 0; i < std::min(fields.size(), columns_.size()); ++i) {
    const auto name = bare_name(fields[i]);
    if (!name.empty() && name == bare_name(columns_[i])) ++repeated;
  }
  return repeated >= 2;
}

const std::string& CsvTable::question(std::size_t index) const {
  return index < wording_.size() && !is_blank(wording_[index]) ? wording_[index] : columns_[index];
}

bool CsvTable::next(CsvRow& row) {
  // Spreadsheets like to end in rows of nothing but delimiters.
  const auto empty = [](std::string_view field) { return field.empty(); };
  while (next_held(row) || rows_.next(row)) {
    if (!std::ranges::all_of(row.fields, empty)) return true;
  }
  return false;
}

bool CsvTable::next_held(CsvRow& row) {
  if (held_line_ == 0) return false;
  row.fields.assign(held_.begin(), held_.end());
  row.line = std::exchange(held_line_, 0);
  return true;
}

void CsvTable::throw_missing(const std::string& wanted, const std::string& remedy) const {
  constexpr std::size_t kMostNames = 30;
  std::string names;
  for (std::size_t i = 0; i < std::min(columns_.size(), kMostNames); ++i) {
    names += (i == 0 ? "\"" : ", \"") + columns_[i] + "\"";
  }
  if (columns_.size() > kMostNames) names += " and " + std::to_string(columns_.size() - kMostNames) + " more";
  throw Error(name() + ":" + std::to_string(header_line_) + ": no column " + wanted + "; the columns are " +
              names + "; " + remedy);
}

}  // namespace bearout::corpus
