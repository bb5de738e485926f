#include "pipeline/report_sections.hpp"

#include <algorithm>
#include <array>

#include "pipeline/report_words.hpp"

namespace bearout::pipeline {

namespace {

std::string foreign(const Report& report) {
  return report.language == "en" ? "" : report.language;
}

void write_counts(HtmlWriter& html, const OutcomeSection& outcome) {
  const Coverage& coverage = outcome.coverage;
  const auto line = html.element("p", {{"class", "counts"}});
  if (coverage.supporting + coverage.against + coverage.unsure == 0) {
    html.text(outcome.change == OutcomeChange::added
                  ? "Added in review: the next run will look for its passages."
                  : "No passage found.");
    return;
  }
  std::string text = coverage.supporting == 0
                         ? "No passage supports it"
                         : count_of(coverage.supporting, "passage supports it", "passages support it");
  if (coverage.against > 0) text += ", " + count_of(coverage.against, "turns it round", "turn it round");
  if (coverage.unsure > 0) text += ", " + count_of(coverage.unsure, "is unsure", "are unsure");
  html.text(text + '.');
}

void write_more(HtmlWriter& html, std::uint64_t total, std::size_t shown, std::string_view file) {
  if (total <= shown) return;
  const auto line = html.element("p", {{"class", "more"}});
  html.text("And " + grouped(total - shown) + " more in ");
  html.leaf("code", {}, file);
  html.text(".");
}

void write_change(HtmlWriter& html, const OutcomeSection& outcome) {
  if (outcome.change == OutcomeChange::reworded) {
    html.leaf("p", {{"class", "more"}},
              "Reworded in review: the passages were found with the earlier wording.");
  } else if (outcome.change == OutcomeChange::retired) {
    html.leaf("p", {{"class", "more"}}, "Retired from the list in review.");
  }
}

void write_requests(HtmlWriter& html, std::uint64_t requests) {
  if (requests == 0) return;
  html.leaf("p", {{"class", "requests"}},
            count_of(requests, "person", "people") + " asked for an example of this outcome.");
}

void write_unsure(HtmlWriter& html, const OutcomeSection& outcome, const Report& report) {
  if (outcome.unsure.empty()) return;
  const auto details = html.element("details", {{"class", "unsure"}});
  html.leaf("summary", {},
            "Unsure: " + count_of(outcome.coverage.unsure, "passage that may fit", "passages that may fit"));
  for (const Quote& quote : outcome.unsure) write_quote(html, quote, report.language, QuoteStyle::compact);
  write_more(html, outcome.coverage.unsure, outcome.unsure.size(), "mappings.csv");
}

void write_outcome(HtmlWriter& html, const OutcomeSection& outcome, std::size_t place, const Report& report) {
  const std::string anchor = anchor_of(place);
  const std::string heading = anchor + "-heading";
  const auto section =
      html.element("section", {{"class", "outcome"}, {"id", anchor}, {"aria-labelledby", heading}});
  {
    // What must not be parted from its first quote by the end of a page.
    const auto top = html.element("div", {{"class", "top"}});
    {
      const auto title = html.element("h3", {{"id", heading}});
      html.leaf("span", {{"class", "number"}}, outcome.id);
      html.text(" ");
      html.leaf("span", {{"dir", "auto"}, {"lang", foreign(report)}},
                outcome.title.empty() ? outcome.text : outcome.title);
    }
    if (!outcome.title.empty()) {
      html.leaf("p", {{"class", "wording"}, {"dir", "auto"}, {"lang", foreign(report)}}, outcome.text);
    }
    if (outcome.needs_example) html.leaf("p", {{"class", "flag"}}, "Needs an example");
    write_counts(html, outcome);
    write_requests(html, outcome.coverage.requests);
    write_change(html, outcome);
  }
  for (const Quote& quote : outcome.quotes) write_quote(html, quote, report.language, QuoteStyle::full);
  write_more(html, outcome.coverage.supporting, outcome.quotes.size(), "mappings.csv");
  if (!outcome.contrary.empty()) {
    html.leaf("h4", {{"class", "round"}}, "Turned round");
    for (const Quote& quote : outcome.contrary) write_quote(html, quote, report.language, QuoteStyle::full);
    write_more(html, outcome.coverage.against, outcome.contrary.size(), "mappings.csv");
  }
  write_unsure(html, outcome, report);
}

void write_legend(HtmlWriter& html) {
  const auto line = html.element("p", {{"class", "legend"}});
  html.text("In the quotes, ");
  html.leaf("mark", {}, "words marked like this");
  html.text(" spoke most for the outcome; ");
  html.leaf("mark", {{"class", "cue"}}, "words marked like this");
  html.text(" turn it round. “83\u00a0% likely”: of a hundred suggestions like it, about 83 should hold.");
}

std::string list_of(const std::vector<std::string>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += i + 1 == items.size() ? " and " : ", ";
    out += items[i];
  }
  return out;
}

void write_candidate_facts(HtmlWriter& html, const CandidateSection& candidate, const OutcomeIndex& index) {
  const auto line = html.element("p", {{"class", "counts"}});
  if (candidate.proposed && !candidate.proposed_by.empty()) {
    html.text("Proposed by ");
    html.leaf("bdi", {}, list_of(candidate.proposed_by));
    html.text(". ");
  }
  if (!candidate.proposed) {
    html.text(count_of(candidate.size, "passage says", "passages say") + " something like it. ");
  } else if (candidate.size > 1) {
    html.text(count_of(candidate.size, "passage speaks", "passages speak") + " of it. ");
  }
  if (candidate.accepted_by_author) {
    html.text(*candidate.accepted_by_author ? "The report’s author took it up in a reply. "
                                            : "The report’s author answered without taking it up. ");
  }
  if (candidate.is_close()) {
    html.text("Close to ");
    write_outcome_link(html, index, candidate.nearest_outcome);
    html.text(". ");
  }
  if (!candidate.merged_into.empty()) {
    html.text("Merged by the reviewers into ");
    write_outcome_link(html, index, candidate.merged_into);
    html.text(". ");
  }
}

void write_candidate(HtmlWriter& html, const CandidateSection& candidate, const Report& report,
                     const OutcomeIndex& index) {
  const auto article = html.element("article", {{"class", "candidate"}});
  {
    const auto top = html.element("div", {{"class", "top"}});
    html.leaf("h4", {{"dir", "auto"}, {"lang", foreign(report)}}, candidate.statement);
    if (candidate.promoted) {
      const auto line = html.element("p");
      html.leaf("span", {{"class", "badge good"}}, "✓ taken onto the list in review");
    }
    write_candidate_facts(html, candidate, index);
    if (!candidate.terms.empty()) {
      const auto line = html.element("p", {{"class", "why"}});
      html.leaf("b", {}, "Typical words: ");
      std::string terms;
      for (const std::string& term : candidate.terms) terms += (terms.empty() ? "" : ", ") + term;
      html.leaf("bdi", {}, terms);
    }
  }
  for (const Quote& quote : candidate.quotes) write_quote(html, quote, report.language, QuoteStyle::compact);
}

/// Candidates of one kind under a heading of their own.
struct CandidateKind {
  std::string_view heading;
  std::string_view lead;
  bool (*holds)(const CandidateSection& candidate);
};

constexpr std::array<CandidateKind, 3> kCandidateKinds = {
    {{"Proposed outright", "Somebody said that this belongs on the list.",
      [](const CandidateSection& candidate) { return candidate.proposed; }},
     {"Recurring themes",
      "Several passages that no outcome explains say something alike. The wording is taken from one of them.",
      [](const CandidateSection& candidate) { return !candidate.proposed && candidate.is_news(); }},
     {"Recurring, and close to the list",
      "Several passages say something alike that an outcome seems to cover. Where they say more than it "
      "does, it may want another wording.",
      [](const CandidateSection& candidate) { return !candidate.is_news(); }}}};

void write_candidates_of(HtmlWriter& html, const Report& report, const OutcomeIndex& index,
                         const CandidateKind& kind) {
  if (std::none_of(report.candidates.begin(), report.candidates.end(), kind.holds)) return;
  html.leaf("h3", {}, kind.heading);
  html.leaf("p", {{"class", "lead"}}, kind.lead);
  for (const CandidateSection& candidate : report.candidates) {
    if (kind.holds(candidate)) write_candidate(html, candidate, report, index);
  }
}

void write_negative_heading(HtmlWriter& html, const NegativeGroup& group, const Report& report,
                            const OutcomeIndex& index) {
  const auto heading = html.element("h3");
  if (group.outcome.empty()) {
    html.text("Towards no single outcome");
    return;
  }
  const auto known = index.find(group.outcome);
  if (known == index.end()) {
    html.leaf("bdi", {}, "Outcome " + group.outcome);
    return;
  }
  html.leaf("a", {{"href", '#' + anchor_of(known->second)}}, "Outcome " + group.outcome);
  html.text(": ");
  html.leaf("span", {{"class", "plain"}, {"dir", "auto"}, {"lang", foreign(report)}},
            short_name(report.outcomes[known->second]));
}

}  // namespace

std::string anchor_of(std::size_t place) {
  return "outcome-" + std::to_string(place + 1);
}

void write_outcome_link(HtmlWriter& html, const OutcomeIndex& index, std::string_view id) {
  const auto known = index.find(id);
  if (known == index.end()) {
    html.leaf("bdi", {}, std::string("“").append(id) + "”");
  } else {
    html.leaf("a", {{"href", '#' + anchor_of(known->second)}}, std::string("outcome ").append(id));
  }
}

void write_outcome_sections(HtmlWriter& html, const Report& report) {
  if (report.outcomes.empty()) return;
  const auto section = html.element("section", {{"id", "outcomes"}, {"aria-labelledby", "outcomes-heading"}});
  html.leaf("h2", {{"id", "outcomes-heading"}}, "Outcome by outcome");
  write_legend(html);
  for (std::size_t place = 0; place < report.outcomes.size(); ++place) {
    write_outcome(html, report.outcomes[place], place, report);
  }
}

void write_candidates(HtmlWriter& html, const Report& report, const OutcomeIndex& index) {
  const auto section = html.element("section", {{"id", "missing"}, {"aria-labelledby", "missing-heading"}});
  html.leaf("h2", {{"id", "missing-heading"}}, "What the list misses");
  if (report.candidates.empty()) {
    html.leaf("p", {{"class", "lead"}}, "Nothing was found that people brought up and the list leaves out.");
    return;
  }
  for (const CandidateKind& kind : kCandidateKinds) write_candidates_of(html, report, index, kind);
}

void write_negative_framing(HtmlWriter& html, const Report& report, const OutcomeIndex& index) {
  const auto section = html.element("section", {{"id", "negative"}, {"aria-labelledby", "negative-heading"}});
  html.leaf("h2", {{"id", "negative-heading"}}, "Negative framing");
  if (report.negative.total == 0) {
    html.leaf("p", {{"class", "lead"}}, "No passage was found that is framed negatively.");
    return;
  }
  html.leaf("p", {{"class", "lead"}},
            count_of(report.negative.total, "passage speaks of harm, failure or refusal, or says",
                     "passages speak of harm, failure or refusal, or say") +
                " the opposite of an outcome" +
                (report.method.words_alone ? ", among those that fit one. "
                                           : ", whether or not it was matched with one. ") +
                "This is about how something is put, not about who is right.");
  for (const NegativeGroup& group : report.negative.groups) {
    write_negative_heading(html, group, report, index);
    for (const Quote& quote : group.quotes) write_quote(html, quote, report.language, QuoteStyle::compact);
    write_more(html, group.total, group.quotes.size(), "framing.jsonl");
  }
}

}  // namespace bearout::pipeline
