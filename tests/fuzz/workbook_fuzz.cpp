#include "corpus/table_reader.hpp"
#include "corpus/xlsx_rows.hpp"
#include "tests/fuzz/fuzzed_input.hpp"

using namespace bearout::corpus;
using bearout::fuzz::view;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto file = bearout::fuzz::file_of(view(data, size), ".xlsx");
  bearout::fuzz::read_all([&] { return read_table(read_xlsx(file, "", ByteSource(file)), {}, "f.xlsx"); });
  return 0;
}
