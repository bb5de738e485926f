#include <algorithm>
#include <string>
#include <vector>

#include "corpus/ascii.hpp"
#include "pipeline/export.hpp"
#include "pipeline/file_writer.hpp"
#include "pipeline/report.hpp"
#include "pipeline/report_words.hpp"

namespace bearout::pipeline {

namespace {

/// Text as Markdown: what would be markup is escaped, line ends become spaces (a quote is one paragraph).
std::string escaped(std::string_view text) {
  constexpr std::string_view kMarkup = "\\`*_[]<>#|~";
  std::string out;
  for (const char c : text) {
    if (kMarkup.find(c) != std::string_view::npos) out.push_back('\\');
    out.push_back(c == '\n' || c == '\r' ? ' ' : c);
  }
  // "1. " and "- " begin a list only at the front.
  const auto digits = out.find_first_not_of("0123456789");
  if (digits != std::string::npos && digits > 0 && (out[digits] == '.' || out[digits] == ')'))
    out.insert(digits, "\\");
  if (!out.empty() && (out[0] == '-' || out[0] == '+')) out.insert(0, "\\");
  return out;
}

std::string source_of(const Quote& quote) {
  std::string line = quote.author.empty() ? "no name" : escaped(quote.author);
  if (!quote.date.empty()) line += ", " + escaped(readable_date(quote.date));
  line += " (" + escaped(quote.document);
  if (quote.confirmed) {
    line += ", confirmed";
  } else if (quote.score) {
    line += ", " + likelihood(*quote.score);
  }
  if (quote.starred) line += ", starred";
  line += ")";
  if (!safe_link(quote.url).empty() && quote.url.find_first_of("<>") == std::string::npos)
    line += " <" + quote.url + ">";
  return line;
}

void write_quotes(std::string& out, const std::vector<Quote>& quotes) {
  for (const Quote& quote : quotes) {
    out += "> “" + escaped(quote.text) + "”\n>\n> — " + source_of(quote) + "\n\n";
  }
}

void write_outcome(std::string& out, const OutcomeSection& outcome) {
  out += "## " + escaped(outcome.id) + ". " + escaped(outcome.title.empty() ? outcome.text : outcome.title) +
         "\n\n";
  if (!outcome.title.empty()) out += escaped(outcome.text) + "\n\n";
  out += grouped(outcome.coverage.supporting) + " for, " + grouped(outcome.coverage.against) + " against, " +
         grouped(outcome.coverage.unsure) + " unsure" + (outcome.needs_example ? " — needs an example" : "") +
         ".\n\n";
  write_quotes(out, outcome.quotes);
  if (outcome.contrary.empty()) return;
  out += "### Turned round\n\n";
  write_quotes(out, outcome.contrary);
}

void write_candidates(std::string& out, const Report& report) {
  if (report.candidates.empty()) return;
  out += "## What the list misses\n\n";
  std::vector<CandidateSection> candidates = report.candidates;
  std::stable_partition(candidates.begin(), candidates.end(),
                        [](const CandidateSection& candidate) { return candidate.is_news(); });
  for (const CandidateSection& candidate : candidates) {
    out += "### " + escaped(candidate.statement) + "\n\n";
    if (!candidate.proposed_by.empty()) {
      out += "Proposed by";
      for (std::size_t i = 0; i < candidate.proposed_by.size(); ++i) {
        out += (i == 0 ? " " : ", ") + escaped(candidate.proposed_by[i]);
      }
      out += ".\n\n";
    }
    if (candidate.is_close()) out += "Close to outcome " + escaped(candidate.nearest_outcome) + ".\n\n";
    write_quotes(out, candidate.quotes);
  }
}

}  // namespace

std::vector<std::string> export_markdown(const Suggestions& suggestions, const std::filesystem::path& out) {
  const Report report = gather_report(suggestions.folder());
  std::string text = "# What the comments bear out\n\n";
  if (!report.question.empty())
    text += "People were asked: " + escaped(shortened(report.question, 400)) + "\n\n";
  for (const OutcomeSection& outcome : report.outcomes) write_outcome(text, outcome);
  write_candidates(text, report);
  FileWriter file(out);
  file.write(text);
  file.finish();
  return {};
}

}  // namespace bearout::pipeline
