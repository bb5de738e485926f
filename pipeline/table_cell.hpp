#pragma once

#include <string>
#include <string_view>

namespace bearout::pipeline {

/// Text for a cell of a spreadsheet: with an apostrophe before it where a spreadsheet would take it for a
/// formula (it begins with = + - @, a tab or a carriage return). Numbers need no guard.
[[nodiscard]] std::string guarded(std::string_view text);

/// Appends a cell and the delimiter behind it, in quotes where it must be (RFC 4180).
void append_cell(std::string& line, std::string_view text, char delimiter = ',');

/// Ends the line: the last delimiter becomes "\r\n".
void end_row(std::string& line);

}  // namespace bearout::pipeline
