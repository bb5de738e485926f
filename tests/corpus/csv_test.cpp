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

// What the files of csv-spectrum hold, each kind once, in LF and in CRLF.
TEST_CASE("the kinds of CSV that readers are known to differ on") {
  const auto fields = [](const std::string& text, std::size_t row) {
    return rows_of(text, CsvRows::kDetect)[row].fields;
  };
  using Fields = std::vector<std::string>;
  for (const std::string end : {"\n", "\r\n"}) {
    CAPTURE(end.size());
    CHECK(rows_of("a,b" + end + "1,2").size() == 2);  // with or without a last line end
    CHECK(rows_of("a,b" + end + "1,2" + end).size() == 2);
    CHECK(fields("name,street,town,code" + end + "Ann,3 High St.,\"Leeds, UK\",0123", 1) ==
          Fields{"Ann", "3 High St.", "Leeds, UK", "0123"});
    CHECK(fields("a,b,c" + end + "1,\"\",\"\"" + end + "2,3,4", 1) == Fields{"1", "", ""});
    CHECK(fields("a,b" + end + "1,\"so \"\"so\"\" so\"" + end, 1) == Fields{"1", "so \"so\" so"});
    CHECK(fields("a,b" + end + "1,\"{\"\"x\"\": [1.5, 2], \"\"y\"\": {}}\"" + end, 1) ==
          Fields{"1", "{\"x\": [1.5, 2], \"y\": {}}"});
    CHECK(fields("place,at" + end + "Leeds,51\u00B030'26.5\"N 0\u00B07'39.9\"W" + end, 1) ==
          Fields{"Leeds", "51\u00B030'26.5\"N 0\u00B07'39.9\"W"});
    const std::string broken =
        "a,b" + end + "\"one" + end + "\"\"two\"\"" + end + "three\",4" + end + "5,6" + end;
    CHECK(fields(broken, 1) == Fields{"one" + end + "\"two\"" + end + "three", "4"});
    CHECK(fields(broken, 2) == Fields{"5", "6"});
    CHECK(rows_of(broken)[2].line == 5);
    CHECK(fields("a,b" + end + "\u02A4,\U0001F642" + end, 1) == Fields{"\u02A4", "\U0001F642"});
  }
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
