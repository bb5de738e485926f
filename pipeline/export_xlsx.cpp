#include <xlsxwriter.h>

#include <array>
#include <fstream>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "corpus/utf8.hpp"
#include "corpus/utf8_source.hpp"
#include "pipeline/decision_lines.hpp"
#include "pipeline/error.hpp"
#include "pipeline/export.hpp"
#include "pipeline/report.hpp"
#include "pipeline/rows.hpp"

namespace bearout::pipeline {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestCell = 32'767;  // Excel's own limits
constexpr std::uint32_t kMostRows = 1'048'576;

struct Column {
  const char* name;
  double width;
};

/// A cell: text, or a number.
struct Cell {
  Cell(std::string_view value) : text(value) {}                      // NOLINT: cells are written as values
  Cell(const std::string& value) : text(value) {}                    // NOLINT
  Cell(const char* value) : text(value) {}                           // NOLINT
  Cell(double value) : number(value) {}                              // NOLINT
  Cell(std::uint64_t value) : number(static_cast<double>(value)) {}  // NOLINT
  std::string_view text;
  std::optional<double> number;
};

/// One sheet with a frozen header, filters and wrapped text.
class SheetWriter {
 public:
  SheetWriter(lxw_workbook* book, const char* name, std::initializer_list<Column> columns)
      : sheet_(workbook_add_worksheet(book, name)),
        wrapped_(workbook_add_format(book)),
        columns_(static_cast<lxw_col_t>(columns.size())) {
    lxw_format* const bold = workbook_add_format(book);
    format_set_bold(bold);
    format_set_bottom(bold, LXW_BORDER_THIN);
    format_set_text_wrap(wrapped_);
    format_set_align(wrapped_, LXW_ALIGN_VERTICAL_TOP);
    lxw_col_t at = 0;
    for (const Column& column : columns) {
      worksheet_set_column(sheet_, at, at, column.width, nullptr);
      worksheet_write_string(sheet_, 0, at++, column.name, bold);
    }
    worksheet_freeze_panes(sheet_, 1, 0);
  }

  /// False if the sheet is full.
  bool write(std::initializer_list<Cell> cells) {
    if (row_ + 1 >= kMostRows) {
      ++left_out_;
      return false;
    }
    ++row_;
    lxw_col_t at = 0;
    for (const Cell& cell : cells) {
      if (cell.number) {
        worksheet_write_number(sheet_, row_, at, *cell.number, wrapped_);
      } else if (!cell.text.empty()) {
        // A string is no formula, whatever it begins with.
        worksheet_write_string(sheet_, row_, at, fitting(cell.text).c_str(), wrapped_);
      }
      ++at;
    }
    return true;
  }

  std::uint64_t finish() {
    worksheet_autofilter(sheet_, 0, 0, row_, static_cast<lxw_col_t>(columns_ - 1));
    return left_out_;
  }

 private:
  /// What Excel takes: no control characters (XML has none), no more than 32,767 UTF-16 units.
  static std::string fitting(std::string_view text) {
    const bool cut = text.size() > kLongestCell;
    std::string out(corpus::clip(text, cut ? kLongestCell - 3 : kLongestCell));
    for (char& c : out) {
      if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') c = ' ';
    }
    return cut ? out + "…" : out;
  }

  lxw_worksheet* sheet_;
  lxw_format* wrapped_;
  lxw_col_t columns_;
  lxw_row_t row_ = 0;
  std::uint64_t left_out_ = 0;
};

void write_outcomes(lxw_workbook* book, const Suggestions& suggestions) {
  SheetWriter sheet(book, "outcomes",
                    {{"id", 8},
                     {"title", 24},
                     {"text", 70},
                     {"for", 8},
                     {"against", 8},
                     {"unsure", 8},
                     {"requests", 9},
                     {"needs_example", 14}});
  for (const ListedOutcome& each : suggestions.outcomes()) {
    const OutcomeSection& outcome = each.section;
    sheet.write({outcome.id, outcome.title, outcome.text, outcome.coverage.supporting,
                 outcome.coverage.against, outcome.coverage.unsure, outcome.coverage.requests,
                 outcome.needs_example ? "yes" : ""});
  }
  (void)sheet.finish();
}

std::uint64_t write_mappings(lxw_workbook* book, const Suggestions& suggestions) {
  SheetWriter sheet(book, "mappings",
                    {{"outcome", 8},
                     {"text", 80},
                     {"score", 8},
                     {"band", 8},
                     {"framing", 10},
                     {"decided", 9},
                     {"document", 16},
                     {"start", 8},
                     {"end", 8},
                     {"author", 16},
                     {"date", 12},
                     {"url", 24},
                     {"source", 18},
                     {"question", 30}});
  suggestions.for_each([&](const Suggestion& each) {
    static const corpus::Document none;
    const corpus::Document& document = each.document == nullptr ? none : *each.document;
    sheet.write({each.row.outcome, each.row.text, each.row.score, name_of(each.row.band),
                 name_of(each.row.framing), each.verdict ? name_of(each.verdict->decision) : "",
                 each.row.document, each.row.place.start, each.row.place.end, document.author, document.date,
                 document.url, document.source, document.question});
  });
  return sheet.finish();
}

void write_candidates(lxw_workbook* book, const Suggestions& suggestions) {
  SheetWriter sheet(book, "candidates",
                    {{"statement", 60},
                     {"source", 11},
                     {"size", 8},
                     {"novelty", 9},
                     {"nearest_outcome", 15},
                     {"proposed_by", 18},
                     {"terms", 40},
                     {"quote", 80}});
  for (const ListedCandidate& each : read_candidate_list(suggestions.folder() / "candidates.json")) {
    const auto joined = [](const std::vector<std::string>& words) {
      std::string all;
      for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
      return all;
    };
    const auto by = joined(each.section.proposed_by);
    const auto terms = joined(each.section.terms);
    sheet.write({each.section.statement, each.section.proposed ? "proposed" : "recurring", each.section.size,
                 each.section.novelty, each.section.nearest_outcome, by, terms,
                 each.quotes.empty() ? std::string_view() : std::string_view(each.quotes.front().text)});
  }
  (void)sheet.finish();
}

std::uint64_t write_framing(lxw_workbook* book, const Suggestions& suggestions) {
  SheetWriter sheet(
      book, "framing",
      {{"document", 16}, {"text", 80}, {"outcome", 8}, {"score", 8}, {"cues", 40}, {"start", 8}, {"end", 8}});
  for_each_framing(suggestions.folder() / "framing.jsonl", [&](const FramingLine& row) {
    std::string cues;
    for (const Sighting& cue : row.cues) cues += (cues.empty() ? "" : ", ") + std::string(cue.term);
    sheet.write({row.document, row.text, row.outcome, row.score, cues, row.place.start, row.place.end});
  });
  return sheet.finish();
}

void write_decisions(lxw_workbook* book, const Suggestions& suggestions) {
  SheetWriter sheet(book, "decisions",
                    {{"kind", 10},
                     {"decision", 10},
                     {"outcome", 8},
                     {"document", 16},
                     {"text", 80},
                     {"framing", 10},
                     {"starred", 8},
                     {"note", 40},
                     {"by", 14},
                     {"at", 22}});
  const auto& log = suggestions.log();
  for (const auto& act : log.mappings) {
    sheet.write({"mapping", name_of(act.decision), act.outcome, act.document, act.text,
                 act.framing ? name_of(*act.framing) : "", act.star ? "yes" : "", act.signature.note,
                 act.signature.by, act.signature.at});
  }
  for (const auto& act : log.outcomes) {
    const char* const action = act.action == OutcomeAction::add      ? "add"
                               : act.action == OutcomeAction::reword ? "reword"
                                                                     : "retire";
    sheet.write({"outcome", action, act.outcome, "", act.text, "", "", act.signature.note, act.signature.by,
                 act.signature.at});
  }
  for (const auto& act : log.candidates) {
    const char* const action = act.action == CandidateAction::promote ? "promote"
                               : act.action == CandidateAction::merge ? "merge"
                                                                      : "dismiss";
    sheet.write({"candidate", action, act.into, "", act.statement, "", "", act.signature.note,
                 act.signature.by, act.signature.at});
  }
  for (const auto& act : log.framings) {
    const std::string outcome = act.outcome.value_or("");
    sheet.write({"framing", act.confirmed ? "confirm" : "dismiss", outcome, act.document, act.text, "", "",
                 act.signature.note, act.signature.by, act.signature.at});
  }
  (void)sheet.finish();
}

void write_settings(lxw_workbook* book, const Suggestions& suggestions) {
  SheetWriter sheet(book, "settings", {{"name", 40}, {"value", 80}});
  Report report;
  read_run(corpus::read_text(corpus::ByteSource(suggestions.folder() / "run.json")), report);
  sheet.write({"Bearout", report.method.version});
  sheet.write({"Model", report.method.model});
  if (!report.question.empty()) sheet.write({"People were asked", report.question});
  for (const Setting& setting : report.method.settings) sheet.write({setting.name, setting.value});
  for (const InputFile& input : report.method.inputs) sheet.write({"Input " + input.name, input.sha256});
  sheet.write({"Documents", report.totals.documents});
  sheet.write({"Passages", report.totals.passages});
  sheet.write({"Skipped records", report.method.skipped_count});
  (void)sheet.finish();
}

}  // namespace

std::vector<std::string> export_xlsx(const Suggestions& suggestions, const fs::path& out) {
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;  // rows are not kept
  struct Free {
    void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
  };
  std::unique_ptr<lxw_workbook, Free> owned(workbook_new_opt(out.c_str(), &options));
  lxw_workbook* const book = owned.get();
  if (book == nullptr) throw Error(out.string() + ": can't be written");
  std::string title = "What the comments bear out";
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.created = 946'684'800;  // 1 January 2000: the same results give the same bytes
  workbook_set_properties(book, &properties);
  std::uint64_t left_out = 0;
  write_outcomes(book, suggestions);
  left_out += write_mappings(book, suggestions);
  write_candidates(book, suggestions);
  left_out += write_framing(book, suggestions);
  write_decisions(book, suggestions);
  write_settings(book, suggestions);
  const lxw_error error = workbook_close(owned.release());  // which frees it
  if (error != LXW_NO_ERROR)
    throw Error(out.string() + ": can't be written: " + lxw_strerror(error) + "; is there room?");
  if (left_out == 0) return {};
  return {std::to_string(left_out) + " rows are beyond what a sheet holds; --to csv has them all"};
}

}  // namespace bearout::pipeline
