#include "corpus/xml_comments.hpp"
#include "tests/fuzz/fuzzed_input.hpp"

using namespace bearout::corpus;
using bearout::fuzz::source_of;
using bearout::fuzz::view;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  bearout::fuzz::read_all([&] { return read_xml_comments(source_of(view(data, size), "f.xml"), true); });
  return 0;
}
