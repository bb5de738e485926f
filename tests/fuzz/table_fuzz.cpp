#include "corpus/csv.hpp"
#include "corpus/table_reader.hpp"
#include "tests/fuzz/fuzzed_input.hpp"

using namespace bearout::corpus;
using bearout::fuzz::source_of;
using bearout::fuzz::view;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ReadOptions options;
  bearout::fuzz::read_all([&] {
    return read_table(std::make_unique<CsvRows>(source_of(view(data, size), "f.csv")), options, "f.csv");
  });
  options.columns.text = {"a", "b"};
  bearout::fuzz::read_all([&] {
    return read_table(std::make_unique<CsvRows>(source_of(view(data, size), "f.csv"), ',', 3), options,
                      "f.csv");
  });
  return 0;
}
