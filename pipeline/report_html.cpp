#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "pipeline/report_sections.hpp"
#include "pipeline/report_style.hpp"
#include "pipeline/report_words.hpp"

namespace bearout::pipeline {

namespace {

// A survey may ask many questions; each quote names its own.
constexpr std::size_t kLongestQuestion = 400;
constexpr std::string_view kTitle = "What the comments bear out";
// Beyond this, the outcomes that need an example are only counted; the table shows which they are.
constexpr std::size_t kNamedNeeds = 12;

std::uint64_t passages_of(const OutcomeSection& outcome) {
  return outcome.coverage.supporting + outcome.coverage.against + outcome.coverage.unsure;
}

struct Summary {
  std::uint64_t covered = 0;
  std::uint64_t needing = 0;
  std::uint64_t current = 0;  ///< outcomes that were compared and are still on the list
  std::uint64_t supporting = 0;
  std::uint64_t against = 0;
  std::uint64_t unsure = 0;
  std::uint64_t most = 0;  ///< passages of the outcome that has most
};

Summary summarise(const Report& report) {
  Summary summary;
  for (const OutcomeSection& outcome : report.outcomes) {
    summary.most = std::max(summary.most, passages_of(outcome));
    if (outcome.change == OutcomeChange::retired || outcome.change == OutcomeChange::added) continue;
    ++summary.current;
    summary.needing += outcome.needs_example ? 1 : 0;
    summary.covered += outcome.coverage.supporting > 0 ? 1 : 0;
    summary.supporting += outcome.coverage.supporting;
    summary.against += outcome.coverage.against;
    summary.unsure += outcome.coverage.unsure;
  }
  return summary;
}

void write_head(HtmlWriter& html, const Report& report) {
  const auto head = html.element("head");
  html.empty("meta", {{"charset", "utf-8"}});
  html.empty("meta", {{"http-equiv", "Content-Security-Policy"},
                      {"content", "default-src 'none'; style-src 'unsafe-inline'"}});
  html.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html.empty("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  html.empty("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
  const std::string of = report.outcomes_file.empty() ? "" : ": " + report.outcomes_file;
  html.leaf("title", {}, std::string(kTitle) + of);
  const auto style = html.element("style");
  html.markup(report_style());
}

std::string texts_sentence(const Report& report) {
  std::string out = count_of(report.totals.documents, "comment or case study", "comments and case studies");
  if (!report.method.whole && report.totals.passages > 0) {
    out += " (" + count_of(report.totals.passages, "passage", "passages") + ")";
  }
  return out;
}

std::string plain_sentence(const Report& report, const Summary& summary) {
  const std::string texts = texts_sentence(report);
  if (report.outcomes.empty()) {
    return "Of " + texts + ", with no outcomes to compare them with: " +
           count_of(report.candidates.size(), "thing", "things") + " that people brought up.";
  }
  return "Of " + texts + ", compared with " + count_of(summary.current, "outcome", "outcomes") + ": " +
         count_of(summary.supporting, "place supports", "places support") + " an outcome, " +
         count_of(summary.against, "turns", "turn") + " one round, and " +
         count_of(summary.unsure, "more may fit.", "more may fit.");
}

void write_header(HtmlWriter& html, const Report& report, const Summary& summary) {
  const auto header = html.element("header");
  html.leaf("h1", {}, kTitle);
  if (!report.outcomes_file.empty()) {
    const auto line = html.element("p", {{"class", "file-line"}});
    html.text("Outcomes: ");
    html.leaf("bdi", {}, report.outcomes_file);
  }
  html.leaf("p", {{"class", "sentence"}}, plain_sentence(report, summary));
  if (!report.question.empty()) {
    const auto line = html.element("p", {{"class", "file-line"}});
    html.text("People were asked: ");
    html.leaf("bdi", {}, shortened(report.question, kLongestQuestion));
  }
}

void write_contents(HtmlWriter& html, const Report& report) {
  const auto nav = html.element("nav", {{"aria-label", "Contents"}});
  const auto list = html.element("ul");
  const auto entry = [&html](std::string_view target, std::string_view name) {
    const auto item = html.element("li");
    html.leaf("a", {{"href", target}}, name);
  };
  entry("#coverage", "Coverage");
  if (!report.groups.groups.empty()) entry("#groups", "By " + report.groups.column);
  if (!report.outcomes.empty()) entry("#outcomes", "Outcome by outcome");
  entry("#missing", "What the list misses");
  entry("#negative", "Negative framing");
  entry("#method", "Method and settings");
}

void write_tile(HtmlWriter& html, std::string_view look, std::string_view figure, std::string_view label,
                std::string_view target) {
  const auto item = html.element("li", {{"class", look}});
  const auto link = html.element("a", {{"href", target}});
  html.leaf("b", {}, figure);
  html.text(" ");
  html.leaf("span", {}, label);
}

void write_tiles(HtmlWriter& html, const Report& report, const Summary& summary) {
  const auto list = html.element("ul", {{"class", "tiles"}});
  if (!report.outcomes.empty()) {
    write_tile(html, "for", grouped(summary.covered) + " of " + grouped(summary.current),
               "outcomes have a likely example", "#coverage");
    write_tile(html, "need", grouped(summary.needing),
               summary.needing == 1 ? "needs an example" : "need an example", "#coverage");
  }
  const auto candidates = static_cast<std::uint64_t>(
      std::count_if(report.candidates.begin(), report.candidates.end(),
                    [](const CandidateSection& candidate) { return candidate.is_news(); }));
  std::string_view brought_up = candidates == 1 ? "thing the list may miss" : "things the list may miss";
  if (report.outcomes.empty()) brought_up = candidates == 1 ? "thing brought up" : "things brought up";
  write_tile(html, "new", grouped(candidates), brought_up, "#missing");
  write_tile(html, "against", grouped(report.negative.total),
             report.negative.total == 1 ? "passage framed negatively" : "passages framed negatively",
             "#negative");
}

void write_needs(HtmlWriter& html, const Report& report, const Summary& summary) {
  if (summary.needing == 0 || summary.needing > kNamedNeeds) return;
  html.leaf("h3", {}, "Still without an example");
  const auto list = html.element("ul", {{"class", "needs"}});
  for (std::size_t place = 0; place < report.outcomes.size(); ++place) {
    const OutcomeSection& outcome = report.outcomes[place];
    if (!outcome.needs_example || outcome.change == OutcomeChange::retired) continue;
    const auto item = html.element("li");
    {
      const auto link = html.element("a", {{"href", '#' + anchor_of(place)}});
      html.text(outcome.id + ". " + short_name(outcome));
    }
    if (outcome.coverage.requests > 0) {
      html.text(" (" + count_of(outcome.coverage.requests, "person", "people") + " asked for one)");
    }
  }
}

/// "width:12.5%"
std::string width_of(std::uint64_t part, std::uint64_t whole) {
  const std::uint64_t tenths = whole == 0 ? 0 : (part * 1000 + whole / 2) / whole;
  return "width:" + std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + '%';
}

/// The same figures as in the row's cells, for the eye only.
void write_bar(HtmlWriter& html, const Coverage& coverage, std::uint64_t most) {
  const auto bar = html.element("span", {{"class", "bar"}, {"aria-hidden", "true"}});
  const auto part = [&](std::string_view look, std::uint64_t count) {
    if (count > 0) html.leaf("span", {{"class", look}, {"style", width_of(count, most)}}, "");
  };
  part("for", coverage.supporting);
  part("against", coverage.against);
  part("unsure", coverage.unsure);
}

void write_count_cell(HtmlWriter& html, std::string_view name, std::uint64_t count) {
  html.leaf("td", {{"role", "cell"}, {"class", count == 0 ? "figure none" : "figure"}, {"data-name", name}},
            grouped(count));
}

void write_badges(HtmlWriter& html, const OutcomeSection& outcome) {
  if (outcome.needs_example) html.leaf("span", {{"class", "badge flag"}}, "needs an example");
  switch (outcome.change) {
    case OutcomeChange::none:
      break;
    case OutcomeChange::added:
      html.leaf("span", {{"class", "badge"}}, "added in review");
      break;
    case OutcomeChange::reworded:
      html.leaf("span", {{"class", "badge"}}, "reworded in review");
      break;
    case OutcomeChange::retired:
      html.leaf("span", {{"class", "badge"}}, "retired in review");
      break;
  }
}

void write_row(HtmlWriter& html, const OutcomeSection& outcome, std::size_t place, const Report& report,
               std::uint64_t most) {
  const auto row = html.element("tr", {{"role", "row"}, {"class", outcome.needs_example ? "need" : ""}});
  html.leaf("td", {{"role", "cell"}, {"class", "number"}}, outcome.id);
  {
    const auto cell = html.element("th", {{"role", "rowheader"}, {"scope", "row"}});
    html.leaf("a",
              {{"href", '#' + anchor_of(place)},
               {"dir", "auto"},
               {"lang", report.language == "en" ? "" : report.language}},
              short_name(outcome));
    if (passages_of(outcome) > 0) write_bar(html, outcome.coverage, most);
    html.text(" ");
    write_badges(html, outcome);
  }
  write_count_cell(html, "For", outcome.coverage.supporting);
  write_count_cell(html, "Against", outcome.coverage.against);
  write_count_cell(html, "Unsure", outcome.coverage.unsure);
}

/// The roles repeat what a table says by itself: narrow screens lay it out as a grid, and some browsers then
/// forget that it is a table.
void write_coverage_table(HtmlWriter& html, const Report& report, const Summary& summary) {
  const auto table = html.element("table", {{"role", "table"}, {"class", "coverage"}});
  html.leaf("caption", {}, "Passages for, against and unsure about each outcome");
  {
    const auto head = html.element("thead", {{"role", "rowgroup"}});
    const auto row = html.element("tr", {{"role", "row"}});
    html.leaf("th", {{"role", "columnheader"}, {"scope", "col"}, {"class", "number"}}, "No.");
    html.leaf("th", {{"role", "columnheader"}, {"scope", "col"}}, "Outcome");
    for (const std::string_view name : {"For", "Against", "Unsure"}) {
      const auto cell = html.element("th", {{"role", "columnheader"}, {"scope", "col"}, {"class", "figure"}});
      const std::string_view look = name == "For"       ? "key for"
                                    : name == "Against" ? "key against"
                                                        : "key unsure";
      html.leaf("span", {{"class", look}, {"aria-hidden", "true"}}, "");
      html.text(name);
    }
  }
  const auto body = html.element("tbody", {{"role", "rowgroup"}});
  for (std::size_t place = 0; place < report.outcomes.size(); ++place) {
    write_row(html, report.outcomes[place], place, report, summary.most);
  }
}

void write_coverage(HtmlWriter& html, const Report& report, const Summary& summary) {
  const auto section = html.element("section", {{"id", "coverage"}, {"aria-labelledby", "coverage-heading"}});
  html.leaf("h2", {{"id", "coverage-heading"}}, "Coverage");
  write_tiles(html, report, summary);
  if (report.outcomes.empty()) {
    html.leaf(
        "p", {{"class", "lead"}},
        "The list of outcomes is empty, so nothing could be compared with it. What people brought up stands "
        "under “What the list misses”: it may be the beginning of a list.");
    return;
  }
  write_needs(html, report, summary);
  write_coverage_table(html, report, summary);
}

}  // namespace

std::string to_html(const Report& report) {
  const Summary summary = summarise(report);
  OutcomeIndex index;
  for (std::size_t place = 0; place < report.outcomes.size(); ++place) {
    index.emplace(report.outcomes[place].id, place);
  }
  HtmlWriter html;
  html.markup("<!DOCTYPE html>\n");
  {
    const auto root = html.element("html", {{"lang", "en"}});
    write_head(html, report);
    const auto body = html.element("body");
    html.leaf("a", {{"class", "skip"}, {"href", "#content"}}, "Skip to the report");
    write_header(html, report, summary);
    write_contents(html, report);
    {
      const auto content = html.element("main", {{"id", "content"}, {"tabindex", "-1"}});
      write_coverage(html, report, summary);
      write_groups(html, report, index);
      write_outcome_sections(html, report);
      write_candidates(html, report, index);
      write_negative_framing(html, report, index);
      write_method(html, report);
    }
    const auto footer = html.element("footer");
    html.leaf("p", {},
              "Made by Bearout " + report.method.version +
                  ". The quotes are as people wrote them; nothing in this page is loaded from elsewhere.");
  }
  return html.html();
}

}  // namespace bearout::pipeline
