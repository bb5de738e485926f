#include "corpus/utf8_repair.hpp"
#include "models/statistics.hpp"
#include "tests/fuzz/fuzzed_input.hpp"

using bearout::fuzz::view;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  bearout::corpus::Document document;
  document.id = "d";
  document.text = bearout::corpus::repair_utf8(view(data, size));
  bearout::models::Statistics statistics;
  statistics.observe(document);
  return 0;
}
