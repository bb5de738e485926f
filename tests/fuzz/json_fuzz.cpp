#include "corpus/json_reader.hpp"
#include "corpus/jsonl_reader.hpp"
#include "tests/fuzz/fuzzed_input.hpp"

using namespace bearout::corpus;
using bearout::fuzz::source_of;
using bearout::fuzz::view;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ReadOptions options;
  bearout::fuzz::read_all(
      [&] { return read_json(source_of(view(data, size), "f.json"), options, "f.json"); });
  bearout::fuzz::read_all(
      [&] { return read_jsonl(source_of(view(data, size), "f.jsonl"), options, "f.jsonl"); });
  return 0;
}
