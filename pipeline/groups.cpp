#include "pipeline/groups.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <set>
#include <utility>

#include "corpus/csv.hpp"
#include "corpus/error.hpp"
#include "corpus/record_fields.hpp"
#include "corpus/table.hpp"
#include "pipeline/error.hpp"
#include "pipeline/result_rows.hpp"
#include "pipeline/standing.hpp"
#include "pipeline/stored_documents.hpp"
#include "pipeline/table_cell.hpp"

namespace bearout::pipeline {

namespace {

constexpr std::size_t kMostGroups = 200;

/// A document's value in the column; nothing if it has no such column.
std::optional<std::string> value_of(const corpus::Document& document, const std::string& column) {
  for (const auto& [name, value] : document.attributes) {
    if (corpus::same_name(name, column)) return std::string(corpus::trimmed(value));
  }
  if (corpus::same_name(column, "question")) return document.question;
  if (corpus::same_name(column, "source")) return document.source;
  if (corpus::same_name(column, "author")) return document.author;
  return {};
}

[[noreturn]] void throw_unknown(const std::string& column, const std::set<std::string>& known) {
  constexpr std::size_t kMostNamed = 30;
  std::string names;
  std::size_t count = 0;
  for (const auto& name : known) {
    if (++count <= kMostNamed) names += (count == 1 ? "\"" : ", \"") + name + '"';
  }
  if (count > kMostNamed) names += " and " + std::to_string(count - kMostNamed) + " more";
  throw Error("--group-by: no document has a column \"" + column + "\"; the columns are " +
              (names.empty() ? std::string("none") : names) + ", and question, source, author");
}

std::size_t index_of(const Groups& groups, const std::string& value) {
  const auto found = std::ranges::find(groups.groups, value, &Group::value);
  return static_cast<std::size_t>(found - groups.groups.begin());
}

void count(GroupCounts& counts, Standing standing, bool first_of_document) {
  counts.supporting += standing == Standing::supporting ? 1 : 0;
  counts.against += standing == Standing::against ? 1 : 0;
  counts.unsure += standing == Standing::unsure ? 1 : 0;
  counts.documents_for += standing == Standing::supporting && first_of_document ? 1 : 0;
}

std::uint64_t number_in(std::string_view cell) {
  std::uint64_t number = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), number);
  return number;
}

/// What guarded() put before a cell.
std::string unguarded(std::string_view cell) {
  if (cell.size() > 1 && cell.front() == '\'' && guarded(cell.substr(1)) == cell) cell.remove_prefix(1);
  return std::string(cell);
}

}  // namespace

Groups find_groups(const std::filesystem::path& documents, const std::string& column,
                   std::vector<std::string> outcomes) {
  std::map<std::string, std::uint64_t> values;
  std::set<std::string> columns;
  bool known = false;
  StoredDocuments stored(documents);
  while (const auto* document = stored.next()) {
    for (const auto& attribute : document->attributes) columns.insert(attribute.first);
    if (document->role == corpus::Role::author) continue;
    const auto value = value_of(*document, column);
    known = known || value;
    ++values[value.value_or("")];
    if (values.size() > kMostGroups) {
      throw Error("--group-by: column \"" + column +
                  "\" has more than 200 different values; name one with fewer, a closed question");
    }
  }
  if (!known) throw_unknown(column, columns);
  Groups groups{column, std::move(outcomes), {}};
  for (const auto& [value, count] : values) {
    groups.groups.push_back({value, count, std::vector<GroupCounts>(groups.outcomes.size())});
  }
  if (!groups.groups.empty() && groups.groups.front().value.empty()) {
    std::rotate(groups.groups.begin(), groups.groups.begin() + 1, groups.groups.end());
  }
  return groups;
}

void count_groups(const std::filesystem::path& documents, const std::filesystem::path& mappings,
                  Groups& groups) {
  StoredDocuments stored(documents);
  std::string document;
  std::size_t group = 0;
  std::vector<std::string> counted_in(groups.outcomes.size());
  std::map<std::string, std::size_t, std::less<>> index;
  for (std::size_t i = 0; i < groups.outcomes.size(); ++i) index.emplace(groups.outcomes[i], i);
  for_each_mapping(mappings, [&](const MappingLine& row) {
    while (document != row.document) {
      const auto* next = stored.next();
      if (next == nullptr) throw Error("mappings.jsonl: names a document that is not in documents.jsonl.zst");
      document = next->id;
      group = index_of(groups, value_of(*next, groups.column).value_or(""));
    }
    const auto outcome = index.find(row.outcome);
    if (outcome == index.end() || group == groups.groups.size()) return;
    const auto standing = standing_of(row.band, row.framing, row.decided);
    std::string& last = counted_in[outcome->second];
    count(groups.groups[group].counts[outcome->second], standing, last != document);
    if (standing == Standing::supporting) last = document;
  });
}

std::string groups_table(const Groups& groups) {
  std::string table = "column,group,documents,outcome,for,against,unsure,documents_for\r\n";
  for (const Group& group : groups.groups) {
    for (std::size_t i = 0; i < groups.outcomes.size(); ++i) {
      const GroupCounts& counts = group.counts[i];
      append_cell(table, guarded(groups.column));
      append_cell(table, guarded(group.value));
      append_cell(table, std::to_string(group.documents));
      append_cell(table, guarded(groups.outcomes[i]));
      for (const auto number : {counts.supporting, counts.against, counts.unsure, counts.documents_for}) {
        append_cell(table, std::to_string(number));
      }
      end_row(table);
    }
  }
  return table;
}

Groups read_groups_table(const std::filesystem::path& file) {
  constexpr std::size_t kColumns = 8;
  corpus::Table table(std::make_unique<corpus::CsvRows>(corpus::ByteSource(file), ','));
  Groups groups;
  corpus::TableRow row;
  while (table.next(row)) {
    if (row.fields.size() != kColumns)
      throw corpus::Error(file.filename().string() + ": is no table of groups");
    groups.column = unguarded(row.fields[0]);
    const auto value = unguarded(row.fields[1]);
    if (groups.groups.empty() || groups.groups.back().value != value) {
      groups.groups.push_back({value, number_in(row.fields[2]), {}});
    }
    if (groups.groups.size() == 1) groups.outcomes.push_back(unguarded(row.fields[3]));
    groups.groups.back().counts.push_back({number_in(row.fields[4]), number_in(row.fields[5]),
                                           number_in(row.fields[6]), number_in(row.fields[7])});
  }
  return groups;
}

}  // namespace bearout::pipeline
