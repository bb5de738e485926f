#include "corpus/json_reader.hpp"

#include <utility>

#include "corpus/json_documents.hpp"
#include "corpus/json_elements.hpp"

namespace bearout::corpus {

std::unique_ptr<RecordReader> read_json(ByteSource source, const ReadOptions& options,
                                        std::string file_label) {
  return std::make_unique<JsonDocuments<JsonElements>>(JsonElements(std::move(source)), options,
                                                       std::move(file_label));
}

}  // namespace bearout::corpus
