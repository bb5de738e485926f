#pragma once

#include <string>

namespace bearout::pipeline {

/// A message in one line, whatever it was made of.
[[nodiscard]] std::string one_line(std::string text);

}  // namespace bearout::pipeline
