#include "models/framing.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace bearout;
using models::Cue;
using models::CueKind;
using models::Framing;
using models::Tone;
using models::Verdict;

namespace {

Framing frame(const std::string& text, const std::vector<std::string>& list, std::size_t outcome = 0) {
  std::vector<corpus::Outcome> outcomes;
  for (const std::string& statement : list) outcomes.push_back({"", statement, "", {}});
  models::Analyzer analyzer;
  models::FramingJudge judge(outcomes, analyzer.options());
  const auto tokens = analyzer.analyze(text);
  const Tone tone = judge.read(text, {0, text.size()}, tokens, analyzer);
  return judge.judge(tone, text, tokens, outcome);
}

Tone tone_of(const std::string& text) {
  models::Analyzer analyzer;
  models::FramingJudge judge({}, analyzer.options());
  return judge.read(text, {0, text.size()}, analyzer.analyze(text), analyzer);
}

Framing frame(const std::string& text) {
  models::Analyzer analyzer;
  models::FramingJudge judge({}, analyzer.options());
  return judge.judge(judge.read(text, {0, text.size()}, analyzer.analyze(text), analyzer), text);
}

std::string name(Verdict verdict) {
  return verdict == Verdict::supports ? "supports" : verdict == Verdict::contrary ? "contrary" : "unclear";
}

struct Pair {
  Verdict verdict;
  const char* text;
};

void check(const std::string& outcome, const std::vector<Pair>& pairs) {
  for (const Pair& pair : pairs) {
    const Framing framing = frame(pair.text, {outcome});
    INFO(outcome << " <- " << std::string(pair.text) << ": " << framing.score);
    CHECK(name(framing.verdict) == name(pair.verdict));
  }
}

constexpr Verdict supports = Verdict::supports;
constexpr Verdict contrary = Verdict::contrary;
constexpr Verdict unclear = Verdict::unclear;

bool has(const Framing& framing, CueKind kind, const std::string& text) {
  return std::any_of(framing.cues.begin(), framing.cues.end(),
                     [&](const models::Cue& cue) { return cue.kind == kind && cue.text == text; });
}

}  // namespace

TEST_CASE("an outcome's mirror: opposites of its words, unless denied in turn") {
  check("Tablets help to include residents who rarely leave the home.",
        {{contrary, "Tablets exclude anyone who can't read small print."},
         {supports, "Thanks to the tablets my mother is no longer excluded."},
         {supports, "Two residents who rarely leave the home now call their families on the tablets."},
         {contrary, "Tablets don't help residents who can't see."}});
  check("Twitter helps to engage with groups of the population that are difficult to reach.",
        {{contrary, "Twitter excludes whole groups of the population."},
         {supports, "Through Twitter we met young fathers, whom no leaflet had reached before."}});
  check("A forum allows information to ripple quickly through a community.",
        {{contrary,
          "Disinformation and misunderstandings ripple through communities, with potentially disastrous "
          "consequences."},
         {supports, "Within an hour the whole village knew which road was flooded."}});
  check("The scheme makes staff more efficient.", {{contrary, "The scheme made our staff inefficient."}});
}

TEST_CASE("an outcome of displeasure voiced: disgust bears it out, silencing doesn't") {
  check(
      "A forum provides platforms for dissent by allowing people to express discontent or highlight abuses "
      "of power.",
      {{supports, "The forum gave me the chance to blog about this and share my disgust."},
       {supports, "We were furious about the closure and said so in public, with four hundred others."},
       {contrary, "They deleted my complaint within the hour."},
       {contrary, "I wrote of my anger, and nobody replied."},
       {contrary, "Critics of the mayor were silenced."}});
}

TEST_CASE("an outcome of relations: no answer is against it") {
  check("A page improves the relationship between a charity and its supporters.",
        {{contrary, "Unfortunately the charity only broadcasts and hasn't got back to me."},
         {supports, "The charity answered my question within a day, and I felt listened to."},
         {contrary, "They never replied to any of us."},
         {supports, "Our supporters tell us on the page what they think of our plans."}});
}

TEST_CASE("less of a bad thing is good news, more of it is not") {
  check("The programme reduces bullying.",
        {{contrary, "Bullying got worse after the programme."},
         {supports, "There is less bullying in my class since the programme began."},
         {contrary, "We saw more bullying than ever."},
         {supports, "Bullying has stopped."}});
  check("The garden helps people to feel less lonely.",
        {{supports, "I am less lonely since I joined the garden."},
         {contrary, "For me it increased loneliness, as everybody came with a friend."}});
}

TEST_CASE("negation and its scope") {
  check("Visitors were happy with the museum.", {{contrary, "The guide was not helpful."},
                                                 {supports, "The guide was not only helpful but funny."},
                                                 {supports, "I can't fault the guide."},
                                                 {supports, "No complaints at all."},
                                                 {supports, "It couldn't be better."},
                                                 {contrary, "The audio guide didn't help."},
                                                 {contrary, "The lift does not work."},
                                                 {contrary, "The show lacks any charm."},
                                                 {supports, "It never fails to impress me."},
                                                 {supports, "No, the staff were lovely."},
                                                 {contrary, "The exhibition fails to inspire."}});
}

TEST_CASE("strength: intensifiers, capitals, marks and faces") {
  const double plain = frame("The guide was good.").score;
  CHECK(frame("The guide was very good.").score > plain);
  CHECK(frame("The guide was GOOD.").score > plain);
  CHECK(frame("The guide was good!!").score > plain);
  CHECK(frame("The guide was fairly good.").score < plain);
  CHECK(frame("The guide came late 😡").score < 0);
  CHECK(frame("The guide came :)").score > 0);
  CHECK(frame("See https://example.org/tour").score > -0.1);  // no face in "://"
}

TEST_CASE("contrast: what a passage grants is set aside") {
  check("Visitors were happy with the museum.",
        {{contrary, "The building is nice, but the staff were rude and the food was awful."},
         {supports, "Although the queue was slow, the exhibition was wonderful."}});
  const std::vector<std::string> list{"Guests liked the food.", "Guests liked the staff."};
  const std::string text = "The food was delicious, but the staff were rude.";
  CHECK(frame(text, list, 0).verdict == supports);
  CHECK(frame(text, list, 1).verdict == contrary);
}

TEST_CASE("questions and wishes leave an outcome open") {
  check("The library improves the skills of adults.",
        {{unclear, "Does the library offer courses for adults?"},
         {unclear, "It would be nice if the library offered courses for adults."},
         {unclear, "If only there were courses for adults."}});
}

TEST_CASE("irony leaves praise open; plain praise and blame are no irony") {
  const char* outcome = "Passengers were satisfied with the service.";
  check(outcome, {{unclear, "So much for a wonderful service."},
                  {unclear, "Yeah right, excellent service."},
                  {supports, "Wonderful service, excellent crew."},
                  {contrary, "The flight was delayed again and nobody helped us."}});
  CHECK(tone_of("Great, another delay.").ironic);
  CHECK_FALSE(tone_of("Great crew, no delay.").ironic);
}

TEST_CASE("no function word is shown as a reason") {
  const auto outcome = "Passengers were satisfied with the service.";
  for (const Cue& cue :
       frame("We had to wait at the gate for hours, to the horror of the children.", {outcome}).cues) {
    CAPTURE(cue.text);
    for (const char* word : {"at", "to", "the", "of", "for", "we", "had"}) CHECK(cue.text != word);
  }
}

TEST_CASE("the lean of a corpus moves satisfaction") {
  models::Analyzer analyzer;
  const std::vector<corpus::Outcome> outcomes{{"", "Passengers were satisfied with the service.", "", {}}};
  const std::string text = "The flight was on Monday.";
  const auto score = [&](double lean) {
    models::FramingJudge judge(outcomes, analyzer.options(), nullptr, models::built_in_framing_weights(),
                               lean);
    const auto tokens = analyzer.analyze(text);
    return judge.judge(judge.read(text, {0, text.size()}, tokens, analyzer), text, tokens, 0).score;
  };
  CHECK(score(-1) < score(0));
  CHECK(score(0) < score(1));
}

TEST_CASE("of several things, other words for a thing name it") {
  const std::vector<std::string> list{"Guests were happy with the staff.",
                                      "Guests were happy with the food."};
  const std::string text = "The waiter was rude, but the soup was delicious.";
  CHECK(frame(text, list, 0).verdict == contrary);
  CHECK(frame(text, list, 1).verdict == supports);
}

TEST_CASE("reversal") {
  check("The library brings people together.",
        {{contrary, "On the flip side, the library gets people to stay away from each other."},
         {contrary, "I disagree, people sit there alone."},
         {contrary, "The opposite is true."}});
  const Framing turned =
      frame("These outcomes are all very positive, have you tried turning them on their head?");
  CHECK(turned.verdict == contrary);
  CHECK(has(turned, CueKind::reversal, "on their head"));
}

TEST_CASE("near-copies of a statement: negation, opposites, figures") {
  check("Coffee causes headaches in adults.", {{contrary, "Coffee does not cause headaches in adults."},
                                               {contrary, "Coffee never causes headaches in adults."},
                                               {supports, "Coffee causes headaches in adults."}});
  check("More adults than children use the pool on Sundays.",
        {{contrary, "Fewer adults than children use the pool on Sundays."}});
  check("The bridge was opened to traffic in 1932.",
        {{contrary, "The bridge was opened to traffic in 1957."}});
  check("Cats are not kept in the barn.", {{contrary, "Cats are kept in the barn."}});
}

TEST_CASE("demands: criticism of the thing has the demand's direction") {
  check("We should ban fireworks.", {{supports, "Fireworks are dangerous and a terrible noise."},
                                     {contrary, "Fireworks are wonderful, everybody loves them."},
                                     {contrary, "Fireworks should be allowed."}});
  check("Fireworks should not be banned.", {{contrary, "Fireworks are dangerous and a terrible noise."}});
  check("We should introduce a sugar tax.", {{contrary, "A sugar tax is unfair to the poor."},
                                             {supports, "A sugar tax would improve our health."}});
}

TEST_CASE("a statement without a word for or against bears its outcome out, weakly") {
  const Framing framing =
      frame("We met every Tuesday at the library.", {"The library brings people together."});
  CHECK(framing.verdict == supports);
  CHECK(framing.score < 0.3);
}

TEST_CASE("cues cut their words out of the text, strongest first, and add up to the score") {
  const std::string text = "Tablets exclude anyone who can't read. A terrible idea.";
  const Framing framing = frame(text, {"Tablets help to include residents."});
  REQUIRE(framing.cues.size() >= 2);
  CHECK(has(framing, CueKind::antonym, "exclude"));
  for (std::size_t i = 0; i < framing.cues.size(); ++i) {
    CHECK(corpus::cut(text, framing.cues[i].span) == framing.cues[i].text);
    if (i > 0) CHECK(std::abs(framing.cues[i].weight) <= std::abs(framing.cues[i - 1].weight));
  }
}

TEST_CASE("a passage within a text is read on its own") {
  const std::string text = "Awful! The tour was fine. Terrible!";
  models::Analyzer analyzer;
  models::FramingJudge judge({}, analyzer.options());
  std::vector<models::Token> tokens;
  const corpus::Span within{7, 25};
  analyzer.analyze(text, within, tokens);
  const Tone tone = judge.read(text, within, tokens, analyzer);
  CHECK(tone.criticism > 0);
  CHECK(tone.valence.size() == tokens.size());
  CHECK(tone.negated.size() == tokens.size());
}

TEST_CASE("tone says what was met") {
  CHECK(tone_of("On the other hand, it closed.").reversal);
  CHECK(tone_of("Is it open?").question);
  CHECK(tone_of("It would be great to have more benches.").conditional);
  CHECK_FALSE(tone_of("It is open.").question);
  CHECK(tone_of("").criticism == 0);
}

TEST_CASE("other languages are left alone") {
  models::Analyzer analyzer({.language = "de"});
  const std::vector<corpus::Outcome> outcomes{{"", "Die Bibliothek hilft.", "", {}}};
  models::FramingJudge judge(outcomes, analyzer.options());
  const std::string text = "Die war fatal.";
  const auto tokens = analyzer.analyze(text);
  const Tone tone = judge.read(text, {0, text.size()}, tokens, analyzer);
  CHECK(judge.judge(tone, text, tokens, 0).verdict == unclear);
  CHECK(judge.judge(tone, text).score == 0);
}

TEST_CASE("bad things in a story are no reproach, what stands is") {
  const std::string eased = "The scheme eases the loneliness of people who can rarely leave the house.";
  check(eased, {{unclear, "His wife was killed when the mill collapsed."},
                {contrary, "It is a miserable scheme, and the volunteers are rude."},
                {contrary, "Loneliness increased."}});
  CHECK(frame("I was dreadful at first.").verdict == unclear);
  CHECK(frame("We laughed at the weather and he lost again.").verdict == unclear);
  CHECK(frame("The tablets shut out anyone whose hands don't work.").verdict == contrary);
  CHECK(frame("There is no point in any of it if nobody listens.").verdict == contrary);
  CHECK(frame("You are making a terrible muddle of our history with these pages.").verdict == contrary);
  CHECK(frame("Useless, rude staff.").verdict == contrary);
}

TEST_CASE("one bad word in a long passage is no reproach") {
  CHECK(
      frame(
          "He takes part from his chair in the evening and tells whoever is there about his old, broken car.")
          .verdict == unclear);
}

TEST_CASE("a denied word speaks against an outcome of many only beside another") {
  check("The scheme protects residents from fraud by teaching them to recognise a scam.",
        {{unclear, "Nobody set out to teach me anything, but there you are."},
         {contrary, "Nobody taught me to recognise a scam."}});
  const std::string outcome =
      "The scheme protects residents from fraud by teaching them to recognise a scam.";
  const Framing two = frame("Nobody taught me to recognise a scam.", {outcome});
  CHECK(two.turned < 0);
  CHECK(two.shared == 2);
}

TEST_CASE("how many words a passage shares with an outcome is known without a judgement") {
  const std::vector<corpus::Outcome> outcomes{
      {"", "The scheme protects residents from fraud by teaching them to recognise a scam.", "", {}},
      {"", "Neighbours meet in the garden.", "", {}},
      {"", "Residents are happy with the food and the staff.", "", {}}};
  models::Analyzer analyzer;
  models::FramingJudge judge(outcomes, analyzer.options());
  std::size_t most = 0;
  for (const std::string text :
       {"Nobody taught me to recognise a scam.", "The staff were rude, but the food was good, good food!",
        "We gained a garden where residents meet.", "Never.", ""}) {
    const auto tokens = analyzer.analyze(text);
    const Tone tone = judge.read(text, {0, text.size()}, tokens, analyzer);
    for (std::size_t j = 0; j < outcomes.size(); ++j) {
      INFO(text << " -> " << j);
      CHECK(judge.shared(tokens, j) == judge.judge(tone, text, tokens, j).shared);
      most = std::max(most, judge.shared(tokens, j));
    }
  }
  CHECK(most == 2);
}

// With --unit document a passage may be a book: work that grows with the square of its cues would take hours.
TEST_CASE("a passage of two hundred thousand clauses is judged in one walk") {
  std::string text;
  for (int i = 0; i < 50'000; ++i)
    text += "The staff were not helpful, but the food was good; was it? It wasn't. ";
  const std::vector<std::string> outcomes{"Visitors were happy with the staff.",
                                          "Visitors were happy with the food."};
  CHECK(frame(text, outcomes, 0).verdict == contrary);
  CHECK(frame(text, outcomes, 1).score != 0);
  CHECK(frame(text, {"The canteen should be closed."}).score != 0);
  CHECK(frame(text).score != 0);
}
