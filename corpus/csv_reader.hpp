#pragma once

#include <memory>
#include <string>

#include "corpus/byte_source.hpp"
#include "corpus/document_stream.hpp"
#include "corpus/record_reader.hpp"

namespace bearout::corpus {

/// Documents of a table (see CsvRows for `delimiter`). Throws Error if a column that was named, or any for
/// the text, is missing. With one text column a row is a record, and an empty text a Diagnostic; with
/// several, every answer is a document (RowDocuments). Columns that mean nothing else become attributes,
/// empty cells left out. `file_label`: see read_jsonl.
[[nodiscard]] std::unique_ptr<RecordReader> read_csv(ByteSource source, char delimiter,
                                                     const ReadOptions& options, std::string file_label);

}  // namespace bearout::corpus
