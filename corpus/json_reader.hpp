#pragma once

#include <memory>
#include <string>

#include "corpus/byte_source.hpp"
#include "corpus/document_stream.hpp"
#include "corpus/record_reader.hpp"

namespace bearout::corpus {

/// Documents of a JSON file: an array of objects, or an object that holds one. Streaming: memory is bounded
/// by the largest object. Throws Error (file:line) for broken JSON; an element without text is a Diagnostic.
/// `file_label`: see read_jsonl.
[[nodiscard]] std::unique_ptr<RecordReader> read_json(ByteSource source, const ReadOptions& options,
                                                      std::string file_label);

}  // namespace bearout::corpus
