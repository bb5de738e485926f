#include <algorithm>
#include <utility>

#include "pipeline/excerpt.hpp"
#include "pipeline/report_sections.hpp"
#include "pipeline/report_words.hpp"

namespace bearout::pipeline {

namespace {

constexpr std::size_t kFullQuote = 800;
constexpr std::size_t kCompactQuote = 420;

/// "[…]", as editors mark what they left out of a quote.
void write_omission(HtmlWriter& html) {
  html.leaf("span", {{"class", "cut"}, {"title", "shortened"}}, "[…]");
}

void write_stretch(HtmlWriter& html, const Quote& quote, corpus::Span stretch) {
  std::size_t at = stretch.begin;
  for (const Highlight& highlight : quote.highlights) {
    const std::size_t begin = std::max(highlight.span.begin, at);
    const std::size_t end = std::min(highlight.span.end, stretch.end);
    if (begin >= end) continue;
    html.text(corpus::cut(quote.text, {at, begin}));
    html.leaf("mark",
              {{"class", is_cue(highlight.reason) ? "cue" : ""}, {"title", explain(highlight.reason)}},
              corpus::cut(quote.text, {begin, end}));
    at = end;
  }
  html.text(corpus::cut(quote.text, {at, stretch.end}));
}

void write_text(HtmlWriter& html, const Quote& quote, std::string_view language, std::size_t limit) {
  const auto block =
      html.element("blockquote", {{"dir", "auto"}, {"lang", language == "en" ? "" : language}});
  const auto paragraph = html.element("p", {{"dir", "auto"}});
  const std::vector<corpus::Span> stretches = excerpt(quote.text, quote.highlights, limit);
  std::size_t last = 0;
  for (const corpus::Span& stretch : stretches) {
    if (stretch.begin > last) {
      if (last > 0) html.text(" ");
      write_omission(html);
      html.text(" ");
    }
    write_stretch(html, quote, stretch);
    last = stretch.end;
  }
  if (last + 1 < quote.text.size()) {
    html.text(" ");
    write_omission(html);
  }
}

/// Name, date and document, as far as they are known, between dots.
void write_origin(HtmlWriter& html, const Quote& quote) {
  const auto line = html.element("span", {{"class", "origin"}});
  bool first = true;
  const auto part = [&html, &first](std::string_view look, std::string_view text) {
    if (text.empty()) return;
    if (!first) html.text(" · ");
    html.leaf("bdi", {{"class", first ? "who" : look}}, text);
    first = false;
  };
  part("who", quote.author);
  if (!quote.date.empty()) {
    if (!first) html.text(" · ");
    html.leaf("time", {{"datetime", machine_date(quote.date)}}, readable_date(quote.date));
    first = false;
  }
  // Without ids of their own, documents are called after their file: once is enough.
  const bool named_after_file = quote.document.compare(0, quote.source.size(), quote.source) == 0;
  if (!named_after_file) part("file", quote.source);
  part("file", quote.document);
  const std::string_view link = safe_link(quote.url);
  if (link.empty()) return;
  if (!first) html.text(" · ");
  html.leaf("a", {{"class", "out"}, {"href", link}, {"rel", "noreferrer nofollow"}}, "read it in place");
}

void write_standing(HtmlWriter& html, const Quote& quote) {
  if (quote.starred) {
    html.leaf("span", {{"class", "badge good"}}, "★ picked by a reviewer");
    html.text(" ");
  }
  if (quote.confirmed) {
    html.leaf("span", {{"class", "badge good"}}, "✓ confirmed");
    html.text(" ");
  } else if (quote.score) {
    html.leaf("span", {{"class", "score"}}, likelihood(*quote.score));
    html.text(" ");
  }
  if (quote.unclear) html.leaf("span", {{"class", "score"}}, "for or against is unclear");
}

/// "Same word: sponsorship, funds; related in meaning: donate": the reasons in words, for print and for
/// those who hear the page.
void write_deciding(HtmlWriter& html, const Quote& quote) {
  if (quote.deciding.empty()) return;
  std::vector<std::pair<Reason, std::string>> reasons;
  for (const DecidingTerm& deciding : quote.deciding) {
    auto known = std::find_if(reasons.begin(), reasons.end(),
                              [&](const auto& entry) { return entry.first == deciding.reason; });
    if (known == reasons.end()) {
      reasons.emplace_back(deciding.reason, deciding.term);
    } else {
      known->second += ", " + deciding.term;
    }
  }
  const auto line = html.element("p", {{"class", "why"}});
  html.leaf("b", {}, "Why: ");
  bool first = true;
  for (const auto& entry : reasons) {
    if (!first) html.text("; ");
    first = false;
    html.text(explain(entry.first));
    html.text(": ");
    html.leaf("bdi", {}, entry.second);
  }
}

void write_context(HtmlWriter& html, const Quote& quote, std::string_view language) {
  if (quote.before.empty() && quote.after.empty()) return;
  const auto details = html.element("details", {{"class", "context"}});
  html.leaf("summary", {}, "In context");
  if (!quote.question.empty()) {
    const auto asked = html.element("p", {{"class", "why"}});
    html.text("Answering: ");
    html.leaf("bdi", {}, quote.question);
  }
  const auto text = html.element("p", {{"dir", "auto"}, {"lang", language == "en" ? "" : language}});
  if (!quote.before.empty()) html.text("… " + quote.before + ' ');
  html.leaf("b", {}, shortened(quote.text, kCompactQuote));
  if (!quote.after.empty()) html.text(' ' + quote.after + " …");
}

}  // namespace

void write_quote(HtmlWriter& html, const Quote& quote, std::string_view language, QuoteStyle style) {
  const bool full = style == QuoteStyle::full;
  const auto figure = html.element("figure", {{"class", full ? "quote" : "quote compact"}});
  write_text(html, quote, language, full ? kFullQuote : kCompactQuote);
  const auto caption = html.element("figcaption");
  {
    const auto line = html.element("p", {{"class", "by"}});
    write_origin(html, quote);
    html.text(" ");
    write_standing(html, quote);
  }
  write_deciding(html, quote);
  if (full) write_context(html, quote, language);
}

}  // namespace bearout::pipeline
