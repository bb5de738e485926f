#pragma once

#include <string_view>

#include "pipeline/code_points.hpp"
#include "pipeline/decisions.hpp"

namespace bearout::pipeline {

/// A place as another program gives it, in code points: if `words` is what stands there when the place is
/// counted in UTF-16 units (as JavaScript counts), and not when it is counted in code points, it is
/// converted. Without `words` it is taken as code points.
[[nodiscard]] Place place_in_code_points(const CodePoints& text, Place place, std::string_view words);

}  // namespace bearout::pipeline
