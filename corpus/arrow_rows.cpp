#include "corpus/arrow_rows.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/error.hpp"

namespace bearout::corpus {
namespace {

/// A structure of the interface that is released once, by whoever holds it.
template <class Structure>
class Held {
 public:
  Held() = default;
  explicit Held(Structure& from) : value(std::exchange(from, Structure{})) {}
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  ~Held() { reset(); }
  void reset() {
    if (value.release != nullptr) value.release(&value);
    value = {};
  }

  Structure value{};
};

template <class Number>
Number at(const ArrowArray& array, std::int64_t buffer, std::int64_t index) {
  Number number{};
  const auto* bytes = static_cast<const char*>(array.buffers[buffer]);
  std::memcpy(&number, bytes + static_cast<std::size_t>(index) * sizeof(Number), sizeof(Number));
  return number;
}

bool bit_at(const ArrowArray& array, std::int64_t buffer, std::int64_t index) {
  const auto byte = at<unsigned char>(array, buffer, index / 8);
  return ((byte >> static_cast<unsigned>(index % 8)) & 1U) != 0;
}

template <class Number>
requires std::is_integral_v<Number>
void write_number(Number number, std::string& out) {
  out = std::to_string(number);
}

/// As Python has it: 3.0, 100000.0, 1e-05, 1e+16, inf, nan.
template <class Number>
requires std::is_floating_point_v<Number>
void write_number(Number number, std::string& out) {
  std::array<char, 32> digits{};
  const auto write = [&](std::chars_format format) {
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, format).ptr;
    out.assign(digits.data(), end);
  };
  write(std::chars_format::scientific);
  const std::size_t at = out.find('e');
  if (at == std::string::npos) return;
  const int exponent = std::stoi(out.substr(at + 1));
  if (exponent < -4 || exponent >= 16) return;
  write(std::chars_format::fixed);
  if (out.find('.') == std::string::npos) out += ".0";
}

void append_padded(long long number, int width, std::string& out) {
  const std::string digits = std::to_string(number);
  out.append(static_cast<std::size_t>(std::max(0, width - static_cast<int>(digits.size()))), '0')
      .append(digits);
}

/// Of the years 1 to 9998, in days since 1970; what lies outside is no date of a comment and stays a number.
bool has_calendar_date(std::int64_t days) {
  constexpr std::int64_t kYear1 = -719'162;
  constexpr std::int64_t kYear9999 = 2'932'532;
  return days > kYear1 && days < kYear9999;
}

void write_date(std::chrono::sys_days day, std::string& out) {
  const std::chrono::year_month_day date(day);
  out.clear();
  append_padded(static_cast<int>(date.year()), 4, out);
  out += '-';
  append_padded(static_cast<unsigned>(date.month()), 2, out);
  out += '-';
  append_padded(static_cast<unsigned>(date.day()), 2, out);
}

/// `parts` a second since 1970, each `digits` decimals.
struct TimeUnit {
  std::int64_t parts = 1;
  int digits = 0;
};

TimeUnit unit_of(char letter) {
  switch (letter) {
    case 'm':
      return {1'000, 3};
    case 'u':
      return {1'000'000, 6};
    case 'n':
      return {1'000'000'000, 9};
    default:
      return {};
  }
}

void write_time(std::int64_t time, TimeUnit unit, bool utc, std::string& out) {
  std::int64_t part = time % unit.parts;
  std::int64_t whole = time / unit.parts;
  if (part < 0) {
    part += unit.parts;
    --whole;
  }
  constexpr std::int64_t kSecondsOfDay = 86'400;
  if (!has_calendar_date(whole / kSecondsOfDay)) {
    write_number(time, out);
    return;
  }
  const std::chrono::sys_seconds seconds{std::chrono::seconds(whole)};
  const auto day = std::chrono::floor<std::chrono::days>(seconds);
  const std::chrono::hh_mm_ss clock(seconds - day);
  write_date(day, out);
  out += 'T';
  append_padded(clock.hours().count(), 2, out);
  out += ':';
  append_padded(clock.minutes().count(), 2, out);
  out += ':';
  append_padded(clock.seconds().count(), 2, out);
  if (part != 0) {
    out += '.';
    append_padded(part, unit.digits, out);
  }
  if (utc) out += 'Z';
}

Error broken_column() {
  return Error("a column that Arrow hands over points outside of its own data; make the table again");
}

/// A text of the "view" layout: up to 12 bytes in place, longer ones in one of the data buffers, whose sizes
/// are the last buffer.
std::string_view view_at(const ArrowArray& array, std::int64_t index) {
  constexpr std::int32_t kLongestInPlace = 12;
  const auto* view = static_cast<const char*>(array.buffers[1]) + index * 16;
  std::array<std::int32_t, 4> words{};
  std::memcpy(words.data(), view, sizeof words);
  const auto [length, prefix, buffer, begin] = words;
  if (length < 0) throw broken_column();
  if (length <= kLongestInPlace) return {view + 4, static_cast<std::size_t>(length)};
  const std::int64_t sizes = array.n_buffers - 1;
  if (buffer < 0 || buffer >= sizes - 2 || array.buffers[sizes] == nullptr) throw broken_column();
  const void* data = array.buffers[2 + buffer];
  if (data == nullptr || begin < 0 || at<std::int64_t>(array, sizes, buffer) - begin < length)
    throw broken_column();
  return {static_cast<const char*>(data) + begin, static_cast<std::size_t>(length)};
}

/// The data's size is told by the last of the offsets, and by nothing else.
template <class Offset>
std::string_view text_at(const ArrowArray& array, std::int64_t index) {
  const auto begin = at<Offset>(array, 1, index);
  const auto end = at<Offset>(array, 1, index + 1);
  if (begin == end) return {};  // there may be no data at all
  if (begin < 0 || end < begin || end > at<Offset>(array, 1, array.offset + array.length) ||
      array.buffers[2] == nullptr)
    throw broken_column();
  return {static_cast<const char*>(array.buffers[2]) + begin, static_cast<std::size_t>(end - begin)};
}

std::int64_t integer_at(char format, const ArrowArray& array, std::int64_t index) {
  switch (format) {
    case 'c':
      return at<std::int8_t>(array, 1, index);
    case 'C':
      return at<std::uint8_t>(array, 1, index);
    case 's':
      return at<std::int16_t>(array, 1, index);
    case 'S':
      return at<std::uint16_t>(array, 1, index);
    case 'i':
      return at<std::int32_t>(array, 1, index);
    case 'I':
      return at<std::uint32_t>(array, 1, index);
    default:
      return at<std::int64_t>(array, 1, index);
  }
}

constexpr std::string_view kIntegers = "cCsSiIlL";

bool is_readable(const ArrowSchema& schema) {
  const std::string_view format = schema.format;
  if (schema.dictionary != nullptr) {
    return format.size() == 1 && kIntegers.find(format) != std::string_view::npos &&
           is_readable(*schema.dictionary);
  }
  if (format.size() == 1) return std::string_view("nbfguUcCsSiIlL").find(format) != std::string_view::npos;
  return format == "vu" || format == "tdD" || format == "tdm" ||
         (format.starts_with("ts") && format.size() >= 4);
}

std::int64_t buffers_of(std::string_view format) {
  if (format == "n") return 0;
  return format == "u" || format == "U" || format == "vu" ? 3 : 2;
}

/// Throws unless there is a buffer wherever `rows` cells of a column are looked for. How long buffers are
/// nobody says.
void check_column(const ArrowSchema& schema, const ArrowArray& array, std::int64_t rows) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max() / 64;
  if (array.length < rows || array.length > kMost || array.offset < 0 || array.offset > kMost)
    throw broken_column();
  const std::int64_t buffers = buffers_of(schema.format);
  if (array.n_buffers < buffers || (buffers > 0 && array.buffers == nullptr)) throw broken_column();
  if (buffers > 0 && array.length > 0 && array.buffers[1] == nullptr) throw broken_column();
  if (schema.dictionary == nullptr) return;
  if (array.dictionary == nullptr) throw broken_column();
  check_column(*schema.dictionary, *array.dictionary, 0);
}

bool is_null(const ArrowArray& array, std::int64_t index) {
  return array.null_count != 0 && array.n_buffers > 0 && array.buffers[0] != nullptr &&
         !bit_at(array, 0, index);
}

/// What stands in a cell; `scratch` holds what has to be written first. `index` counts from the array's own
/// offset.
std::string_view cell_at(const ArrowSchema& schema, const ArrowArray& array, std::int64_t index,
                         std::string& scratch) {
  const std::string_view format = schema.format;
  if (format == "n") return {};
  index += array.offset;
  if (is_null(array, index)) return {};
  if (schema.dictionary != nullptr) {
    const std::int64_t place = integer_at(format[0], array, index);
    if (place < 0 || place >= array.dictionary->length) throw broken_column();
    return cell_at(*schema.dictionary, *array.dictionary, place, scratch);
  }
  if (format == "u") return text_at<std::int32_t>(array, index);
  if (format == "U") return text_at<std::int64_t>(array, index);
  if (format == "vu") return view_at(array, index);
  if (format == "b") return bit_at(array, 1, index) ? "True" : "False";
  if (format == "f") {
    write_number(at<float>(array, 1, index), scratch);
  } else if (format == "g") {
    write_number(at<double>(array, 1, index), scratch);
  } else if (format == "L") {
    write_number(at<std::uint64_t>(array, 1, index), scratch);
  } else if (format == "tdD") {
    const auto days = at<std::int32_t>(array, 1, index);
    if (has_calendar_date(days)) {
      write_date(std::chrono::sys_days(std::chrono::days(days)), scratch);
    } else {
      write_number(days, scratch);
    }
  } else if (format == "tdm") {
    write_time(at<std::int64_t>(array, 1, index), unit_of('m'), false, scratch);
  } else if (format.starts_with("ts")) {
    write_time(at<std::int64_t>(array, 1, index), unit_of(format[2]), format.size() > 4, scratch);
  } else {
    write_number(integer_at(format[0], array, index), scratch);
  }
  return scratch;
}

class ArrowRows : public TableRows {
 public:
  ArrowRows(ArrowArrayStream& stream, NumberRows number_rows, ByteSource source)
      : source_(std::move(source)), stream_(stream), number_rows_(number_rows == NumberRows::yes) {
    check(stream_.value.get_schema(&stream_.value, &schema_.value));
    is_table_ = std::string_view(schema_.value.format) == "+s";
    for (std::int64_t i = 0; i < columns(); ++i) {
      const ArrowSchema& column = schema_of(i);
      if (is_readable(column)) continue;
      throw Error(name() + ": column \"" + std::string(name_of(i)) + "\" has the Arrow type \"" +
                  column.format + "\", which is no text, number or date; turn it into text or leave it out");
    }
    scratch_.resize(static_cast<std::size_t>(columns()) + 1);
  }

  bool next(TableRow& row) override {
    row.fields.clear();
    row.line = line_++;
    if (row.line == 0) {
      if (number_rows_) row.fields.emplace_back("id");
      for (std::int64_t i = 0; i < columns(); ++i) row.fields.push_back(name_of(i));
      return true;
    }
    while (at_ >= batch_.value.length) {
      if (ended_ || !next_batch()) return false;
    }
    if (number_rows_) {
      write_number(row.line - 1, scratch_.back());
      row.fields.push_back(scratch_.back());
    }
    const std::int64_t at = is_table_ ? batch_.value.offset + at_ : at_;
    const bool null_row = is_table_ && is_null(batch_.value, at);  // then nobody knows what its cells hold
    for (std::int64_t i = 0; i < columns(); ++i) {
      std::string& scratch = scratch_[static_cast<std::size_t>(i)];
      row.fields.push_back(null_row ? std::string_view() : cell_at(schema_of(i), array_of(i), at, scratch));
    }
    ++at_;
    return true;
  }

  const std::string& name() const override { return source_.name(); }
  void note(std::string what) override { source_.note(std::move(what)); }

 private:
  [[nodiscard]] std::int64_t columns() const { return is_table_ ? schema_.value.n_children : 1; }
  [[nodiscard]] const ArrowSchema& schema_of(std::int64_t column) const {
    return is_table_ ? *schema_.value.children[column] : schema_.value;
  }
  [[nodiscard]] const ArrowArray& array_of(std::int64_t column) const {
    return is_table_ ? *batch_.value.children[column] : batch_.value;
  }
  [[nodiscard]] std::string_view name_of(std::int64_t column) const {
    if (!is_table_) return "text";
    const char* name = schema_of(column).name;
    return name == nullptr ? "" : name;
  }

  bool next_batch() {
    batch_.reset();
    at_ = 0;
    check(stream_.value.get_next(&stream_.value, &batch_.value));
    ended_ = batch_.value.release == nullptr;
    if (!ended_) check_batch();
    return !ended_;
  }

  void check_batch() const {
    const ArrowArray& batch = batch_.value;
    std::int64_t rows = batch.length;
    if (is_table_) {
      if (batch.length < 0 || batch.offset < 0 || batch.n_children < columns() ||
          __builtin_add_overflow(batch.offset, batch.length, &rows))
        throw broken_column();
    }
    for (std::int64_t i = 0; i < columns(); ++i) check_column(schema_of(i), array_of(i), rows);
  }

  void check(int error) {
    if (error == 0) return;
    const char* why = stream_.value.get_last_error(&stream_.value);
    throw Error(name() + ": the Arrow stream failed: " + (why == nullptr ? std::strerror(error) : why));
  }

  ByteSource source_;
  Held<ArrowArrayStream> stream_;
  Held<ArrowSchema> schema_;
  Held<ArrowArray> batch_;
  bool number_rows_;
  bool is_table_ = true;
  bool ended_ = false;
  std::int64_t at_ = 0;  ///< in the batch
  std::uint64_t line_ = 0;
  std::vector<std::string> scratch_;  ///< of each column, and of the row's number
};

}  // namespace

std::unique_ptr<TableRows> read_arrow(ArrowArrayStream& stream, NumberRows number_rows, ByteSource source) {
  return std::make_unique<ArrowRows>(stream, number_rows, std::move(source));
}

}  // namespace bearout::corpus
