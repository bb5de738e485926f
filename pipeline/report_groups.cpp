#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "pipeline/report_sections.hpp"
#include "pipeline/report_words.hpp"

namespace bearout::pipeline {

namespace {

// What a page holds beside the outcomes; groups.csv has all.
constexpr std::size_t kMostShown = 8;

/// The largest groups, in the order in which they stand.
std::vector<std::size_t> shown_groups(const Groups& groups) {
  std::vector<std::size_t> shown(groups.groups.size());
  std::iota(shown.begin(), shown.end(), std::size_t{0});
  if (shown.size() <= kMostShown) return shown;
  std::stable_sort(shown.begin(), shown.end(), [&](std::size_t a, std::size_t b) {
    return groups.groups[a].documents > groups.groups[b].documents;
  });
  shown.resize(kMostShown);
  std::sort(shown.begin(), shown.end());
  return shown;
}

std::string label_of(const Group& group) {
  return group.value.empty() ? "no answer" : group.value;
}

/// "12 (40 %)"
std::string share_of(std::uint64_t part, std::uint64_t whole) {
  if (part == 0) return "0";
  const std::uint64_t percent = whole == 0 ? 0 : (part * 100 + whole / 2) / whole;
  return grouped(part) + " (" + std::to_string(percent) + "\u00a0%)";
}

void write_head(HtmlWriter& html, const Groups& groups, const std::vector<std::size_t>& shown) {
  const auto head = html.element("thead");
  const auto row = html.element("tr");
  html.leaf("th", {{"scope", "col"}}, "Outcome");
  for (const std::size_t index : shown) {
    const auto cell = html.element("th", {{"scope", "col"}, {"class", "figure"}});
    html.leaf("span", {{"dir", "auto"}}, label_of(groups.groups[index]));
    html.leaf("small", {}, " of " + grouped(groups.groups[index].documents));
  }
}

void write_row(HtmlWriter& html, const Report& report, std::size_t outcome, const OutcomeIndex& index,
               const std::vector<std::size_t>& shown) {
  const Groups& groups = report.groups;
  const auto row = html.element("tr");
  {
    const auto cell = html.element("th", {{"scope", "row"}});
    const auto known = index.find(groups.outcomes[outcome]);
    if (known == index.end()) {
      html.text(groups.outcomes[outcome]);
    } else {
      const auto link = html.element("a", {{"href", '#' + anchor_of(known->second)}, {"dir", "auto"}});
      html.text(groups.outcomes[outcome] + ". " + short_name(report.outcomes[known->second]));
    }
  }
  for (const std::size_t each : shown) {
    const Group& group = groups.groups[each];
    const GroupCounts& counts = group.counts[outcome];
    std::string figure = share_of(counts.documents_for, group.documents);
    if (counts.against > 0) figure += ", " + grouped(counts.against) + " against";
    html.leaf("td", {{"class", counts.documents_for == 0 ? "figure none" : "figure"}}, figure);
  }
}

}  // namespace

void write_groups(HtmlWriter& html, const Report& report, const OutcomeIndex& index) {
  const Groups& groups = report.groups;
  if (groups.groups.empty() || groups.outcomes.empty()) return;
  const auto shown = shown_groups(groups);
  const auto section = html.element("section", {{"id", "groups"}, {"aria-labelledby", "groups-heading"}});
  html.leaf("h2", {{"id", "groups-heading"}}, "By " + groups.column);
  html.leaf(
      "p", {{"class", "lead"}},
      "How many documents of each group hold a passage that supports the outcome, and how many passages "
      "turn it round; as the run found them, before review. Small groups say little.");
  {
    const auto frame = html.element("div", {{"class", "wide"}});
    const auto table = html.element("table", {{"class", "groups"}});
    write_head(html, groups, shown);
    const auto body = html.element("tbody");
    for (std::size_t i = 0; i < groups.outcomes.size(); ++i) write_row(html, report, i, index, shown);
  }
  if (shown.size() < groups.groups.size()) {
    const auto line = html.element("p", {{"class", "more"}});
    html.text("The " + std::to_string(shown.size()) + " largest of " + grouped(groups.groups.size()) +
              " groups; all are in ");
    html.leaf("code", {}, "groups.csv");
    html.text(".");
  }
}

}  // namespace bearout::pipeline
