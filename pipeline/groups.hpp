#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bearout::pipeline {

/// What the passages of one group's documents say of one outcome.
struct GroupCounts {
  std::uint64_t supporting = 0;     ///< likely, supports
  std::uint64_t against = 0;        ///< likely, contrary
  std::uint64_t unsure = 0;         ///< unsure, or likely but neither for nor against
  std::uint64_t documents_for = 0;  ///< documents with a supporting passage
};

/// People who answered a closed question alike.
struct Group {
  std::string value;                ///< empty: no answer
  std::uint64_t documents = 0;      ///< of participants
  std::vector<GroupCounts> counts;  ///< by outcome, in the order of the list
};

/// Counts by the values of one column, as the run found them, before review.
struct Groups {
  std::string column;
  std::vector<std::string> outcomes;  ///< ids, in the order of the list
  std::vector<Group> groups;          ///< by value, those without an answer last
};

/// Finds the groups of a run's documents: `column` is an attribute, or `question`, `source` or `author`.
/// `outcomes` are ids. Throws Error if no document has the column, or if it has more than 200 values.
[[nodiscard]] Groups find_groups(const std::filesystem::path& documents, const std::string& column,
                                 std::vector<std::string> outcomes);

/// Counts the rows of mappings.jsonl, which stand in the order of the documents.
void count_groups(const std::filesystem::path& documents, const std::filesystem::path& mappings,
                  Groups& groups);

/// groups.csv: a row for each group and outcome.
[[nodiscard]] std::string groups_table(const Groups& groups);
/// Reads it again. Throws corpus::Error.
[[nodiscard]] Groups read_groups_table(const std::filesystem::path& file);

}  // namespace bearout::pipeline
