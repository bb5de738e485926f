#include "corpus/csv.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/corpus/error_message.hpp"
#include "tests/corpus/scratch_folder.hpp"

using bearout::corpus::ByteSource;

using bearout::corpus::CsvRows;
using bearout::corpus::TableRow;
using bearout::tests::error_message;
using bearout::tests::ScratchFolder;

namespace {

struct Row {
  std::uint64_t line;
  std::vector<std::string> fields;
  bool operator==(const Row&) const = default;
};
using Rows = std::vector<Row>;

Rows rows_of(const std::string& bytes, char delimiter = ',', std::size_t chunk_bytes = 1000) {
  const ScratchFolder folder;
  CsvRows reader(ByteSource(folder.write("rows.csv", bytes)), delimiter, chunk_bytes);
  Rows rows;
  TableRow row;
  while (reader.next(row)) rows.push_back({row.line, {row.fields.begin(), row.fields.end()}});
  return rows;
}

}  // namespace

TEST_CASE("quotes, doubled quotes and line ends within them, however the bytes come in") {
  const std::string text =
      "\xEF\xBB\xBF"
      "id,text\r\n1,\"so, \"\"they\"\"\r\nsaid\"\r\n\r\n2,\"\"\n3,37\"8 in the middle\r4,\"a\"b\n5,";
  const Rows expected{{1, {"id", "text"}}, {2, {"1", "so, \"they\"\r\nsaid"}},
                      {5, {"2", ""}},      {6, {"3", "37\"8 in the middle"}},
                      {7, {"4", "ab"}},    {8, {"5", ""}}};
  for (const auto chunk : {1U, 2U, 3U, 5U, 1000U}) {
    CAPTURE(chunk);
    CHECK(rows_of(text, ',', chunk) == expected);
  }
}

TEST_CASE("a trailing line end makes no row, an empty quoted field does") {
  CHECK(rows_of("a\n") == Rows{{1, {"a"}}});
  CHECK(rows_of("a\n\"\"") == Rows{{1, {"a"}}, {2, {""}}});
  CHECK(rows_of("").empty());
  CHECK(rows_of("\n\r\n\n").empty());
}

TEST_CASE("the delimiter is what the header has most of") {
  CHECK(rows_of("a;b;c,d\n1;2;3", CsvRows::kDetect)[1].fields == std::vector<std::string>{"1", "2", "3"});
  CHECK(rows_of("a\tb\n1\t2,3", CsvRows::kDetect)[1].fields == std::vector<std::string>{"1", "2,3"});
  CHECK(rows_of("\"a;b;c\",d\n1,2", CsvRows::kDetect)[0].fields == std::vector<std::string>{"a;b;c", "d"});
  CHECK(rows_of("\n\"text\"\nso; and so", CsvRows::kDetect)[1].fields ==
        std::vector<std::string>{"so; and so"});
}

TEST_CASE("a quote that is never closed names the line where it opened") {
  for (const auto chunk : {1U, 1000U}) {
    const auto message = error_message([&] { rows_of("a,b\n1,\"x\ny\"\n2,\"open\n\nend", ',', chunk); });
    CHECK(message.ends_with("rows.csv:4: the quote that opens here is never closed"));
  }
  CHECK(error_message([] {
          rows_of("a\n\"");
        }).ends_with("rows.csv:2: the quote that opens here is never closed"));
}
