#include "corpus/table_reader.hpp"
#include "corpus/xlsx_rows.hpp"
#include "tests/fuzz/fuzzed_input.hpp"

using namespace bearout::corpus;
using bearout::fuzz::view;
using bearout::tests::relationships;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<std::string> kParts{"xl/workbook.xml", "xl/sheet.xml", "xl/strings.xml",
                                               "xl/styles.xml"};
  const auto file = bearout::fuzz::archive_of(
      view(data, size), ".xlsx", kParts,
      {{"_rels/.rels", relationships({{"officeDocument", "/xl/workbook.xml"}})},
       {"xl/_rels/workbook.xml.rels",
        relationships(
            {{"worksheet", "sheet.xml"}, {"sharedStrings", "strings.xml"}, {"styles", "styles.xml"}})}});
  bearout::fuzz::read_all([&] { return read_table(read_xlsx(file, "", ByteSource(file)), {}, "f.xlsx"); });
  return 0;
}
