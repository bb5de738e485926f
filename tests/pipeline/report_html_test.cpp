#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "pipeline/excerpt.hpp"
#include "pipeline/html_writer.hpp"
#include "pipeline/report.hpp"
#include "pipeline/report_words.hpp"

using namespace bearout;
using pipeline::OutcomeSection;
using pipeline::Quote;
using pipeline::Reason;
using pipeline::Report;

namespace {

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

Quote quote(std::string text) {
  Quote out;
  out.document = "c1";
  out.text = std::move(text);
  out.score = 0.83;
  return out;
}

/// One outcome with one passage that supports it.
Report small_report(Quote supporting) {
  Report report;
  report.outcomes_file = "outcomes.md";
  report.totals = {3, 0, 9};
  OutcomeSection outcome;
  outcome.id = "1";
  outcome.text = "Gardens feed people.";
  outcome.coverage.supporting = 1;
  outcome.quotes.push_back(std::move(supporting));
  report.outcomes.push_back(std::move(outcome));
  return report;
}

}  // namespace

TEST_CASE("what people wrote can't become markup") {
  Quote hostile = quote("<script>alert('x')</script> & \"so\" on");
  hostile.author = "<b>Bob</b>";
  hostile.source = "a\"b.csv";
  hostile.url = "javascript:alert(1)";
  Report report = small_report(hostile);
  report.outcomes[0].text = "<img src=x onerror=alert(1)>";
  report.question = "</style><script>";
  const std::string page = pipeline::to_html(report);
  CHECK_FALSE(contains(page, "<script"));
  CHECK_FALSE(contains(page, "<img"));
  CHECK_FALSE(contains(page, "<b>Bob"));
  CHECK_FALSE(contains(page, "javascript:"));
  CHECK(contains(page, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;so&quot; on"));
  CHECK(contains(page, "default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;"));
}

TEST_CASE("control characters are replaced, line breaks kept") {
  CHECK(pipeline::escape_html(std::string_view("a\0b\x01\n", 5)) == "a\uFFFDb\uFFFD\n");
}

TEST_CASE("only addresses on the web become links") {
  CHECK(pipeline::safe_link("https://example.org/a?b=c") == "https://example.org/a?b=c");
  CHECK(pipeline::safe_link("HTTP://example.org") == "HTTP://example.org");
  for (const char* const bad :
       {"", "http://", "javascript:alert(1)", "data:text/html,x", "//example.org", " https://example.org",
        "https://example.org/ x", "java\nscript:x", "ftp://example.org"}) {
    CHECK(pipeline::safe_link(bad).empty());
  }
}

TEST_CASE("deciding words are marked and explained, also in words") {
  Quote marked = quote("We ate beans.");
  marked.highlights = {{{3, 6}, Reason::knowledge}, {{7, 12}, Reason::criticism}};
  marked.deciding = {{"ate", Reason::knowledge}, {"point 5", Reason::reference}};
  const std::string page = pipeline::to_html(small_report(marked));
  CHECK(contains(page,
                 "We <mark title=\"related in meaning\">ate</mark> "
                 "<mark class=\"cue\" title=\"criticism\">beans</mark>."));
  CHECK(contains(page,
                 "related in meaning: <bdi>ate</bdi>; names the outcome by its number: <bdi>point 5</bdi>"));
  CHECK(contains(page, "83\u00a0% likely"));
}

TEST_CASE("an outcome without an example is flagged in the table and in its section") {
  Report report = small_report(quote("Beans."));
  CHECK_FALSE(contains(pipeline::to_html(report), "class=\"badge flag\""));
  OutcomeSection bare;
  bare.id = "2";
  bare.text = "Gardens calm people.";
  bare.needs_example = true;
  bare.coverage.requests = 2;
  report.outcomes.push_back(bare);
  const std::string page = pipeline::to_html(report);
  CHECK(contains(page, "class=\"badge flag\">needs an example"));
  CHECK(contains(page, "class=\"flag\">Needs an example"));
  CHECK(contains(page, "2 people asked for an example of this outcome."));
  CHECK(contains(page, "No passage found."));
}

TEST_CASE("the parts come in the order in which a report writer reads them") {
  Report report = small_report(quote("Beans."));
  report.outcomes[0].contrary.push_back(quote("No beans."));
  report.outcomes[0].unsure.push_back(quote("Peas?"));
  const std::string page = pipeline::to_html(report);
  std::size_t last = 0;
  for (const char* const part :
       {"<h1", "<nav", "<main", ">Coverage<", "<table", ">Outcome by outcome<", "Beans.", ">Turned round<",
        "No beans.", "<details class=\"unsure\"", "Peas?", ">What the list misses<", ">Negative framing<",
        ">Method and settings<", "<footer"}) {
    const std::size_t at = page.find(part, last);
    INFO(part);
    REQUIRE(at != std::string::npos);
    last = at;
  }
  CHECK(count(page, "<h1") == 1);
}

TEST_CASE("the same report gives the same bytes, and nothing is loaded from elsewhere") {
  const Report report = small_report(quote("Beans."));
  const std::string page = pipeline::to_html(report);
  CHECK(page == pipeline::to_html(report));
  for (const char* const part : {"<script", "<link", "@import", "url(", " src="})
    CHECK_FALSE(contains(page, part));
}

TEST_CASE("empty states say what is the matter") {
  const std::string nothing = pipeline::to_html({});
  CHECK(nothing.find("<!DOCTYPE html>") == 0);
  CHECK(contains(nothing, "The list of outcomes is empty"));
  CHECK(contains(nothing, "Nothing was found that people brought up"));
  CHECK(contains(nothing, "No passage was found that is framed negatively."));
  CHECK_FALSE(contains(nothing, "Outcome by outcome"));
}

TEST_CASE("candidates say who proposed them and what they are close to") {
  Report report = small_report(quote("Beans."));
  pipeline::CandidateSection proposed;
  proposed.statement = "Gardens are fun.";
  proposed.proposed = true;
  proposed.proposed_by = {"Ann", "Bob"};
  proposed.accepted_by_author = true;
  pipeline::CandidateSection recurring;
  recurring.statement = "The list is long.";
  recurring.size = 7;
  recurring.novelty = 0.2;
  recurring.nearest_outcome = "1";
  pipeline::CandidateSection fresh = recurring;
  fresh.statement = "There is no shade.";
  fresh.novelty = 0.9;
  proposed.novelty = 0.2;  // somebody asked for it all the same
  proposed.nearest_outcome = "1";
  report.candidates = {recurring, fresh, proposed};
  const std::string page = pipeline::to_html(report);
  CHECK(contains(page, "Proposed by <bdi>Ann and Bob</bdi>"));
  CHECK(contains(page, "took it up in a reply"));
  CHECK(contains(page, "7 passages say something like it. Close to <a href=\"#outcome-1\">outcome 1</a>"));
  // What an outcome seems to cover is no news: it comes last, and is not counted.
  CHECK(page.find("Gardens are fun.") < page.find("There is no shade."));
  CHECK(page.find("There is no shade.") < page.find(">Recurring, and close to the list<"));
  CHECK(page.find(">Recurring, and close to the list<") < page.find("The list is long."));
  CHECK(contains(page, "<b>2</b> <span>things the list may miss</span>"));
}

TEST_CASE("a very long quote is shortened around its highlights") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += i == 500 ? "needle " : "straw ";
  const std::size_t at = text.find("needle");
  Quote marked = quote(text);
  marked.highlights = {{{at, at + 6}, Reason::words}};
  const auto stretches = pipeline::excerpt(marked.text, marked.highlights, 800);
  REQUIRE(stretches.size() == 1);
  CHECK(stretches[0].begin < at);
  CHECK(stretches[0].end > at + 6);
  CHECK(stretches[0].size() < 1000);
  CHECK(text[stretches[0].begin - 1] == ' ');
  const std::string page = pipeline::to_html(small_report(marked));
  CHECK(contains(page, ">needle</mark>"));
  CHECK(count(page, "[…]") == 2);
}

TEST_CASE("text without spaces is cut between code points") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "園";
  const auto stretches = pipeline::excerpt(text, {{{900, 903}, Reason::words}}, 400);
  REQUIRE(stretches.size() == 1);
  CHECK(stretches[0].begin % 3 == 0);
  CHECK(stretches[0].end % 3 == 0);
  CHECK(pipeline::first_words(text, 100).size() % 3 == 0);
  CHECK(pipeline::last_words(text, 100).size() % 3 == 0);
}

TEST_CASE("figures, dates and likelihoods as people write them") {
  CHECK(pipeline::grouped(0) == "0");
  CHECK(pipeline::grouped(1234567) == "1,234,567");
  CHECK(pipeline::count_of(1, "passage", "passages") == "1 passage");
  CHECK(pipeline::readable_date("2011-03-04T10:12:00Z") == "4 March 2011");
  CHECK(pipeline::readable_date("2011-13-04") == "2011-13-04");
  CHECK(pipeline::readable_date("spring 2011") == "spring 2011");
  CHECK(pipeline::likelihood(0.999) == "over 99\u00a0% likely");
  CHECK(pipeline::likelihood(0.001) == "under 1\u00a0% likely");
}
