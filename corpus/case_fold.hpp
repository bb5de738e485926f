#pragma once

#include <string>
#include <string_view>

namespace bearout::corpus {

/// Full case folding (Unicode 5.18, default): two texts that differ in case only fold to the same.
[[nodiscard]] std::string fold_case(std::string_view text);

}  // namespace bearout::corpus
