#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "corpus/byte_source.hpp"
#include "corpus/table_rows.hpp"

namespace bearout::corpus {

/// The rows of one sheet of an Excel workbook (.xlsx, .xlsm), as text: numbers as they are stored, dates as
/// ISO 8601, formulas by the value that was saved with them. `sheet` is its name; empty: the first that is
/// not hidden, and if there are more with anything in them, that is noted on `source`. Streaming, but for the
/// workbook's table of strings (at most 512 MB). Throws Error for what is no workbook, and for a sheet that
/// isn't there. `source` is the same file, read for its digest.
[[nodiscard]] std::unique_ptr<TableRows> read_xlsx(const std::filesystem::path& path,
                                                   const std::string& sheet, ByteSource source);

}  // namespace bearout::corpus
