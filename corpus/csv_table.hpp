#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/byte_source.hpp"
#include "corpus/csv.hpp"

namespace bearout::corpus {

/// A CSV file whose first row names the columns. Qualtrics writes a second such row, the wording of the
/// questions, and often a third of `{"ImportId":…}`: they are understood, and are no records.
class CsvTable {
 public:
  explicit CsvTable(ByteSource source, char delimiter = CsvRows::kDetect);

  /// Names of the columns without white space around them; empty if the file is.
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  [[nodiscard]] std::uint64_t header_line() const { return header_line_; }

  /// What column `index` asks: the wording where the file has it, else the column's name.
  [[nodiscard]] const std::string& question(std::size_t index) const;

  /// The next row with anything in it; false at the end.
  [[nodiscard]] bool next(CsvRow& row);

  [[nodiscard]] const std::string& name() const { return rows_.name(); }

  /// Throws Error `FILE:LINE: no column WANTED; the columns are "a", "b"; REMEDY`.
  [[noreturn]] void throw_missing(const std::string& wanted, const std::string& remedy) const;

 private:
  void read_header();
  void read_wording();
  [[nodiscard]] bool repeats_names(const std::vector<std::string_view>& fields) const;
  bool next_held(CsvRow& row);

  CsvRows rows_;
  std::vector<std::string> columns_;
  std::vector<std::string> wording_;
  std::uint64_t header_line_ = 1;
  std::vector<std::string> held_;  ///< a row that was read to see whether it is one more header
  std::uint64_t held_line_ = 0;    ///< 0: none
};

}  // namespace bearout::corpus
