#pragma once

#include <string>
#include <string_view>

namespace bearout::corpus {

/// The same text as valid UTF-8 with '\n' as the only line end: broken sequences become U+FFFD each, NUL is
/// dropped, "\r\n" and "\r" become "\n".
[[nodiscard]] std::string repair_utf8(std::string_view text);

}  // namespace bearout::corpus
