#include "corpus/arrow_rows.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "tests/corpus/error_message.hpp"

using namespace bearout::corpus;
using bearout::tests::error_message;

namespace {

/// A column as a producer would hold it: every buffer by hand, as the specification lays it out.
struct MadeColumn {
  std::string format;
  std::string name;
  std::int64_t length = 0;
  std::vector<const void*> buffers = {};
  std::int64_t nulls = 0;
  std::int64_t offset = 0;
  MadeColumn* dictionary = nullptr;
  ArrowSchema schema{};
  ArrowArray array{};

  void link() {
    if (dictionary != nullptr) dictionary->link();
    ArrowSchema* inner = dictionary == nullptr ? nullptr : &dictionary->schema;
    ArrowArray* values = dictionary == nullptr ? nullptr : &dictionary->array;
    schema = {format.c_str(), name.c_str(), nullptr, 0, 0, nullptr, inner, nullptr, nullptr};
    array = {length, nulls,   offset, static_cast<std::int64_t>(buffers.size()), 0, buffers.data(), nullptr,
             values, nullptr, nullptr};
  }
};

/// A stream of one batch of these columns, given `batches` times; counts what is released.
struct MadeStream {
  std::vector<MadeColumn*> columns = {};
  std::int64_t rows = 0;
  int batches = 1;
  bool plain = false;  ///< the first column itself instead of record batches
  bool fails = false;
  std::vector<ArrowSchema*> schemas = {};
  std::vector<ArrowArray*> arrays = {};
  std::array<const void*, 1> validity{nullptr};  ///< of the rows
  int released = 0;

  ArrowArrayStream open() {
    for (MadeColumn* column : columns) {
      column->link();
      schemas.push_back(&column->schema);
      arrays.push_back(&column->array);
    }
    return {&schema, &next, &error, &release, this};
  }

  static MadeStream& self(ArrowArrayStream* stream) {
    return *static_cast<MadeStream*>(stream->private_data);
  }
  static int schema(ArrowArrayStream* stream, ArrowSchema* out) {
    MadeStream& made = self(stream);
    const auto count = static_cast<std::int64_t>(made.columns.size());
    *out = made.plain
               ? made.columns.front()->schema
               : ArrowSchema{"+s", "", nullptr, 0, count, made.schemas.data(), nullptr, nullptr, nullptr};
    out->private_data = &made;
    out->release = [](ArrowSchema* from) {
      ++static_cast<MadeStream*>(from->private_data)->released;
      from->release = nullptr;
    };
    return 0;
  }
  static int next(ArrowArrayStream* stream, ArrowArray* out) {
    MadeStream& made = self(stream);
    if (made.fails) return EIO;
    *out = {};
    if (made.batches-- <= 0) return 0;
    const auto count = static_cast<std::int64_t>(made.columns.size());
    *out = made.plain ? made.columns.front()->array
                      : ArrowArray{made.rows,          -1,      0,       1,      count, made.validity.data(),
                                   made.arrays.data(), nullptr, nullptr, nullptr};
    out->private_data = &made;
    out->release = [](ArrowArray* from) {
      ++static_cast<MadeStream*>(from->private_data)->released;
      from->release = nullptr;
    };
    return 0;
  }
  static const char* error(ArrowArrayStream*) { return "the disk is gone"; }
  static void release(ArrowArrayStream* stream) {
    ++self(stream).released;
    stream->release = nullptr;
  }
};

ByteSource source() {
  return {"comments", [](std::span<char>) { return std::size_t{0}; }};
}

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(MadeStream& made, NumberRows number = NumberRows::no) {
  ArrowArrayStream stream = made.open();
  const auto rows = read_arrow(stream, number, source());
  CHECK((stream.release == nullptr));  // taken over
  Rows all;
  TableRow row;
  while (rows->next(row)) all.emplace_back(row.fields.begin(), row.fields.end());
  return all;
}

/// The cells of one column of `length` rows.
std::vector<std::string> cells_of(MadeColumn column) {
  MadeStream made{{&column}, column.length};
  std::vector<std::string> cells;
  for (auto& row : rows_of(made)) cells.push_back(row.front());
  cells.erase(cells.begin());
  return cells;
}

template <class Value, std::size_t n>
MadeColumn column_of(const char* format, const std::array<Value, n>& values) {
  return {format, "x", static_cast<std::int64_t>(n), {nullptr, values.data()}};
}

using Cells = std::vector<std::string>;

constexpr const char* kBroken =
    "a column that Arrow hands over points outside of its own data; make the table again";

}  // namespace

TEST_CASE("texts with 32-bit and 64-bit offsets, nulls and an offset of the array") {
  const std::array<std::int32_t, 5> short_offsets{0, 1, 1, 4, 6};
  const std::array<std::int64_t, 3> long_offsets{2, 5, 7};
  const std::array<unsigned char, 1> valid{0b1011};  // the third is null
  MadeColumn a{"u", "text", 3, {valid.data(), short_offsets.data(), "abcdef"}, 1, 1};
  MadeColumn b{"U", "author", 2, {nullptr, long_offsets.data(), "..Annmü"}};
  CHECK(cells_of(a) == Cells{"", "", "ef"});
  CHECK(cells_of(b) == Cells{"Ann", "m\xC3"});  // byte for byte: what is broken is found later
  MadeColumn none{"u", "text", 0, {nullptr, nullptr, nullptr}};
  CHECK(cells_of(none).empty());
}

TEST_CASE("texts as views: up to twelve bytes in place, longer ones in a data buffer") {
  const std::string data = "....a text of more than twelve bytes";
  struct View {
    std::int32_t length;
    std::array<char, 4> prefix;
    std::int32_t buffer;
    std::int32_t at;
  };
  std::array<View, 2> views{View{3, {'a', 'b', 'c', 0}, 0, 0}, View{32, {'a', ' ', 't', 'e'}, 0, 4}};
  std::array<std::int64_t, 1> sizes{static_cast<std::int64_t>(data.size())};
  MadeColumn column{"vu", "text", 2, {nullptr, views.data(), data.data(), sizes.data()}};
  CHECK(cells_of(column) == Cells{"abc", "a text of more than twelve bytes"});
  sizes[0] -= 1;
  CHECK(error_message([&] { static_cast<void>(cells_of(column)); }) == kBroken);
  sizes[0] += 1;
  views[1].buffer = 1;
  CHECK(error_message([&] { static_cast<void>(cells_of(column)); }) == kBroken);
}

TEST_CASE("numbers and truth values are written as Python writes them") {
  CHECK(cells_of(column_of("c", std::array<std::int8_t, 2>{-3, 7})) == Cells{"-3", "7"});
  CHECK(cells_of(column_of("S", std::array<std::uint16_t, 1>{65535})) == Cells{"65535"});
  CHECK(cells_of(column_of("L", std::array<std::uint64_t, 1>{18446744073709551615U})) ==
        Cells{"18446744073709551615"});
  CHECK(cells_of(column_of("l", std::array<std::int64_t, 1>{-9223372036854775807})) ==
        Cells{"-9223372036854775807"});
  CHECK(cells_of(column_of("g", std::array<double, 3>{3, 0.1, 1e20})) == Cells{"3.0", "0.1", "1e+20"});
  CHECK(cells_of(column_of("g", std::array<double, 5>{100000, 0.0001, 0.00001, 1e15, 1e16})) ==
        Cells{"100000.0", "0.0001", "1e-05", "1000000000000000.0", "1e+16"});
  CHECK(cells_of(column_of("g", std::array<double, 2>{-1234567.5, -0.0})) == Cells{"-1234567.5", "-0.0"});
  CHECK(cells_of(column_of("f", std::array<float, 1>{0.5F})) == Cells{"0.5"});
  const std::array<unsigned char, 1> bits{0b01};
  MadeColumn flags{"b", "x", 2, {nullptr, bits.data()}};
  CHECK(cells_of(flags) == Cells{"True", "False"});
  MadeColumn nothing{"n", "x", 2, {}, 2};
  CHECK(cells_of(nothing) == Cells{"", ""});
}

TEST_CASE("dates and times are ISO 8601") {
  CHECK(cells_of(column_of("tdD", std::array<std::int32_t, 2>{19723, -1})) ==
        Cells{"2024-01-01", "1969-12-31"});
  CHECK(cells_of(column_of("tss:", std::array<std::int64_t, 2>{1704164645, -1})) ==
        Cells{"2024-01-02T03:04:05", "1969-12-31T23:59:59"});
  CHECK(cells_of(column_of("tsm:Europe/London", std::array<std::int64_t, 1>{1704164645007})) ==
        Cells{"2024-01-02T03:04:05.007Z"});
  CHECK(cells_of(column_of("tsn:", std::array<std::int64_t, 1>{-1})) ==
        Cells{"1969-12-31T23:59:59.999999999"});
  constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
  CHECK(cells_of(column_of("tss:", std::array<std::int64_t, 1>{kLeast})) == Cells{"-9223372036854775808"});
  CHECK(cells_of(column_of("tsn:", std::array<std::int64_t, 1>{kLeast})) ==
        Cells{"1677-09-21T00:12:43.145224192"});
  CHECK(cells_of(column_of("tdD", std::array<std::int32_t, 1>{2'147'483'647})) == Cells{"2147483647"});
}

TEST_CASE("a dictionary is looked up") {
  const std::array<std::int32_t, 3> offsets{0, 3, 6};
  MadeColumn words{"u", "", 2, {nullptr, offsets.data(), "redtea"}};
  const std::array<std::int8_t, 3> codes{1, 0, 1};
  MadeColumn column{"c", "x", 3, {nullptr, codes.data()}, 0, 0, &words};
  CHECK(cells_of(column) == Cells{"tea", "red", "tea"});
}

TEST_CASE("batches follow each other, rows may be numbered, and everything is released once") {
  const std::array<std::int32_t, 3> offsets{0, 1, 2};
  MadeColumn column{"u", "text", 2, {nullptr, offsets.data(), "ab"}};
  MadeStream made{{&column}, 2, 2};
  CHECK(rows_of(made, NumberRows::yes) ==
        Rows{{"id", "text"}, {"0", "a"}, {"1", "b"}, {"2", "a"}, {"3", "b"}});
  CHECK(made.released == 4);  // two batches, the schema, the stream
}

TEST_CASE("cells of a null row are empty, whatever they hold") {
  const std::array<std::int32_t, 4> offsets{0, 1, 2, 3};
  MadeColumn text{"u", "text", 3, {nullptr, offsets.data(), "abc"}};
  const std::array<std::int8_t, 3> numbers{4, 5, 6};
  MadeColumn stars = column_of("c", numbers);
  MadeStream made{{&text, &stars}, 3};
  const std::array<unsigned char, 1> valid{0b101};
  made.validity[0] = valid.data();
  CHECK(rows_of(made, NumberRows::yes) ==
        Rows{{"id", "text", "x"}, {"0", "a", "4"}, {"1", "", ""}, {"2", "c", "6"}});
}

TEST_CASE("columns that point outside of their own data are refused") {
  std::array<std::int32_t, 3> offsets{0, 9, 2};  // the last one says how much there is
  const auto said = [](MadeColumn column, std::int64_t rows) {
    MadeStream made{{&column}, rows};
    return error_message([&] { static_cast<void>(rows_of(made)); });
  };
  MadeColumn text{"u", "text", 2, {nullptr, offsets.data(), "ab"}};
  CHECK(said(text, 2) == kBroken);
  offsets[1] = -1;
  CHECK(said(text, 2) == kBroken);
  offsets[1] = 1;
  CHECK(said(text, 2).empty());
  CHECK(said(text, 3) == kBroken);  // more rows than the column has
  CHECK(said(text, -1) == kBroken);
  MadeColumn no_data{"u", "text", 2, {nullptr, offsets.data(), nullptr}};
  CHECK(said(no_data, 2) == kBroken);
  MadeColumn no_offsets{"u", "text", 2, {nullptr, nullptr, "ab"}};
  CHECK(said(no_offsets, 2) == kBroken);
  MadeColumn too_few{"u", "text", 2, {nullptr, offsets.data()}};
  CHECK(said(too_few, 2) == kBroken);
  MadeColumn backwards{"u", "text", 2, {nullptr, offsets.data(), "ab"}, 0, -1};
  CHECK(said(backwards, 2) == kBroken);
}

TEST_CASE("plain arrays are a table of one column, the text") {
  const std::array<std::int32_t, 3> offsets{0, 1, 2};
  MadeColumn column{"u", "answers", 2, {nullptr, offsets.data(), "ab"}};
  MadeStream made{{&column}, 2, 1, true};
  CHECK(rows_of(made) == Rows{{"text"}, {"a"}, {"b"}});
}

TEST_CASE("what is no text, number or date is refused by name, and a stream that fails says why") {
  MadeColumn column{"+l", "tags", 0, {nullptr}};
  MadeStream lists{{&column}, 0};
  CHECK(error_message([&] { static_cast<void>(rows_of(lists)); }) ==
        "comments: column \"tags\" has the Arrow type \"+l\", which is no text, number or date; turn it into "
        "text or "
        "leave it out");
  CHECK(lists.released == 2);
  MadeColumn text{"u", "text", 0, {nullptr, nullptr, nullptr}};
  MadeStream failing{{&text}, 0};
  failing.fails = true;
  CHECK(error_message([&] { static_cast<void>(rows_of(failing)); }) ==
        "comments: the Arrow stream failed: the disk is gone");
}
