#include "corpus/xlsx_rows.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "corpus/xlsx_strings.hpp"
#include "corpus/xlsx_styles.hpp"
#include "tests/corpus/error_message.hpp"
#include "tests/corpus/scratch_folder.hpp"
#include "tests/corpus/zip_file.hpp"

using namespace bearout::corpus;
using bearout::tests::error_message;
using bearout::tests::relationships;
using bearout::tests::ScratchFolder;
using bearout::tests::write_zip;

namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr const char* kSpace = R"( xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main")";

/// A workbook with the sheets "Hidden" (hidden), "Answers" (`rows`) and "Notes & more".
std::filesystem::path workbook(const ScratchFolder& folder, const std::string& rows) {
  const std::string space = kSpace;
  return write_zip(
      folder.path() / "b.xlsx",
      {{"_rels/.rels", relationships({{"officeDocument", "xl/workbook.xml"}})},
       {"xl/workbook.xml",
        "<workbook" + space +
            R"( xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>)"
            R"(<sheet name="Hidden" sheetId="1" state="hidden" r:id="rId1"/>)"
            R"(<sheet name="Answers" sheetId="2" r:id="rId2"/>)"
            R"(<sheet name="Notes &amp; more" sheetId="3" r:id="rId3"/></sheets></workbook>)"},
       {"xl/_rels/workbook.xml.rels", relationships({{"worksheet", "worksheets/sheet1.xml"},
                                                     {"worksheet", "/xl/worksheets/sheet2.xml"},
                                                     {"worksheet", "worksheets/sheet3.xml"},
                                                     {"sharedStrings", "sharedStrings.xml"},
                                                     {"styles", "styles.xml"}})},
       {"xl/worksheets/sheet1.xml", "<worksheet" + space + "><sheetData/></worksheet>"},
       {"xl/worksheets/sheet2.xml",
        "<worksheet" + space + "><sheetData>" + rows + "</sheetData></worksheet>"},
       {"xl/worksheets/sheet3.xml", "<worksheet" + space +
                                        R"(><sheetData><row><c t="inlineStr"><is><t>third</t></is></c></row>)"
                                        "</sheetData></worksheet>"},
       {"xl/sharedStrings.xml", "<sst" + space +
                                    "><si><t>plain</t></si><si><r><t>two </t></r><r><rPr><b/></rPr><t "
                                    "xml:space=\"preserve\">fonts</t></r>"
                                    "<rPh><t>spoken</t></rPh></si><si><t>a_x000D_\nb</t></si></sst>"},
       {"xl/styles.xml",
        "<styleSheet" + space +
            R"(><numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm"/></numFmts>)"
            R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>)"
            R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs>)"
            "</styleSheet>"}});
}

Rows rows_of(const std::filesystem::path& file, const std::string& sheet = "",
             std::vector<std::string>* notes = nullptr) {
  ByteSource source(file);
  const auto table = read_xlsx(file, sheet, source.share());
  Rows rows;
  TableRow row;
  while (table->next(row)) rows.emplace_back(row.fields.begin(), row.fields.end());
  if (notes != nullptr) *notes = source.notes();
  return rows;
}

}  // namespace

TEST_CASE("cells are what the sheet shows, gaps are empty") {
  const ScratchFolder folder;
  std::vector<std::string> notes;
  const auto file = workbook(
      folder,
      R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>)"
      R"(<row r="4"><c r="A4"><v>0.10000000000000001</v></c><c r="B4" s="1"><v>44532.365277777775</v></c>)"
      R"(<c r="C4" s="2"><v>44532</v></c><c r="D4" t="b"><v>1</v></c>)"
      R"(<c r="E4" t="str"><f>A1&amp;"!"</f><v>plain!</v></c><c r="F4" t="e"><v>#N/A</v></c>)"
      R"(<c r="G4" t="s"><v>2</v></c><c r="H4"/></row>)");
  CHECK(rows_of(file, "", &notes) ==
        Rows{{"plain", "", "two fonts"},
             {"0.1", "2021-12-02T08:46:00", "2021-12-02", "TRUE", "plain!", "#N/A", "a\r\nb", ""}});
  CHECK(notes ==
        std::vector<std::string>{"has several sheets (\"Hidden\", \"Answers\", \"Notes & more\"), of which "
                                 "\"Answers\" is read; name another with --sheet"});
}

TEST_CASE("another sheet is read by its name") {
  const ScratchFolder folder;
  const auto file = workbook(folder, "");
  CHECK(rows_of(file, "notes & MORE") == Rows{{"third"}});
  CHECK(rows_of(file, "Hidden").empty());
  CHECK(folder.here(error_message([&] { rows_of(file, "Other"); })) ==
        "b.xlsx: has no sheet \"Other\"; its sheets are \"Hidden\", \"Answers\", \"Notes & more\"");
}

TEST_CASE("damaged workbooks are refused") {
  const ScratchFolder folder;
  const auto refused = [&](const std::string& rows) {
    const auto file = workbook(folder, rows);
    return folder.here(error_message([&] { rows_of(file); }));
  };
  CHECK(refused(R"(<row r="2"><c r="A2" t="s"><v>3</v></c></row>)") ==
        "b.xlsx:2: a cell names a text that is not there; is the file damaged?");
  CHECK(refused(R"(<row r="2"><c r="ZZZZ2"><v>3</v></c></row>)") ==
        "b.xlsx:2: there are more than 16,384 columns");
  CHECK(refused("<row><c>").starts_with("b.xlsx/xl/worksheets/sheet2.xml:1: "));
}

TEST_CASE("formats that show dates") {
  for (const char* format : {"yyyy-mm-dd", "d. mmmm", "[$-409]h:mm AM/PM", "mm:ss.0", "[h]:mm"})
    CHECK(is_date_format(format));
  for (const char* format : {"General", "0.00", "#,##0 \"days\"", "[Red]0", "0\\d", "@", "0.00E+00"}) {
    CHECK_FALSE(is_date_format(format));
  }
}

TEST_CASE("days are counted as Excel counts them") {
  // From Excel itself: 1 is 1 January 1900, 61 is 1 March 1900, 45292 is 1 January 2024.
  CHECK(iso_date(1, false) == "1900-01-01");
  CHECK(iso_date(61, false) == "1900-03-01");
  CHECK(iso_date(45292, false) == "2024-01-01");
  CHECK(iso_date(45292.999999999, false) == "2024-01-02");
  CHECK(iso_date(0.5, false) == "12:00:00");
  CHECK(iso_date(0, true) == "1904-01-01T00:00:00");
  CHECK(iso_date(-3, false) == "-3");
  CHECK(iso_date(1e300, false) == "1e+300");
}

TEST_CASE("Excel's escapes are resolved") {
  CHECK(unescape_xlsx("a_x000D_b_x005F_x000D__x20AC_") == "a\rb_x000D_\u20ac");
  CHECK(unescape_xlsx("_x00_ _xZZZZ_ _xD800_ _x000") == "_x00_ _xZZZZ_ _xD800_ _x000");
}
