#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document.hpp"
#include "corpus/json_object.hpp"
#include "corpus/record_fields.hpp"
#include "corpus/row_documents.hpp"

namespace bearout::corpus {

/// What a JSON object says: a document, or (several texts) the row and its answers.
struct JsonRow {
  Document document;
  std::vector<Answer> answers;
};

/// Why an object gives no document.
struct JsonFault {
  bool broken = false;  ///< this is no JSON, as opposed to JSON that is no usable record
  std::string message;
};

/// Turns JSON objects into documents. Values may be strings, numbers (kept as written) or booleans; null is
/// as good as absent, and so is an empty string outside `attributes`. Other scalar keys become attributes;
/// nested values are left out.
class JsonRecordParser {
 public:
  /// `names` must outlive the parser.
  explicit JsonRecordParser(const FieldNames& names);
  ~JsonRecordParser();

  /// Reads an object into an empty row, or says why it is none. JsonObject::kPadding bytes behind `json` must
  /// be readable.
  [[nodiscard]] std::optional<JsonFault> parse(std::string_view json, JsonRow& row);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bearout::corpus
