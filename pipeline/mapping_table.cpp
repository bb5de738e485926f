#include "pipeline/mapping_table.hpp"

#include "pipeline/json_text.hpp"
#include "pipeline/table_cell.hpp"

namespace bearout::pipeline {

std::string mapping_table_header() {
  return "document,passage,start,end,text,outcome,score,band,framing,framing_score,priority\r\n";
}

std::string mapping_table_row(const MappingRow& row, double priority) {
  std::string line;
  append_cell(line, guarded(row.place.document));
  append_cell(line, std::to_string(row.place.passage));
  append_cell(line, std::to_string(row.place.start));
  append_cell(line, std::to_string(row.place.end));
  append_cell(line, guarded(row.text));
  append_cell(line, guarded(row.outcome));
  append_cell(line, fixed_digits(row.score));
  append_cell(line, name_of(row.band));
  append_cell(line, name_of(row.framing));
  append_cell(line, fixed_digits(row.framing_score));
  append_cell(line, priority < 0 ? std::string() : fixed_digits(priority));
  end_row(line);
  return line;
}

}  // namespace bearout::pipeline
