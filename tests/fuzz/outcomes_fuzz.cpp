#include "corpus/csv.hpp"
#include "corpus/outcome_entry.hpp"
#include "corpus/refi_project.hpp"
#include "tests/fuzz/fuzzed_input.hpp"

using namespace bearout::corpus;
using bearout::fuzz::source_of;
using bearout::fuzz::view;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto refused = [](auto read) {
    try {
      (void)read();
    } catch (const Error&) {
      return;
    }
  };
  const auto source = [&](const char* name) { return source_of(view(data, size), name); };
  refused([&] { return read_outcome_list(source("f.md")); });
  refused([&] { return read_outcome_table(std::make_unique<CsvRows>(source("f.csv"))); });
  refused([&] { return read_outcome_json(source("f.json")); });
  refused([&] { return read_outcome_lines(source("f.jsonl")); });
  refused([&] { return outcomes_of(read_refi(source("f.qdc")).codes); });
  return 0;
}
