#include <vector>

#include "tests/fuzz/fuzzed_input.hpp"

using namespace bearout::corpus;
using bearout::fuzz::view;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const char* ending : {".gz", ".zst"}) {
    // Pieces of any size give the same bytes, or both are refused.
    const auto read = [&](std::size_t piece) {
      std::string bytes;
      try {
        ByteSource source(bearout::fuzz::file_of(view(data, size), ending));
        std::vector<char> buffer(piece);
        while (const auto count = source.read(buffer)) bytes.append(buffer.data(), count);
      } catch (const Error&) {
        return std::string("refused");
      }
      return bytes;
    };
    if (read(1 + size % 100) != read(std::size_t{1} << 16)) __builtin_trap();
  }
  return 0;
}
