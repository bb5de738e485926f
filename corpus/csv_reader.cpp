#include "corpus/csv_reader.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "corpus/csv_table.hpp"
#include "corpus/record_fields.hpp"
#include "corpus/row_documents.hpp"

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

/// What each column means.
std::vector<Field> plan_columns(const CsvTable& table, const FieldNames& names) {
  std::vector<Field> plan(table.columns().size(), Field::other);
  for (const auto& [field, flag] : kFieldFlags) {
    const auto remedy = std::string("name one with ") + flag;
    for (const auto& name : names.given(field)) {
      const auto column = find_column(table.columns(), name);
      if (!column) table.throw_missing('"' + name + '"', remedy);
      plan[*column] = field;
    }
    if (!names.given(field).empty()) continue;
    if (const auto column = best_column(table.columns(), field, names)) {
      plan[*column] = field;
    } else if (field == Field::text) {
      table.throw_missing("\"text\" (or comment, response, body)", remedy);
    }
  }
  return plan;
}

class CsvDocuments : public RecordReader {
 public:
  CsvDocuments(ByteSource source, char delimiter, const ReadOptions& options, std::string file_label)
      : table_(std::move(source), delimiter),
        rows_(table_.name(), std::move(file_label), options.require_ids) {
    if (table_.columns().empty()) return;
    const FieldNames names(options.columns);
    plan_ = plan_columns(table_, names);
    several_texts_ = std::ranges::count(plan_, Field::text) > 1;
  }

  std::optional<Record> next() override {
    for (;;) {
      if (auto answer = rows_.take()) return answer;
      if (!table_.next(row_)) return std::nullopt;
      ++record_;
      if (row_.fields.size() > plan_.size()) {
        return refuse(std::to_string(row_.fields.size()) + " fields, but the header has " +
                      std::to_string(plan_.size()));
      }
      std::vector<Answer> answers;
      auto document = read_row(answers);
      if (several_texts_) {
        rows_.put(std::move(document), std::move(answers), record_, row_.line);
      } else if (is_blank(document.text)) {
        return refuse("the text is empty");
      } else {
        return document;
      }
    }
  }

  std::uint64_t line() const override { return row_.line; }

 private:
  Document read_row(std::vector<Answer>& answers) const {
    Document document;
    for (std::size_t i = 0; i < row_.fields.size(); ++i) {
      const auto value = row_.fields[i];
      if (value.empty()) continue;
      if (several_texts_ && plan_[i] == Field::text) {
        answers.push_back({table_.columns()[i], table_.question(i), std::string(value)});
      } else {
        assign(document, plan_[i], table_.columns()[i], value);
      }
    }
    return document;
  }

  Record refuse(std::string why) const { return Diagnostic{table_.name(), row_.line, std::move(why)}; }

  CsvTable table_;
  RowDocuments rows_;
  std::vector<Field> plan_;
  bool several_texts_ = false;
  CsvRow row_;
  std::uint64_t record_ = 0;
};

}  // namespace

std::unique_ptr<RecordReader> read_csv(ByteSource source, char delimiter, const ReadOptions& options,
                                       std::string file_label) {
  return std::make_unique<CsvDocuments>(std::move(source), delimiter, options, std::move(file_label));
}

}  // namespace bearout::corpus
