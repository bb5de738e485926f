#pragma once

#include <string>
#include <string_view>

namespace bearout::corpus {

/// A text with every run of white space (also Unicode's) as one space, none at either end: two texts that
/// differ in white space only are the same passage.
[[nodiscard]] std::string fold_white_space(std::string_view text);

}  // namespace bearout::corpus
