#pragma once

#include <string_view>

namespace bearout::models {

/// The text of models/weights/framing.tsv, as it was when the program was built.
[[nodiscard]] std::string_view framing_weights_text();
[[nodiscard]] std::string_view matcher_weights_text();

}  // namespace bearout::models
