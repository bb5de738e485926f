#include <sstream>
#include <stdexcept>

#include "models/model.hpp"
#include "models/statistics.hpp"
#include "tests/fuzz/fuzzed_input.hpp"

using bearout::fuzz::view;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(view(data, size));
  const auto refused = [&](auto load) {
    try {
      std::istringstream in(bytes);
      (void)load(in);
    } catch (const std::runtime_error&) {
      return;  // models::Error
    }
  };
  refused([](std::istream& in) { return bearout::models::load(in, "f.bearout"); });
  refused([](std::istream& in) { return bearout::models::Statistics::load(in, "f.statistics"); });
  return 0;
}
