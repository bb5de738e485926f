#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/byte_source.hpp"
#include "corpus/utf8_source.hpp"

namespace bearout::corpus {

struct CsvRow {
  std::vector<std::string_view> fields;  ///< without their quotes; valid until the next row is asked for
  std::uint64_t line = 0;                ///< 1-based line where the row begins
};

/// The rows of a CSV file (RFC 4180, and what programs write beside it: line ends of any kind, quotes in the
/// middle of a field as they are). A line with nothing on it is no row. Memory is bounded by the largest row.
class CsvRows {
 public:
  static constexpr std::size_t kLongestRow = std::size_t{256} << 20;
  static constexpr char kDetect = '\0';  ///< the delimiter is whatever the first line has most of: , ; or tab

  explicit CsvRows(ByteSource source, char delimiter = kDetect,
                   std::size_t chunk_bytes = std::size_t{1} << 18);

  /// Reads the next row into `row`; false at the end. Throws Error (file:line) for a quote that is never
  /// closed.
  [[nodiscard]] bool next(CsvRow& row);

  [[nodiscard]] const std::string& name() const { return source_.name(); }

 private:
  enum class State : std::uint8_t { field_start, plain, quoted, quote_in_quoted, row_end };

  bool refill();
  bool skip_empty_lines();
  void detect_delimiter();
  void scan(State& state);
  void scan_plain(State& state);
  void scan_quoted(State& state);
  void end_field() { ends_.push_back(text_.size()); }
  void end_row(char c);

  Utf8Source source_;
  char delimiter_;
  std::vector<char> chunk_;
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t quote_line_ = 0;  ///< where the quote opened that is open now
  bool after_return_ = false;     ///< the last row ended with '\r'; a '\n' may belong to it
  std::string text_;              ///< the fields of the row, one behind the other
  std::vector<std::size_t> ends_;
};

}  // namespace bearout::corpus
