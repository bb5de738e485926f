#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "corpus/record_fields.hpp"

namespace bearout::corpus {

/// The program that wrote a survey's table.
enum class SurveyTool : std::uint8_t { none, qualtrics, surveymonkey, google_forms, microsoft_forms };

/// What the first rows of a table say.
struct SurveyHeader {
  SurveyTool tool = SurveyTool::none;
  std::vector<std::string> columns;  ///< names, no two alike, none empty
  std::vector<std::string>
      wording;           ///< what each column asks; empty where the table says no more than the name
  std::size_t rows = 1;  ///< how many of the first rows are no records
};

/// Reads the header of a table from its first rows (three are enough; fewer if the table is shorter):
/// Qualtrics has ids, then the wording, then often `{"ImportId":…}`; SurveyMonkey has the questions, each
/// only in the first of its columns, then the options; Google Forms and Microsoft Forms have one row of
/// questions. Column names that stand twice get " (2)"; a column without a name is "column N".
[[nodiscard]] SurveyHeader read_survey_header(std::span<const std::vector<std::string>> rows);

/// What the tool itself writes into a column; nothing: a question, or what somebody added.
[[nodiscard]] std::optional<Field> field_of_tool(SurveyTool tool, const std::string& column);

/// E-mail and network addresses, names and places that a tool records beside the answers: not kept.
[[nodiscard]] bool is_personal(SurveyTool tool, const std::string& column);

/// "a Qualtrics survey"
[[nodiscard]] std::string name_of(SurveyTool tool);

}  // namespace bearout::corpus
