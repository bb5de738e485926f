#pragma once

#include <string_view>

namespace bearout::corpus {

[[nodiscard]] bool is_valid_utf8(std::string_view text);

}  // namespace bearout::corpus
