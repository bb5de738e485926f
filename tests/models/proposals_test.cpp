#include "models/proposals.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

using namespace bearout;
using models::Analyzer;

namespace {

std::vector<models::Proposal> proposals_in(Analyzer& analyzer, std::string_view text) {
  return models::find_proposals(text, {}, analyzer.analyze(text), analyzer);
}

std::vector<models::Acceptance> acceptances_in(Analyzer& analyzer, std::string_view text) {
  return models::find_acceptances(text, analyzer.analyze(text), analyzer);
}

struct Example {
  std::string_view text;
  std::string_view statement;  // empty: no proposal
};

constexpr std::array<Example, 38> kExamples{{
    // Words asked for, outright.
    {"Perhaps a line about how gardens calm people down?", "Gardens calm people down"},
    {"Maybe another point on the cost of childcare.", "The cost of childcare"},
    {"Possibly a short paragraph about walking groups", "Walking groups"},
    {"Is volunteering among the main benefits?", "Volunteering"},
    {"And are better jobs amongst your listed outcomes?", "Better jobs"},
    {"Quieter streets are missing from your list.", "Quieter streets"},
    {"Safer crossings should also be on the list.", "Safer crossings"},
    {"Safer crossings should also be added to the list.", "Safer crossings"},
    {"A sense of pride belongs on your list.", "A sense of pride"},
    {"Does your draft mention cycling at all?", "Cycling"},
    // A quoted text comes before the clause.
    {"Your list is good. Something along the lines of “gardens bring neighbours together” perhaps.",
     "Gardens bring neighbours together"},
    {"Your list is good. I would add: \"Markets keep money in the town\", if I may.",
     "Markets keep money in the town"},
    {"I'd add to the list that libraries warm people in winter, because heating is dear.",
     "Libraries warm people in winter"},
    // A vague question gives way to the wording that follows it.
    {"What about the noise, in these outcomes? For example “trees soften the noise of traffic”.",
     "Trees soften the noise of traffic"},
    // Weak cues count where a list is discussed.
    {"What about the quiet, non-digital side of libraries? It is not in your list.",
     "The quiet, non-digital side of libraries"},
    {"What about the quiet side of libraries?", ""},
    {"How about healthier lunches? The report is silent on food.", "Healthier lunches"},
    {"Good outcomes, these outcomes. Another outcome could be fewer lonely evenings.",
     "Fewer lonely evenings"},
    {"One of the main benefits of the garden is the way we have been able to meet neighbours (all ages). "
     "It differs from the examples you give.",
     "Meet neighbours"},
    {"You have forgotten night buses; the list is long otherwise.", "Night buses"},
    {"The report has no mention of rural schools.", "Rural schools"},
    {"I would like to see wildlife corridors included. The list is fine otherwise.", "Wildlife corridors"},
    {"Worth adding to the list that parks are free.", "Parks are free"},
    {"What's missing here is a place to sit. The list is fine otherwise.", "A place to sit"},
    {"Your outcomes are fine. You might also want to mention birdsong somewhere.", "Birdsong"},
    // What people say to a service, of a film, to each other.
    {"please add butter to my shopping list", ""},
    {"add eggs and include two onions", ""},
    {"is milk on my list", ""},
    {"What about you?", ""},
    {"How about it, this list?", ""},
    {"I would add salt next time.", ""},
    {"You should include your phone number when you book.", ""},
    {"One of the main benefits of the phone is its battery.", ""},
    {"He said something along the lines of “get lost”.", ""},
    {"For instance “the end” was sad.", ""},
    {"I missed the bus, and you forgot my birthday.", ""},
    {"", ""},
    {"!!! …", ""},
}};

}  // namespace

TEST_CASE("what is proposed comes out as a statement, ordinary talk doesn't") {
  Analyzer analyzer;
  for (const Example& example : kExamples) {
    CAPTURE(example.text);
    const auto found = proposals_in(analyzer, example.text);
    CHECK((found.empty() ? std::string() : found.front().statement) == example.statement);
    CHECK(found.size() <= 1);
  }
}

TEST_CASE("a proposal's spans cut cue and wording out of the text") {
  Analyzer analyzer;
  const std::string text = "Très bien! Maybe a word about how “cafés lift spirits” would do.";
  const auto found = proposals_in(analyzer, text);
  REQUIRE(found.size() == 1);
  CHECK(corpus::cut(text, found[0].cue) == "Maybe a word about");
  CHECK(corpus::cut(text, found[0].wording) == "cafés lift spirits");
  CHECK(found[0].quoted);
  CHECK(found[0].stems == std::vector<std::string>{"café", "lift", "spirit"});
}

TEST_CASE("passages bound the sentences, clauses of one sentence belong together") {
  Analyzer analyzer;
  const std::string text = "Maybe a line about shade and about benches. Thanks";
  const std::vector<corpus::Passage> passages{{.span = {0, 28}, .start = 0, .end = 28, .sentence = 0},
                                              {.span = {29, 43}, .start = 29, .end = 43, .sentence = 0},
                                              {.span = {44, 50}, .start = 44, .end = 50, .sentence = 1}};
  const auto found = models::find_proposals(text, passages, analyzer.analyze(text), analyzer);
  REQUIRE(found.size() == 1);
  CHECK(found[0].statement == "Shade and about benches");
}

TEST_CASE("whoever goes on without an end is read once, not once for every cue") {
  Analyzer analyzer;  // read once for every cue, this would take many minutes
  for (const std::string_view words : {"something along the lines of ", "maybe a word about that ",
                                       "is this among the outcomes ", "perhaps ", "that so but also "}) {
    CAPTURE(words);
    std::string text;
    for (int i = 0; i < 50'000; ++i) text += words;
    CHECK(proposals_in(analyzer, text).size() <= 1);
    CHECK(proposals_in(analyzer, text + "\u201C" + text).size() <= 1);
  }
}

TEST_CASE("other languages have no cues") {
  Analyzer analyzer({.language = "de"});
  CHECK(proposals_in(analyzer, "Maybe a word about trees").empty());
  CHECK(acceptances_in(analyzer, "@Ann I'll add it").empty());
}

TEST_CASE("an author's reply is read person by person") {
  Analyzer analyzer;
  const auto answers =
      acceptances_in(analyzer,
                     "Thank you all!\n\n@Ann, lovely, thanks a lot.\n\n@Björn: I'll add that.\n\n"
                     "@Cleo and @Dan-2, I won't include the cats. Write to me@home.org!");
  REQUIRE(answers.size() == 4);
  CHECK(answers[0].addressee == "Ann");
  CHECK_FALSE(answers[0].accepts);
  CHECK_FALSE(answers[0].refuses);
  CHECK(answers[1].addressee == "Björn");
  CHECK(answers[1].accepts);
  CHECK(answers[2].addressee == "Cleo");
  CHECK(answers[3].addressee == "Dan-2");
  CHECK(answers[2].refuses);
  CHECK_FALSE(answers[2].accepts);
  CHECK(answers[2].piece == answers[3].piece);
}

TEST_CASE("a reply without names answers its parent") {
  Analyzer analyzer;
  const auto answers = acceptances_in(analyzer, "Good one! Mind if I steal that?");
  REQUIRE(answers.size() == 1);
  CHECK(answers[0].addressee.empty());
  CHECK(answers[0].accepts);
}

TEST_CASE("what an author says yes or no to") {
  Analyzer analyzer;
  struct Case {
    std::string_view reply;
    bool accepts;
    bool refuses;
  };
  for (const Case& c :
       {Case{"I like it!", true, false}, Case{"I don't like it.", false, true},
        Case{"Thanks for that, very interesting.", false, false}, Case{"Good point.", false, false},
        Case{"Hope you don't mind if I borrow this.", true, false},
        Case{"That is beyond the scope of this.", false, true},
        Case{"We need to talk about buses explicitly.", true, false},
        Case{"I'm not covering trams in depth, but they are worth adding.", true, false},
        Case{"I've now added a sentence.", true, false}, Case{"We'll leave it out.", false, true}}) {
    CAPTURE(c.reply);
    const auto answers = acceptances_in(analyzer, c.reply);
    REQUIRE(answers.size() == 1);
    CHECK(answers[0].accepts == c.accepts);
    CHECK(answers[0].refuses == c.refuses);
  }
}

TEST_CASE("of several proposals those are accepted that the answer speaks of") {
  Analyzer analyzer;
  const auto proposals = proposals_in(analyzer,
                                      "Your list! What about pictures? For instance “parks inspire "
                                      "painters”. Maybe a line about night buses. Is "
                                      "laughter among the outcomes? Perhaps a word about quiet parks.");
  REQUIRE(proposals.size() == 4);
  const auto answers = acceptances_in(
      analyzer, "@Eve I'll take your wording, and I must mention the buses. I won't go into quiet places.");
  REQUIRE(answers.size() == 1);
  CHECK(models::is_accepted(answers[0], proposals, 0) == true);
  CHECK(models::is_accepted(answers[0], proposals, 1) == true);
  CHECK(models::is_accepted(answers[0], proposals, 2) == std::nullopt);
  CHECK(models::is_accepted(answers[0], proposals, 3) == false);
  CHECK(models::is_accepted(answers[0], {&proposals[2], 1}, 0) == true);
  CHECK(models::is_accepted(acceptances_in(analyzer, "Thanks!")[0], proposals, 0) == std::nullopt);
}
