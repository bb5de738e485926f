#pragma once

#include <memory>
#include <string>

#include "corpus/byte_source.hpp"
#include "corpus/document_stream.hpp"
#include "corpus/record_reader.hpp"

namespace bearout::corpus {

/// Documents of a JSONL file, an object a line (empty lines are no records). A line that is no JSON, or has
/// no text, is a Diagnostic. `file_label` is the FILE of `FILE:RECORD`, for rows with several texts and no
/// id.
[[nodiscard]] std::unique_ptr<RecordReader> read_jsonl(ByteSource source, const ReadOptions& options,
                                                       std::string file_label);

}  // namespace bearout::corpus
