// Weights that `--weights` names: read or refused, and what was read is written and read again as it was.

#include <cmath>

#include "models/error.hpp"
#include "models/framing_weights.hpp"
#include "models/matcher_weights.hpp"
#include "tests/fuzz/fuzzed_input.hpp"

namespace models = bearout::models;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = bearout::fuzz::view(data, size);
  try {
    const models::WeightTable table = models::parse_weights(text, "f");
    if (models::parse_weights(models::format_weights(table), "f") != table) __builtin_trap();
  } catch (const models::Error&) {
  }
  try {
    const models::FramingWeights weights = models::parse_framing_weights(text);
    for (const auto* list : {&weights.claim, &weights.fact}) {
      for (const double weight : *list) {
        if (!std::isfinite(weight)) __builtin_trap();
      }
    }
    for (const double number : weights.numbers) {
      if (!std::isfinite(number)) __builtin_trap();
    }
  } catch (const models::Error&) {
  }
  return 0;
}
