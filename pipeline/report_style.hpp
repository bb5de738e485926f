#pragma once

#include <string_view>

namespace bearout::pipeline {

/// The text of report.css, put into the program when it is built.
[[nodiscard]] std::string_view report_style();

}  // namespace bearout::pipeline
