#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/byte_source.hpp"
#include "corpus/table_rows.hpp"
#include "corpus/utf8_source.hpp"

namespace bearout::corpus {

/// The rows of a CSV file (RFC 4180, and what programs write beside it: line ends of any kind, quotes in the
/// middle of a field as they are). A line with nothing on it is no row. Memory is bounded by the largest row.
class CsvRows final : public TableRows {
 public:
  static constexpr std::size_t kLongestRow = std::size_t{256} << 20;
  static constexpr char kDetect = '\0';  ///< the delimiter is whatever the first line has most of: , ; or tab

  explicit CsvRows(ByteSource source, char delimiter = kDetect,
                   std::size_t chunk_bytes = std::size_t{1} << 18);

  /// Throws Error (file:line) for a quote that is never closed and a row that is too long.
  [[nodiscard]] bool next(TableRow& row) override;

  [[nodiscard]] const std::string& name() const override { return source_.name(); }
  void note(std::string what) override { source_.note(std::move(what)); }

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
