#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/byte_source.hpp"

namespace bearout::corpus {

/// The strings that the cells of a workbook share. Throws Error if they are broken or more than 512 MB.
[[nodiscard]] std::vector<std::string> read_xlsx_strings(ByteSource shared_strings);

/// Text with Excel's escapes resolved: "_x000D_" is a carriage return, "_x005F_" an underscore.
[[nodiscard]] std::string unescape_xlsx(std::string_view text);

}  // namespace bearout::corpus
