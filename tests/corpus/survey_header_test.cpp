#include "corpus/survey_header.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "corpus/open_columns.hpp"

using namespace bearout::corpus;

namespace {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

}  // namespace

TEST_CASE("Qualtrics has two or three header rows") {
  const Rows rows{{"StartDate", "ResponseId", "Q1", "Q1_TEXT"},
                  {"Start Date", "Response ID", "What changed,\nfor you?", "Other"},
                  {R"({"ImportId":"startDate","timeZone":"America/Denver"})", R"({"ImportId":"_recordId"})",
                   R"({"ImportId":"QID1"})", R"({"ImportId":"QID1_TEXT"})"}};
  const auto three = read_survey_header(rows);
  CHECK(three.tool == SurveyTool::qualtrics);
  CHECK(three.rows == 3);
  CHECK(three.columns == rows[0]);
  CHECK(three.wording[2] == "What changed,\nfor you?");
  const auto two = read_survey_header(Rows{rows[0], rows[1], {"2021-12-02", "R_1", "Much.", ""}});
  CHECK(two.tool == SurveyTool::qualtrics);
  CHECK(two.rows == 2);
  const auto only_ids = read_survey_header(Rows{rows[0], rows[2]});
  CHECK(only_ids.rows == 2);
  CHECK(only_ids.wording.empty());
}

TEST_CASE("older Qualtrics names its own columns V1, V2") {
  const auto header = read_survey_header(
      Rows{{"V1", "V8", "Q2"}, {"ResponseID", "StartDate", "Why?"}, {"R_1", "2014-01-02", "So."}});
  CHECK(header.tool == SurveyTool::qualtrics);
  CHECK(header.rows == 2);
  CHECK(header.columns == Row{"ResponseID", "StartDate", "Q2"});
  CHECK(header.wording[2] == "Why?");
}

TEST_CASE("SurveyMonkey has its questions over the first of their columns only") {
  const auto header = read_survey_header(
      Rows{{"Respondent ID", "Email Address", "Which do you use?", "", "", "What should change?", "Age"},
           {"", "", "Phone", "Tablet", "Other (please specify)", "Open-Ended Response", "Response"},
           {"1", "a@b.c", "Phone", "", "", "Nothing.", "30-39"}});
  CHECK(header.tool == SurveyTool::surveymonkey);
  CHECK(header.rows == 2);
  CHECK(header.columns == Row{"Respondent ID", "Email Address", "Which do you use?: Phone",
                              "Which do you use?: Tablet", "Which do you use?: Other (please specify)",
                              "What should change?", "Age"});
  CHECK(header.wording[3] == "Which do you use?");
  CHECK(header.wording[5] == "What should change?");
  CHECK(field_of_tool(header.tool, "Respondent ID") == Field::id);
  CHECK(is_personal(header.tool, "Email Address"));
  CHECK_FALSE(is_personal(SurveyTool::none, "Email Address"));
}

TEST_CASE("forms of Google and Microsoft have one header row") {
  const auto google =
      read_survey_header(Rows{{"Timestamp", "What changed?", "What changed?"}, {"1", "a", "b"}});
  CHECK(google.tool == SurveyTool::google_forms);
  CHECK(google.rows == 1);
  CHECK(google.columns == Row{"Timestamp", "What changed?", "What changed? (2)"});
  CHECK(field_of_tool(google.tool, "Timestamp") == Field::date);
  const auto microsoft =
      read_survey_header(Rows{{"ID", "Start time", "Completion time", "Email", "Name", "What changed?"}});
  CHECK(microsoft.tool == SurveyTool::microsoft_forms);
  CHECK(field_of_tool(microsoft.tool, "Completion time") == Field::date);
  CHECK(is_personal(microsoft.tool, "Email"));
}

TEST_CASE("any other table is none of a survey tool, and its columns have names of their own") {
  const auto header =
      read_survey_header(Rows{{"id", "", "note", "note", "note (2)"}, {"1", "2", "3", "4", "5"}});
  CHECK(header.tool == SurveyTool::none);
  CHECK(header.rows == 1);
  CHECK(header.columns == Row{"id", "column 2", "note", "note (2)", "note (2) (2)"});
  CHECK(read_survey_header(Rows{}).columns.empty());
}

TEST_CASE("open columns hold people's own words") {
  const std::deque<Row> rows{
      {"Yes", "I talk to my daughter every week now", "Phone,Tablet or laptop,A friend's phone", "5", ""},
      {"No", "Nothing has changed for me, to be honest", "Phone,A friend's phone", "4", ""},
      {"Yes", "It was good to meet the others there", "Tablet or laptop,A friend's phone", "5", ""},
      {"Yes", "", "Phone,Tablet or laptop", "3", ""}};
  CHECK_FALSE(is_open_column(rows, 0));
  CHECK(is_open_column(rows, 1));
  CHECK_FALSE(is_open_column(rows, 2));
  CHECK_FALSE(is_open_column(rows, 3));
  CHECK_FALSE(is_open_column(rows, 4));
  CHECK_FALSE(is_open_column(rows, 9));
}
