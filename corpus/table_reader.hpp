#pragma once

#include <memory>
#include <string>

#include "corpus/document_stream.hpp"
#include "corpus/record_reader.hpp"
#include "corpus/table_rows.hpp"

namespace bearout::corpus {

/// Documents of a table. Throws Error if a column that was named, or any for the text, is missing. With one
/// text column a row is a record, and an empty text a Diagnostic; with several, every answer is a document
/// (RowDocuments). In the table of a survey tool the text columns, where none is named, are those that hold
/// people's own words (is_open_column), which is noted; what the tool records of people beside their answers
/// is left out, and so are previews, tests and spam. Columns that mean nothing else become attributes, empty
/// cells left out. `file_label`: see read_jsonl.
[[nodiscard]] std::unique_ptr<RecordReader> read_table(std::unique_ptr<TableRows> rows,
                                                       const ReadOptions& options, std::string file_label);

}  // namespace bearout::corpus
