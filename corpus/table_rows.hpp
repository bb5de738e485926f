#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bearout::corpus {

struct TableRow {
  std::vector<std::string_view> fields;  ///< without quotes; valid until the next row is asked for
  std::uint64_t line = 0;  ///< 1-based line of the file, or row of the sheet, where the row begins
};

/// The rows of a table, from front to back: a CSV file, or a sheet of a workbook.
class TableRows {
 public:
  TableRows() = default;
  TableRows(const TableRows&) = delete;
  TableRows& operator=(const TableRows&) = delete;
  virtual ~TableRows() = default;

  /// Reads the next row into `row`; false at the end. Throws Error (file:line) for what can't be read.
  [[nodiscard]] virtual bool next(TableRow& row) = 0;

  [[nodiscard]] virtual const std::string& name() const = 0;  ///< of the file, for messages
  virtual void note(std::string what) = 0;                    ///< see ByteSource::note
};

}  // namespace bearout::corpus
