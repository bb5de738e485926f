#include "pipeline/table_cell.hpp"

namespace bearout::pipeline {

std::string guarded(std::string_view text) {
  constexpr std::string_view kFormulaBegins = "=+-@\t\r";
  std::string cell;
  if (!text.empty() && kFormulaBegins.find(text.front()) != std::string_view::npos) cell = "'";
  return cell.append(text);
}

void append_cell(std::string& line, std::string_view text, char delimiter) {
  const bool plain = text.find_first_of("\"\r\n") == std::string_view::npos &&
                     text.find(delimiter) == std::string_view::npos;
  if (plain) {
    line.append(text).push_back(delimiter);
    return;
  }
  line.push_back('"');
  for (const char c : text) {
    if (c == '"') line.push_back('"');
    line.push_back(c);
  }
  line.append("\"").push_back(delimiter);
}

void end_row(std::string& line) {
  line.back() = '\r';
  line.push_back('\n');
}

}  // namespace bearout::pipeline
