#include "corpus/refi_reader.hpp"
#include "tests/fuzz/fuzzed_input.hpp"

using namespace bearout::corpus;
using bearout::fuzz::view;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto file = bearout::fuzz::file_of(view(data, size), ".qdpx");
  bearout::fuzz::read_all([&] { return read_refi_documents(file, ByteSource(file)); });
  return 0;
}
