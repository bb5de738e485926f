#include "pipeline/mapping_table.hpp"

#include "pipeline/json_text.hpp"

namespace bearout::pipeline {

namespace {

/// Appends the cell and the comma behind it.
void append_cell(std::string& line, std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    line.append(text).push_back(',');
    return;
  }
  line.push_back('"');
  for (const char c : text) {
    if (c == '"') line.push_back('"');
    line.push_back(c);
  }
  line += "\",";
}

}  // namespace

std::string mapping_table_header() {
  return "document,passage,start,end,text,outcome,score,band,framing,framing_score,priority\r\n";
}

std::string mapping_table_row(const MappingRow& row, double priority) {
  std::string line;
  append_cell(line, row.place.document);
  append_cell(line, std::to_string(row.place.passage));
  append_cell(line, std::to_string(row.place.start));
  append_cell(line, std::to_string(row.place.end));
  append_cell(line, row.text);
  append_cell(line, row.outcome);
  append_cell(line, fixed_digits(row.score));
  append_cell(line, name_of(row.band));
  append_cell(line, name_of(row.framing));
  append_cell(line, fixed_digits(row.framing_score));
  append_cell(line, priority < 0 ? std::string() : fixed_digits(priority));
  line.back() = '\r';  // the last cell's comma
  return line + "\n";
}

}  // namespace bearout::pipeline
