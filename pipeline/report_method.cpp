#include <algorithm>
#include <string>

#include "pipeline/report_sections.hpp"
#include "pipeline/report_words.hpp"

namespace bearout::pipeline {

namespace {

constexpr std::size_t kSkippedShown = 100;
constexpr std::size_t kDigestShown = 12;

bool has_channel(const Method& method, std::string_view name) {
  return std::find(method.channels.begin(), method.channels.end(), name) != method.channels.end();
}

/// The channels that were on, as half a sentence.
std::string comparisons(const Method& method) {
  std::string out = "by the words they share";
  if (has_channel(method, "parts")) out += ", by parts of words";
  if (has_channel(method, "knowledge")) out += ", by words related in meaning (WordNet)";
  if (has_channel(method, "learned")) out += ", by words that keep each other company in these comments";
  if (has_channel(method, "reviewed")) out += ", by what reviewers decided before";
  return out + ", and by whether the outcome is named by its number";
}

void write_how(HtmlWriter& html, const Report& report) {
  html.leaf("h3", {}, "How it works");
  const auto list = html.element("ol");
  html.leaf("li", {},
            report.method.whole ? "Each comment and case study is taken as a whole."
                                : "Each comment and case study is cut into passages of a sentence or a few.");
  html.leaf("li", {}, "Every passage is compared with every outcome: " + comparisons(report.method) + ".");
  html.leaf(
      "li", {},
      "These comparisons, seen beside how the passage does for the other outcomes and the outcome with the "
      "other passages, become one score.");
  html.leaf(
      "li", {},
      "A passage that fits an outcome is read once more for its framing: criticism, denial, reversal and "
      "opposites decide whether it supports the outcome or turns it round.");
  html.leaf(
      "li", {},
      "Passages that no outcome explains are searched for outright proposals and for themes that recur.");
}

void write_meaning(HtmlWriter& html, const Report& report) {
  html.leaf("h3", {}, "What the figures mean");
  const auto list = html.element("dl");
  html.leaf("dt", {}, "Score");
  html.leaf(
      "dd", {},
      "The estimated chance that a careful reader would agree that the passage fits the outcome. Before "
      "anybody has reviewed suggestions it is an estimate from other collections of comments.");
  html.leaf("dt", {}, "Likely");
  html.leaf("dd", {}, "Fits well enough to be counted for or against an outcome.");
  html.leaf("dt", {}, "Unsure");
  html.leaf("dd", {},
            "May fit, or it fits and for or against can’t be told: worth a look, not to be relied on.");
  html.leaf("dt", {}, "Needs an example");
  html.leaf("dd", {},
            "No likely passage supports the outcome. That says nothing about whether the outcome is true.");
  html.leaf("dt", {}, "Confirmed");
  html.leaf("dd", {},
            "Accepted by the people who reviewed the suggestions; what they rejected isn’t counted.");
  const ReviewSummary& review = report.method.review;
  if (review.reviewers == 0) return;
  html.leaf("dt", {}, "Review");
  html.leaf("dd", {},
            count_of(review.reviewers, "reviewer", "reviewers") + "; " + grouped(review.accepted) +
                " of this report’s suggestions accepted, " + grouped(review.rejected) + " rejected.");
}

void write_caveats(HtmlWriter& html, const Report& report) {
  html.leaf("h3", {}, "What to keep in mind");
  const auto list = html.element("ul");
  html.leaf("li", {},
            "These are suggestions, not verdicts. Read a passage in its place before you quote it.");
  html.leaf(
      "li", {},
      "Numbers of passages are not numbers of people, and people who comment are not a sample of anybody.");
  html.leaf("li", {}, "Irony, hints and what goes without saying are easily missed.");
  if (report.language != "en") {
    html.leaf("li", {}, "Framing and outright proposals are recognised in English only.");
  }
  if (!report.method.channels.empty() && !has_channel(report.method, "knowledge")) {
    html.leaf("li", {}, "Words related only in meaning (“bus” and “coach”) were not recognised.");
  }
  if (report.method.words_alone) {
    html.leaf(
        "li", {},
        "Words alone were compared, and negatively framed passages are told only where they fit an outcome.");
  }
  if (report.totals.author_documents > 0) {
    html.leaf("li", {},
              "The report’s author wrote " + grouped(report.totals.author_documents) +
                  " of these texts; they count as replies, not as evidence.");
  }
}

void write_header_cells(HtmlWriter& html, std::initializer_list<std::string_view> names) {
  const auto head = html.element("thead");
  const auto row = html.element("tr");
  for (const std::string_view name : names) html.leaf("th", {{"scope", "col"}}, name);
}

void write_settings(HtmlWriter& html, const Method& method) {
  const auto table = html.element("table", {{"class", "facts"}});
  html.leaf("caption", {}, "Settings");
  write_header_cells(html, {"Setting", "Value"});
  const auto body = html.element("tbody");
  for (const Setting& setting : method.settings) {
    const auto row = html.element("tr");
    html.leaf("th", {{"scope", "row"}}, setting.name);
    html.leaf("td", {}, setting.value);
  }
}

void write_inputs(HtmlWriter& html, const Method& method) {
  if (method.inputs.empty()) return;
  const auto table = html.element("table", {{"class", "facts"}});
  html.leaf("caption", {}, "Files that were read");
  write_header_cells(html, {"File", "Bytes", "SHA-256 begins"});
  const auto body = html.element("tbody");
  for (const InputFile& input : method.inputs) {
    const auto row = html.element("tr");
    html.leaf("th", {{"scope", "row"}}, input.name);
    html.leaf("td", {{"class", "figure"}}, grouped(input.bytes));
    const auto cell = html.element("td");
    html.leaf("code", {{"title", input.sha256}}, std::string_view(input.sha256).substr(0, kDigestShown));
  }
}

void write_skipped(HtmlWriter& html, const Method& method) {
  html.leaf("h3", {}, "Records that were skipped");
  if (method.skipped_count == 0) {
    html.leaf("p", {}, "None.");
    return;
  }
  html.leaf("p", {}, count_of(method.skipped_count, "record", "records") + " could not be used:");
  const auto list = html.element("ul", {{"class", "skipped"}});
  const std::size_t shown = std::min(method.skipped.size(), kSkippedShown);
  for (std::size_t i = 0; i < shown; ++i) html.leaf("li", {}, corpus::to_string(method.skipped[i]));
  if (method.skipped_count > shown) {
    html.leaf("li", {}, "and " + grouped(method.skipped_count - shown) + " more, listed in run.json");
  }
}

}  // namespace

void write_method(HtmlWriter& html, const Report& report) {
  const auto section = html.element("section", {{"id", "method"}, {"aria-labelledby", "method-heading"}});
  html.leaf("h2", {{"id", "method-heading"}}, "Method and settings");
  write_how(html, report);
  write_meaning(html, report);
  write_caveats(html, report);
  html.leaf("h3", {}, "Settings and files");
  write_settings(html, report.method);
  write_inputs(html, report.method);
  write_skipped(html, report.method);
}

}  // namespace bearout::pipeline
