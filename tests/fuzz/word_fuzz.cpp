#include "corpus/case_study.hpp"
#include "tests/fuzz/fuzzed_input.hpp"

using namespace bearout::corpus;
using bearout::fuzz::view;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto file = bearout::fuzz::file_of(view(data, size), ".docx");
  ByteSource source(file);
  (void)read_case_study(source, file);
  return 0;
}
