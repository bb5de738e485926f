#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "corpus/survey_header.hpp"
#include "corpus/table_rows.hpp"

namespace bearout::corpus {

/// A table whose first row names the columns; the further header rows of surveys are understood (see
/// read_survey_header), and are no records.
class Table {
 public:
  explicit Table(std::unique_ptr<TableRows> rows);

  /// Names of the columns without white space around them, no two alike; empty if the file is.
  [[nodiscard]] const std::vector<std::string>& columns() const { return header_.columns; }
  [[nodiscard]] std::uint64_t header_line() const { return header_line_; }
  [[nodiscard]] SurveyTool tool() const { return header_.tool; }

  /// What column `index` asks: the wording where the file has it, else the column's name.
  [[nodiscard]] const std::string& question(std::size_t index) const;
  /// Whether the columns are known to be questions, rather than names of fields.
  [[nodiscard]] bool asks() const { return header_.tool != SurveyTool::none || !header_.wording.empty(); }

  /// The first records, at most `rows` and about 8 MB, for a look at what the columns hold. next() gives them
  /// all the same. Valid until next() is called.
  [[nodiscard]] const std::deque<std::vector<std::string>>& look_ahead(std::size_t rows);

  /// The next row with anything in it; false at the end.
  [[nodiscard]] bool next(TableRow& row);

  [[nodiscard]] const std::string& name() const { return rows_->name(); }
  void note(std::string what) { rows_->note(std::move(what)); }

  /// Throws Error `FILE:LINE: no column WANTED; the columns are "a", "b"; REMEDY`.
  [[noreturn]] void throw_missing(const std::string& wanted, const std::string& remedy) const;

 private:
  bool hold_row();

  std::unique_ptr<TableRows> rows_;
  SurveyHeader header_;
  std::uint64_t header_line_ = 1;
  std::deque<std::vector<std::string>> held_;  ///< rows that were read and not yet given
  std::deque<std::uint64_t> held_lines_;
  std::vector<std::string> given_;  ///< the row that was given last, if it had been held
};

}  // namespace bearout::corpus
