#pragma once

#include <string_view>

namespace bearout::pipeline {

/// The program's version, as in CMakeLists.txt.
[[nodiscard]] std::string_view version();

}  // namespace bearout::pipeline
