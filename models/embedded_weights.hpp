#pragma once

#include <string_view>

namespace bearout::models {

/// The text of models/weights/matcher.weights, put into the program when it is configured.
extern const std::string_view kMatcherWeightsText;

}  // namespace bearout::models
