#include <array>
#include <map>

#include "pipeline/decision_lines.hpp"
#include "pipeline/export.hpp"
#include "pipeline/file_writer.hpp"
#include "pipeline/json_text.hpp"
#include "pipeline/rows.hpp"
#include "pipeline/table_cell.hpp"

namespace bearout::pipeline {

std::vector<std::string> export_table(const Suggestions& suggestions, const ExportOptions& options) {
  constexpr std::array<std::string_view, 17> kColumns = {
      "outcome", "outcome_text",    "document", "start",  "end",  "text", "score",  "band",    "framing",
      "decided", "decided_framing", "starred",  "author", "date", "url",  "source", "question"};
  const char delimiter = options.format == ExportFormat::tsv ? '\t' : ',';
  std::map<std::string, std::string, std::less<>> texts;
  for (const ListedOutcome& outcome : suggestions.outcomes())
    texts.emplace(outcome.section.id, outcome.section.text);

  FileWriter file(options.out);
  if (options.bom) file.write("\xEF\xBB\xBF");
  std::string line;
  for (const auto column : kColumns) append_cell(line, column, delimiter);
  end_row(line);
  file.write(line);
  suggestions.for_each([&](const Suggestion& each) {
    line.clear();
    const auto text = [&](std::string_view value) { append_cell(line, guarded(value), delimiter); };
    const auto number = [&](const std::string& value) { append_cell(line, value, delimiter); };
    const auto known = texts.find(each.row.outcome);
    text(each.row.outcome);
    text(known == texts.end() ? std::string_view() : std::string_view(known->second));
    text(each.row.document);
    number(std::to_string(each.row.place.start));
    number(std::to_string(each.row.place.end));
    text(each.row.text);
    number(fixed_digits(each.row.score));
    text(name_of(each.row.band));
    text(name_of(each.row.framing));
    text(each.verdict ? name_of(each.verdict->decision) : "");
    text(each.verdict && each.verdict->framing ? name_of(*each.verdict->framing) : "");
    text(each.verdict && each.verdict->star ? "yes" : "");
    static const corpus::Document none;
    const corpus::Document& document = each.document == nullptr ? none : *each.document;
    for (const auto& value :
         {document.author, document.date, document.url, document.source, document.question}) {
      text(value);
    }
    end_row(line);
    file.write(line);
  });
  file.finish();
  return {};
}

}  // namespace bearout::pipeline
