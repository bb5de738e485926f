#pragma once

#include <cstdint>
#include <optional>
#include <variant>

#include "corpus/diagnostic.hpp"
#include "corpus/document.hpp"

namespace bearout::corpus {

/// A record of a file, or why it was skipped. A document without an id of its own has an empty one;
/// DocumentStream then gives `FILE:RECORD`, applies `report_author`, checks UTF-8 and drops repeated ids, so
/// readers need not.
using Record = std::variant<Document, Diagnostic>;

/// The records of one file, in order: one implementation per format. Memory is bounded by the largest record.
class RecordReader {
 public:
  RecordReader() = default;
  RecordReader(const RecordReader&) = delete;
  RecordReader& operator=(const RecordReader&) = delete;
  virtual ~RecordReader() = default;

  /// The next record, or nothing at the end. Throws Error for what ends a run.
  [[nodiscard]] virtual std::optional<Record> next() = 0;

  /// 1-based line where the record that next() gave last begins; 0 where the format can't tell.
  [[nodiscard]] virtual std::uint64_t line() const { return 0; }

  /// Records so far that are left out by rule and are no fault: spam, a survey's unanswered questions.
  [[nodiscard]] virtual std::uint64_t left_out() const { return 0; }
};

}  // namespace bearout::corpus
