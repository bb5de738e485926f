#pragma once

#include <string>

#include "pipeline/row_reader.hpp"

namespace bearout::pipeline {

/// mappings.csv (RFC 4180, UTF-8 without a byte-order mark; text is guarded()): its first line.
[[nodiscard]] std::string mapping_table_header();
/// One line of it. A negative priority is none.
[[nodiscard]] std::string mapping_table_row(const MappingRow& row, double priority);

}  // namespace bearout::pipeline
