#include "pipeline/decision_lines.hpp"
#include "pipeline/decisions.hpp"
#include "tests/fuzz/fuzzed_input.hpp"

using bearout::fuzz::view;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bearout::pipeline;
  const auto file = bearout::fuzz::file_of(view(data, size), ".jsonl");
  try {
    const auto log = read_decisions(file);
    // What is understood is written so that it is understood again.
    const auto lines = decision_lines(log);
    const auto again = bearout::fuzz::file_of(lines, ".again.jsonl");
    if (decision_lines(read_decisions(again)) != lines) __builtin_trap();
    const Decisions decisions(log);
    (void)decisions.mapping("d", "1");
  } catch (const bearout::corpus::Error&) {
    return 0;
  }
  return 0;
}
