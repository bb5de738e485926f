#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/outcome_entry.hpp"
#include "corpus/record_fields.hpp"
#include "corpus/table.hpp"

namespace bearout::corpus {
namespace {

/// The first column that has one of the names; earlier names go first.
std::optional<std::size_t> find_column(const Table& table, std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    const auto found = std::ranges::find(table.columns(), name, bare_name);
    if (found != table.columns().end()) return static_cast<std::size_t>(found - table.columns().begin());
  }
  return std::nullopt;
}

std::string cell(const TableRow& row, std::optional<std::size_t> column) {
  if (!column || *column >= row.fields.size()) return {};
  return std::string(trimmed(row.fields[*column]));
}

}  // namespace

std::vector<OutcomeEntry> read_outcome_table(std::unique_ptr<TableRows> rows) {
  Table table(std::move(rows));
  std::vector<OutcomeEntry> entries;
  if (table.columns().empty()) return entries;
  const auto text = find_column(table, {"text", "outcome", "description", "statement"});
  if (!text) {
    table.throw_missing("\"text\" (or outcome, description, statement)",
                        "call the one with the sentences \"text\"");
  }
  const auto id = find_column(table, {"id", "outcomeid"});
  const auto title = find_column(table, {"title", "name", "tag"});
  const auto keywords = find_column(table, {"keywords", "keyword"});
  TableRow row;
  while (table.next(row)) {
    Outcome outcome{cell(row, id), cell(row, text), cell(row, title), split_keywords(cell(row, keywords))};
    entries.push_back({std::move(outcome), row.line});
  }
  return entries;
}

std::vector<std::string> split_keywords(std::string_view text) {
  std::vector<std::string> keywords;
  while (!text.empty()) {
    const auto size = std::min(text.find(';'), text.size());
    const auto keyword = trimmed(text.substr(0, size));
    if (!keyword.empty()) keywords.emplace_back(keyword);
    text.remove_prefix(std::min(size + 1, text.size()));
  }
  return keywords;
}

}  // namespace bearout::corpus
