#include "corpus/table_reader.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "corpus/open_columns.hpp"
#include "corpus/record_fields.hpp"
#include "corpus/row_documents.hpp"
#include "corpus/table.hpp"

namespace bearout::corpus {
namespace {

struct FieldFlag {
  Field field;
  const char* flag;
};

constexpr std::array kFieldFlags = {
    FieldFlag{Field::text, "--text-column"},     FieldFlag{Field::id, "--id-column"},
    FieldFlag{Field::author, "--author-column"}, FieldFlag{Field::date, "--date-column"},
    FieldFlag{Field::parent, "--parent-column"}, FieldFlag{Field::url, "--url-column"},
    FieldFlag{Field::role, "--role-column"},
};

/// The column that has the name, in just this way or but for case and white space.
std::optional<std::size_t> find_column(const std::vector<std::string>& columns, const std::string& name) {
  auto found = std::ranges::find(columns, name);
  if (found == columns.end()) {
    found = std::ranges::find_if(columns, [&](const std::string& column) { return same_name(column, name); });
  }
  if (found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

/// The column whose name says best that it is this field, the first of equals.
std::optional<std::size_t> best_column(const std::vector<std::string>& columns, Field field,
                                       const FieldNames& names) {
  std::optional<std::size_t> best;
  unsigned best_rank = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto match = names.match(columns[i]);
    if (match.field != field || (best && match.rank >= best_rank)) continue;
    best = i;
    best_rank = match.rank;
  }
  return best;
}

/// What a column is for; nothing: it is left out.
using Plan = std::vector<std::optional<Field>>;

/// The columns that were named, and those whose names say what they are.
Plan plan_by_name(const Table& table, const FieldNames& names) {
  Plan plan(table.columns().size(), Field::other);
  for (const auto& [field, flag] : kFieldFlags) {
    for (const auto& name : names.given(field)) {
      const auto column = find_column(table.columns(), name);
      if (!column) table.throw_missing('"' + name + '"', std::string("name one with ") + flag);
      plan[*column] = field;
    }
    if (!names.given(field).empty()) continue;
    if (const auto column = best_column(table.columns(), field, names)) plan[*column] = field;
  }
  return plan;
}

bool has(const Plan& plan, Field field) {
  return std::ranges::find(plan, std::optional(field)) != plan.end();
}

/// What the tool writes into its own columns, in order of their names' rank: one of each field.
void plan_tool_columns(const Table& table, Plan& plan) {
  for (std::size_t i = 0; i < plan.size(); ++i) {
    if (plan[i] != Field::other) continue;
    const auto& column = table.columns()[i];
    const auto field = field_of_tool(table.tool(), column);
    if (field && !has(plan, *field)) plan[i] = field;
    if (is_personal(table.tool(), column)) plan[i].reset();
  }
}

/// The columns of a survey in which people answer in their own words.
void plan_open_columns(Table& table, Plan& plan) {
  constexpr std::size_t kRowsToJudgeBy = 400;
  constexpr std::size_t kMostNamed = 12;
  const auto& rows = table.look_ahead(kRowsToJudgeBy);
  std::string found;
  std::size_t count = 0;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    if (plan[i] != Field::other || !is_open_column(rows, i)) continue;
    plan[i] = Field::text;
    if (++count <= kMostNamed) found += (count == 1 ? "\"" : ", \"") + table.columns()[i] + '"';
  }
  if (count == 0) return;
  if (count > kMostNamed) found += " and " + std::to_string(count - kMostNamed) + " more";
  table.note("is read as " + name_of(table.tool()) + " with the answers in " + found +
             "; name others with --text-column");
}

Plan plan_columns(Table& table, const FieldNames& names) {
  Plan plan = plan_by_name(table, names);
  plan_tool_columns(table, plan);
  if (names.given(Field::text).empty() && table.tool() != SurveyTool::none) plan_open_columns(table, plan);
  if (!has(plan, Field::text)) {
    table.throw_missing("\"text\" (or comment, response, body)", "name one with --text-column");
  }
  return plan;
}

/// The column in which Qualtrics says how a response came in.
std::optional<std::size_t> status_column(const Table& table) {
  if (table.tool() != SurveyTool::qualtrics) return {};
  return find_column(table.columns(), "Status");
}

bool is_no_response(std::string_view status) {
  constexpr std::array kNoResponses = {std::string_view("Survey Preview"), std::string_view("Survey Test"),
                                       std::string_view("Spam")};
  return std::ranges::any_of(kNoResponses, [&](std::string_view each) { return same_name(status, each); });
}

class TableDocuments : public RecordReader {
 public:
  TableDocuments(std::unique_ptr<TableRows> rows, const ReadOptions& options, std::string file_label)
      : table_(std::move(rows)), rows_(table_.name(), std::move(file_label), options.require_ids) {
    if (table_.columns().empty()) return;
    plan_ = plan_columns(table_, FieldNames(options.columns));
    several_texts_ = std::ranges::count(plan_, std::optional(Field::text)) > 1;
    status_ = status_column(table_);
  }

  std::optional<Record> next() override {
    for (;;) {
      if (auto answer = rows_.take()) return answer;
      if (!table_.next(row_)) return std::nullopt;
      ++record_;
      if (status_ && *status_ < row_.fields.size() && is_no_response(row_.fields[*status_])) {
        ++left_out_;
        continue;
      }
      // Spreadsheets write empty cells beyond the header.
      while (row_.fields.size() > plan_.size() && row_.fields.back().empty()) row_.fields.pop_back();
      if (row_.fields.size() > plan_.size()) {
        return refuse(std::to_string(row_.fields.size()) + " fields, but the header has " +
                      std::to_string(plan_.size()));
      }
      std::vector<Answer> answers;
      auto document = read_row(answers);
      if (several_texts_) {
        if (answers.empty()) ++left_out_;
        rows_.put(std::move(document), std::move(answers), record_, row_.line);
      } else if (is_blank(document.text)) {
        if (table_.tool() == SurveyTool::none) return refuse("the text is empty");
        ++left_out_;  // nobody must answer a survey's open question
      } else {
        return document;
      }
    }
  }

  std::uint64_t line() const override { return row_.line; }
  std::uint64_t left_out() const override { return left_out_; }

 private:
  Document read_row(std::vector<Answer>& answers) const {
    Document document;
    for (std::size_t i = 0; i < row_.fields.size(); ++i) {
      const auto value = row_.fields[i];
      if (value.empty() || !plan_[i]) continue;
      const bool is_text = plan_[i] == Field::text;
      if (is_text && several_texts_) {
        answers.push_back({table_.columns()[i], table_.question(i), std::string(value)});
      } else {
        assign(document, *plan_[i], table_.columns()[i], value);
      }
      if (is_text && !several_texts_ && table_.asks()) document.question = table_.question(i);
    }
    return document;
  }

  Record refuse(std::string why) const { return Diagnostic{table_.name(), row_.line, std::move(why)}; }

  Table table_;
  RowDocuments rows_;
  Plan plan_;
  bool several_texts_ = false;
  std::optional<std::size_t> status_;
  TableRow row_;
  std::uint64_t record_ = 0;
  std::uint64_t left_out_ = 0;
};

}  // namespace

std::unique_ptr<RecordReader> read_table(std::unique_ptr<TableRows> rows, const ReadOptions& options,
                                         std::string file_label) {
  return std::make_unique<TableDocuments>(std::move(rows), options, std::move(file_label));
}

}  // namespace bearout::corpus
