#include "corpus/survey_header.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

namespace bearout::corpus {
namespace {

using Row = std::vector<std::string>;

bool has_column(const Row& row, std::string_view bare) {
  return std::ranges::any_of(row, [&](const std::string& cell) { return bare_name(cell) == bare; });
}

bool is_import_row(const Row& row) {
  return std::ranges::any_of(
      row, [](const std::string& cell) { return trimmed(cell).starts_with(R"({"ImportId")"); });
}

/// "Start Date" under "StartDate", "Progress" under "Progress": no record says that twice.
bool repeats_names(const Row& names, const Row& row) {
  std::size_t repeated = 0;
  for (std::size_t i = 0; i < std::min(names.size(), row.size()); ++i) {
    const auto name = bare_name(row[i]);
    if (!name.empty() && name == bare_name(names[i])) ++repeated;
  }
  return repeated >= 2;
}

/// "V1", "V2", …: what older Qualtrics calls the columns of its own.
bool is_legacy_name(std::string_view name) {
  return name.size() >= 2 && name[0] == 'V' &&
         std::ranges::all_of(name.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_qualtrics(const Row& names) {
  return has_column(names, "startdate") || has_column(names, "recordeddate") ||
         has_column(names, "responseid");
}

void read_qualtrics(std::span<const Row> rows, SurveyHeader& header) {
  header.tool = SurveyTool::qualtrics;
  header.rows = 2;
  if (is_import_row(rows[1])) return;
  header.wording = rows[1];
  if (rows.size() > 2 && is_import_row(rows[2])) header.rows = 3;
  for (std::size_t i = 0; i < std::min(header.columns.size(), rows[1].size()); ++i) {
    if (is_legacy_name(header.columns[i]) && !is_blank(rows[1][i])) header.columns[i] = trimmed(rows[1][i]);
  }
}

/// What SurveyMonkey writes under a question that people answer in their own words, or with one choice.
bool is_plain_response(std::string_view option) {
  const auto bare = bare_name(option);
  return bare == "response" || bare == "openendedresponse";
}

bool is_surveymonkey(std::span<const Row> rows) {
  if (rows.size() < 2 || rows[0].empty()) return false;
  const bool responses = std::ranges::any_of(rows[1], is_plain_response);
  const auto first = bare_name(rows[0].front());
  const bool blank_first = rows[1].empty() || is_blank(rows[1].front());
  return blank_first && (first == "respondentid" || first == "collectorid" || responses);
}

void read_surveymonkey(std::span<const Row> rows, SurveyHeader& header) {
  header.tool = SurveyTool::surveymonkey;
  header.rows = 2;
  std::string question;
  const auto count = std::max(rows[0].size(), rows[1].size());
  header.columns.assign(count, "");
  header.wording.assign(count, "");
  for (std::size_t i = 0; i < count; ++i) {
    if (i < rows[0].size() && !is_blank(rows[0][i])) question = trimmed(rows[0][i]);
    const auto option = i < rows[1].size() ? trimmed(rows[1][i]) : std::string_view();
    header.wording[i] = question;
    header.columns[i] = question;
    if (!option.empty() && !is_plain_response(option)) header.columns[i].append(": ").append(option);
  }
}

bool is_google_forms(const Row& names) {
  constexpr std::array kTimestamps = {
      std::string_view("Timestamp"),   std::string_view("Zeitstempel"),
      std::string_view("Horodateur"),  std::string_view("Marca temporal"),
      std::string_view("Tijdstempel"), std::string_view("Informazioni cronologiche")};
  return names.size() > 1 && std::ranges::any_of(kTimestamps, [&](std::string_view each) {
           return same_name(names.front(), each);
         });
}

bool is_microsoft_forms(const Row& names) {
  return names.size() > 3 && bare_name(names[0]) == "id" && has_column(names, "starttime") &&
         has_column(names, "completiontime");
}

void make_unique(Row& columns) {
  std::set<std::string> taken;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].empty()) columns[i] = "column " + std::to_string(i + 1);
    const auto name = columns[i];
    for (std::size_t copy = 2; !taken.insert(columns[i]).second; ++copy) {
      columns[i] = name + " (" + std::to_string(copy) + ")";
    }
  }
}

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

SurveyHeader read_survey_header(std::span<const Row> rows) {
  SurveyHeader header;
  if (rows.empty()) return header;
  for (const auto& cell : rows[0]) header.columns.emplace_back(trimmed(cell));
  const bool imports =
      (rows.size() > 1 && is_import_row(rows[1])) || (rows.size() > 2 && is_import_row(rows[2]));
  const bool repeated = rows.size() > 1 && repeats_names(header.columns, rows[1]);
  const bool legacy =
      rows.size() > 1 && !rows[0].empty() && header.columns.front() == "V1" && is_qualtrics(rows[1]);
  if (imports || legacy || (repeated && is_qualtrics(header.columns))) {
    read_qualtrics(rows, header);
  } else if (repeated) {
    header.wording = rows[1];
    header.rows = 2;
  } else if (is_surveymonkey(rows)) {
    read_surveymonkey(rows, header);
  } else if (is_microsoft_forms(header.columns)) {
    header.tool = SurveyTool::microsoft_forms;
  } else if (is_google_forms(header.columns)) {
    header.tool = SurveyTool::google_forms;
  }
  make_unique(header.columns);
  return header;
}

std::optional<Field> field_of_tool(SurveyTool tool, const std::string& column) {
  const auto bare = bare_name(column);
  switch (tool) {
    case SurveyTool::qualtrics:
      if (bare == "recordeddate") return Field::date;
      break;
    case SurveyTool::surveymonkey:
      if (bare == "respondentid") return Field::id;
      if (bare == "enddate" || bare == "datemodified") return Field::date;
      break;
    case SurveyTool::google_forms:
      if (is_google_forms({column, ""})) return Field::date;
      break;
    case SurveyTool::microsoft_forms:
      if (bare == "completiontime") return Field::date;
      if (bare == "name") return Field::author;
      break;
    case SurveyTool::none:
      break;
  }
  return {};
}

bool is_personal(SurveyTool tool, const std::string& column) {
  static constexpr std::array<std::string_view, 14> kPersonal = {
      "ipaddress",         "email",          "emailaddress",       "username",          "firstname",
      "lastname",          "recipientemail", "recipientfirstname", "recipientlastname", "locationlatitude",
      "locationlongitude", "customdata1",    "respondentemail",    "externalreference"};
  return tool != SurveyTool::none && is_one_of(bare_name(column), kPersonal);
}

std::string name_of(SurveyTool tool) {
  switch (tool) {
    case SurveyTool::qualtrics:
      return "a Qualtrics survey";
    case SurveyTool::surveymonkey:
      return "a SurveyMonkey survey";
    case SurveyTool::google_forms:
      return "a Google form";
    case SurveyTool::microsoft_forms:
      return "a Microsoft form";
    case SurveyTool::none:
      break;
  }
  return "a table";
}

}  // namespace bearout::corpus
