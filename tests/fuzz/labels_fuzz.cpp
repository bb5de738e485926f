#include "pipeline/label.hpp"
#include "tests/fuzz/fuzzed_input.hpp"

using bearout::fuzz::view;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bearout::pipeline;
  static const OutcomeNames outcomes(bearout::fuzz::file_of(
      R"([{"id":"1","text":"People are reached."},{"id":"2","text":"Trust"}])", ".outcomes.json"));
  for (const char* ending : {".json", ".jsonl", ".csv"}) {
    try {
      (void)read_labels(bearout::fuzz::file_of(view(data, size), ending), outcomes);
    } catch (const bearout::corpus::Error&) {
      continue;
    }
  }
  static const std::vector<std::string> kParts{"project.qde", "Sources/s.txt", "Sources/t.txt"};
  try {
    DecisionLog rest;
    (void)read_refi_labels(bearout::fuzz::archive_of(view(data, size), ".qdpx", kParts), outcomes, rest);
  } catch (const bearout::corpus::Error&) {
    return 0;
  }
  return 0;
}
