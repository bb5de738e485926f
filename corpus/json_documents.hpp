#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "corpus/document_stream.hpp"
#include "corpus/error.hpp"
#include "corpus/json_object.hpp"
#include "corpus/json_record.hpp"
#include "corpus/record_fields.hpp"
#include "corpus/record_reader.hpp"
#include "corpus/row_documents.hpp"

namespace bearout::corpus {

/// The documents of a file of JSON objects. `Objects` finds the objects: `std::optional<JsonObject> next()`,
/// `name()`, and `kBrokenEndsRun`: whether broken JSON is an Error (nobody knows where the next object
/// begins) or a Diagnostic.
template <class Objects>
class JsonDocuments : public RecordReader {
 public:
  JsonDocuments(Objects objects, const ReadOptions& options, std::string file_label)
      : objects_(std::move(objects)),
        names_(options.columns),
        parser_(names_),
        rows_(objects_.name(), std::move(file_label), options.require_ids) {}

  std::optional<Record> next() override {
    for (;;) {
      if (auto answer = rows_.take()) return answer;
      const auto object = objects_.next();
      if (!object) return std::nullopt;
      line_ = object->line;
      ++record_;
      JsonRow row;
      if (auto fault = parser_.parse(object->json, row)) return refuse(std::move(*fault));
      if (!names_.several_texts()) return std::move(row.document);
      rows_.put(std::move(row.document), std::move(row.answers), record_, line_);
    }
  }

  std::uint64_t line() const override { return line_; }

 private:
  Record refuse(JsonFault fault) const {
    Diagnostic diagnostic{objects_.name(), line_, std::move(fault.message)};
    if (fault.broken && Objects::kBrokenEndsRun) throw Error(to_string(diagnostic));
    return diagnostic;
  }

  Objects objects_;
  FieldNames names_;
  JsonRecordParser parser_;
  RowDocuments rows_;
  std::uint64_t record_ = 0;
  std::uint64_t line_ = 0;
};

}  // namespace bearout::corpus
