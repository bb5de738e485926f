#include "pipeline/error.hpp"
#include "pipeline/row_reader.hpp"
#include "tests/fuzz/fuzzed_input.hpp"

using bearout::fuzz::view;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bearout;
  try {
    pipeline::RowReader rows(fuzz::file_of(view(data, size), ".rows.jsonl"), "abc");
    while (rows.next()) continue;
  } catch (const pipeline::Error&) {
    return 0;
  } catch (const corpus::Error&) {
    return 0;
  }
  return 0;
}
