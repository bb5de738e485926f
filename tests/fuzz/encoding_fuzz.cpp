#include <algorithm>
#include <vector>

#include "corpus/utf8_source.hpp"
#include "tests/fuzz/fuzzed_input.hpp"

using namespace bearout::corpus;
using bearout::fuzz::source_of;
using bearout::fuzz::view;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Pieces of any size give the same text.
  const auto read = [&](std::size_t piece) {
    Utf8Source bytes(source_of(view(data, size), "f.csv"), Encodings::any);
    std::string text;
    std::vector<char> buffer(piece);
    while (const auto count = bytes.read(buffer)) text.append(buffer.data(), count);
    return text;
  };
  if (read(1 + size % 7) != read(std::size_t{1} << 16)) __builtin_trap();
  return 0;
}
