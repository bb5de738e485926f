#include "corpus/refi_reader.hpp"
#include "tests/fuzz/fuzzed_input.hpp"

using namespace bearout::corpus;
using bearout::fuzz::view;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<std::string> kParts{"project.qde", "Sources/s.txt", "Sources/t.txt"};
  const auto file = bearout::fuzz::archive_of(view(data, size), ".qdpx", kParts);
  bearout::fuzz::read_all([&] { return read_refi_documents(file, ByteSource(file)); });
  return 0;
}
