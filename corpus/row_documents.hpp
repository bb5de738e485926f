#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpus/document_stream.hpp"
#include "corpus/record_reader.hpp"

namespace bearout::corpus {

/// A cell of a text column.
struct Answer {
  std::string column;    ///< name of the column or key
  std::string question;  ///< what was asked: the column's name where the table says no more
  std::string text;
};

/// The documents of rows with several text columns: one for each answer, with the id `ROW/COLUMN` and
/// everything else that the row says. Blank answers are left out: an unanswered question is no bad record.
class RowDocuments {
 public:
  /// ROW is the row's own id, else `FILE:RECORD` (or, with ReadOptions::require_ids, the row is skipped).
  RowDocuments(std::string file_name, std::string file_label, bool require_ids);

  /// Takes the row that is the `record`-th of its file. The row before must have been used up.
  void put(Document row, std::vector<Answer> answers, std::uint64_t record, std::uint64_t line);

  /// The next document of the row, or nothing.
  [[nodiscard]] std::optional<Record> take();

 private:
  std::string file_name_;
  std::string file_label_;
  bool require_ids_;
  Document row_;
  std::vector<Answer> answers_;
  std::size_t next_ = 0;
  std::optional<Diagnostic> skipped_;
};

/// The id of a record that has none: `FILE:RECORD`.
[[nodiscard]] std::string record_id(const std::string& file_label, std::uint64_t record);

}  // namespace bearout::corpus
