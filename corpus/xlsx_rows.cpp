#include "corpus/xlsx_rows.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "corpus/error.hpp"
#include "corpus/office_package.hpp"
#include "corpus/record_fields.hpp"
#include "corpus/xlsx_strings.hpp"
#include "corpus/xlsx_styles.hpp"
#include "corpus/xml_parts.hpp"

namespace bearout::corpus {
namespace {

constexpr std::size_t kMostColumns = 16'384;  // Excel's own limit
constexpr std::size_t kLongestRow = std::size_t{256} << 20;

struct Sheet {
  std::string name;
  std::string relationship;
  bool hidden = false;
};

/// xl/workbook.xml: the list of sheets and the calendar.
class WorkbookHandler final : public XmlHandler {
 public:
  void open(const XmlElement& element) override {
    if (element.name == "workbookPr") {
      const auto value = attribute_of(element, "date1904");
      since_1904 = value == "1" || value == "true";
    } else if (element.name == "sheet") {
      const auto state = attribute_of(element, "state");
      sheets.push_back({attribute_of(element, "name"), attribute_of(element, "id"),
                        state == "hidden" || state == "veryHidden"});
    }
  }
  void text(std::string_view /*text*/) override {}
  void close() override {}

  std::vector<Sheet> sheets;
  bool since_1904 = false;
};

/// What the cells of a sheet need to know of their workbook.
struct Workbook {
  std::vector<std::string> strings;
  XlsxStyles styles;
  bool since_1904 = false;
};

struct SheetRow {
  std::vector<std::string> cells;
  std::uint64_t number = 0;
};

/// "AB" of "AB12" as 27; nothing if there are no letters.
std::optional<std::size_t> column_of(std::string_view reference) {
  std::size_t column = 0;
  std::size_t letters = 0;
  while (letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z') {
    column = column * 26 + static_cast<std::size_t>(reference[letters++] - 'A') + 1;
    if (column > kMostColumns) return kMostColumns;
  }
  return letters == 0 ? std::nullopt : std::optional(column - 1);
}

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() ? std::optional(number) : std::nullopt;
}

/// Collects the rows of a sheet as they come by.
class SheetHandler final : public XmlHandler {
 public:
  SheetHandler(std::string name, const Workbook& workbook, std::deque<SheetRow>& rows)
      : name_(std::move(name)), workbook_(workbook), rows_(rows) {}

  void open(const XmlElement& element) override {
    ++depth_;
    if (element.name == "row") {
      begin_row(element);
    } else if (element.name == "c" && in_row_) {
      begin_cell(element);
    } else if (element.name == "rPh") {
      phonetic_ = depth_;
    } else if ((element.name == "v" || element.name == "t") && in_cell_ && phonetic_ == 0) {
      value_depth_ = depth_;
    }
  }
  void text(std::string_view text) override {
    if (value_depth_ == 0) return;
    row_bytes_ += text.size();
    if (row_bytes_ > kLongestRow) fail("the row is longer than 256 MiB");
    value_ += text;
  }
  void close() override {
    if (depth_ == value_depth_) value_depth_ = 0;
    if (depth_ == phonetic_) phonetic_ = 0;
    if (depth_ == cell_depth_ && in_cell_) end_cell();
    if (depth_ == row_depth_ && in_row_) {
      rows_.push_back(std::move(row_));
      in_row_ = false;
    }
    --depth_;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw Error(name_ + ":" + std::to_string(row_.number) + ": " + what);
  }

  void begin_row(const XmlElement& element) {
    row_ = {};
    last_number_ = number_of(attribute_of(element, "r")).value_or(last_number_ + 1);
    row_.number = last_number_;
    row_depth_ = depth_;
    row_bytes_ = 0;
    in_row_ = true;
  }

  void begin_cell(const XmlElement& element) {
    column_ = column_of(attribute_of(element, "r")).value_or(row_.cells.size());
    if (column_ >= kMostColumns) fail("there are more than 16,384 columns");
    type_ = attribute_of(element, "t");
    style_ = static_cast<std::size_t>(number_of(attribute_of(element, "s")).value_or(0));
    value_.clear();
    cell_depth_ = depth_;
    in_cell_ = true;
  }

  void end_cell() {
    in_cell_ = false;
    if (row_.cells.size() <= column_) row_.cells.resize(column_ + 1);
    row_.cells[column_] = shown();
  }

  /// What the cell shows.
  [[nodiscard]] std::string shown() const {
    if (type_ == "s") {
      const auto index = number_of(trimmed(value_));
      if (!index || *index >= workbook_.strings.size())
        fail("a cell names a text that is not there; is the file damaged?");
      return workbook_.strings[static_cast<std::size_t>(*index)];
    }
    if (type_ == "inlineStr" || type_ == "str") return unescape_xlsx(value_);
    if (type_ == "b") return trimmed(value_) == "1" ? "TRUE" : "FALSE";
    if (type_ == "d" || type_ == "e" || value_.empty()) return value_;
    return shown_number();
  }

  [[nodiscard]] std::string shown_number() const {
    const auto text = trimmed(value_);
    double number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return value_;
    if (workbook_.styles.is_date(style_)) return iso_date(number, workbook_.since_1904);
    // Excel stores 17 digits of what it shows with at most 15.
    std::array<char, 64> digits{};
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::general, 15)
            .ptr;
    return {digits.data(), end};
  }

  std::string name_;
  const Workbook& workbook_;
  std::deque<SheetRow>& rows_;
  SheetRow row_;
  std::uint64_t last_number_ = 0;
  std::size_t row_bytes_ = 0;
  std::size_t column_ = 0;
  std::size_t style_ = 0;
  std::string type_;
  std::string value_;
  bool in_row_ = false;
  bool in_cell_ = false;
  int depth_ = 0;
  int row_depth_ = 0;
  int cell_depth_ = 0;
  int value_depth_ = 0;
  int phonetic_ = 0;
};

class XlsxRows final : public TableRows {
 public:
  XlsxRows(const std::filesystem::path& path, const std::string& sheet, ByteSource file)
      : package_(path), file_(std::move(file)) {
    WorkbookHandler workbook;
    read_xml(package_.archive().open(package_.main_part()), workbook);
    workbook_.since_1904 = workbook.since_1904;
    const auto part = choose(workbook.sheets, sheet);
    if (const auto strings = package_.part_by_type("sharedStrings"); !strings.empty()) {
      workbook_.strings = read_xlsx_strings(package_.archive().open(strings));
    }
    if (const auto styles = package_.part_by_type("styles"); !styles.empty()) {
      workbook_.styles = XlsxStyles(package_.archive().open(styles));
    }
    sheet_.emplace(package_.archive().open(part));
    handler_.emplace(name(), workbook_, rows_);
    stream_.emplace(*sheet_, *handler_);
  }

  bool next(TableRow& row) override {
    while (rows_.empty() && more_) more_ = stream_->advance();
    if (rows_.empty()) return false;
    given_ = std::move(rows_.front());
    rows_.pop_front();
    row.fields.assign(given_.cells.begin(), given_.cells.end());
    row.line = given_.number;
    return true;
  }

  const std::string& name() const override { return file_.name(); }
  void note(std::string what) override { file_.note(std::move(what)); }

 private:
  /// The part that holds the wanted sheet.
  std::string choose(const std::vector<Sheet>& sheets, const std::string& wanted) {
    const Sheet* chosen = nullptr;
    std::string names;
    std::size_t visible = 0;
    for (const Sheet& sheet : sheets) {
      if (package_.part_by_id(sheet.relationship).empty()) continue;  // a chart
      names += (names.empty() ? "\"" : ", \"") + sheet.name + '"';
      visible += sheet.hidden ? 0 : 1;
      const bool fits = wanted.empty() ? !sheet.hidden : same_name(sheet.name, wanted);
      if (chosen == nullptr && fits) chosen = &sheet;
    }
    if (chosen == nullptr && wanted.empty()) throw Error(name() + ": holds no sheet");
    if (chosen == nullptr) throw Error(name() + ": has no sheet \"" + wanted + "\"; its sheets are " + names);
    if (wanted.empty() && visible > 1) {
      note("has several sheets (" + names + "), of which \"" + chosen->name +
           "\" is read; name another with --sheet");
    }
    return package_.part_by_id(chosen->relationship);
  }

  OfficePackage package_;
  ByteSource file_;
  Workbook workbook_;
  std::deque<SheetRow> rows_;  ///< found and not yet asked for
  std::optional<ByteSource> sheet_;
  std::optional<SheetHandler> handler_;
  std::optional<XmlStream> stream_;
  bool more_ = true;
  SheetRow given_;
};

}  // namespace

std::unique_ptr<TableRows> read_xlsx(const std::filesystem::path& path, const std::string& sheet,
                                     ByteSource source) {
  return std::make_unique<XlsxRows>(path, sheet, std::move(source));
}

}  // namespace bearout::corpus
