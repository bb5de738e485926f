// Pairs of passages that share nearly all words and point in opposite directions. All are invented; none
// comes from a labelled set.

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <vector>

#include "models/framing.hpp"

using namespace bearout;

namespace {

struct Contrast {
  const char* outcome;
  const char* supports;
  const char* contrary;
};

constexpr const char* kVisitors = "Visitors were happy with the museum.";
constexpr const char* kPatients = "Patients were satisfied with the care they received.";
constexpr const char* kLibrary = "The library helps newcomers to find work.";
constexpr const char* kBullying = "The programme reduces bullying.";
constexpr const char* kLonely = "The garden helps people to feel less lonely.";
constexpr const char* kTurnout = "The campaign increases turnout.";
constexpr const char* kVoice = "A forum gives residents a platform to express discontent.";

const std::vector<Contrast> kContrasts{
    // Negation and its scope.
    {kVisitors, "The guide was helpful.", "The guide was not helpful."},
    {kVisitors, "The guide was not only helpful but funny.", "The guide was neither helpful nor funny."},
    {kVisitors, "The lift works.", "The lift does not work."},
    {kVisitors, "There is nothing wrong with the café.", "There is something wrong with the café."},
    {kVisitors, "It never fails to impress me.", "It fails to impress me."},
    {kVisitors, "I can't fault the staff.", "I blame the staff."},
    {kVisitors, "It could not have been better.", "It could have been better."},
    {kVisitors, "I was not disappointed.", "I was disappointed."},
    {kVisitors, "I enjoyed every room.", "I hardly enjoyed any room."},
    {kVisitors, "The rooms are full of charm.", "The rooms lack any charm."},
    {kVisitors, "You won't regret a visit.", "You will regret a visit."},
    {kVisitors, "No complaints at all.", "Nothing but complaints."},
    {kVisitors, "I would go back again.", "I would never go back."},
    {kVisitors, "No problems with parking.", "Problems with parking."},
    {kVisitors, "I don't think it could be any better.", "I don't think it is any good."},
    // Expectations, ellipsis, contrast.
    {kVisitors, "I expected it to be boring; it wasn't.", "I expected it to be good; it wasn't."},
    {kVisitors, "Although the queue was slow, the exhibition was wonderful.",
     "Although the exhibition was wonderful, the queue was painfully slow and the staff rude."},
    {kVisitors, "The café is poor, but the paintings are superb and the staff lovely.",
     "The paintings are superb, but the café is poor and the staff rude."},
    {kVisitors, "Instead of a dull lecture we got a brilliant show.",
     "Instead of a brilliant show we got a dull lecture."},
    {kVisitors, "I feared a dull tour. It wasn't.", "I hoped for a lively tour. It wasn't."},
    {kVisitors, "Nothing could have been done any better.", "Nothing about it was any good."},
    {kPatients, "I can't think of anything.", "I can think of many things that went wrong."},
    {kVisitors, "Thanks for everything.", "Thanks for nothing."},
    // Signs and strength.
    {kVisitors, "We saw the new rooms today :)", "We saw the new rooms today :("},
    {kVisitors, "The new rooms 😍", "The new rooms 😡"},
    {kVisitors, "soooo good, loved it!!!", "soooo bad, hated it!!!"},
    {kVisitors, "The BEST tour ever", "The WORST tour ever"},
    {kVisitors, "not bad", "not good"},
    {kVisitors, "well worth the money", "a waste of money"},
    // Care.
    {kPatients, "The nurses listened to me.", "The nurses did not listen to me."},
    {kPatients, "I felt safe and informed.", "I felt unsafe and uninformed."},
    {kPatients, "Nothing, it was all very good.", "Nothing was good about it."},
    {kPatients, "I was seen on time.", "I was kept waiting for hours."},
    {kPatients, "Everything was explained clearly.", "Nothing was explained."},
    {kPatients, "They treated me with respect.", "They treated me without respect."},
    {kPatients, "The doctor was never rude.", "The doctor was rude."},
    // Helping and failing to.
    {kLibrary, "The library helped me to find work.", "The library didn't help me to find work."},
    {kLibrary, "Thanks to the library I found work.", "The library failed me, I am still without work."},
    {kLibrary, "The course helps newcomers.", "The course fails to help newcomers."},
    {kLibrary, "The library is useful for newcomers.", "The library is useless for newcomers."},
    {kLibrary, "The library helps newcomers.", "The library hinders newcomers."},
    {"The scheme makes staff more efficient.", "The scheme made our staff efficient.",
     "The scheme made our staff inefficient."},
    {"Tablets help to include residents.", "Tablets include residents of every age.",
     "Tablets exclude residents of every age."},
    {kVisitors, "There was so much to enjoy in it.", "There was hardly anything enjoyable in it."},
    {"Tablets help to include residents.", "My mother is no longer excluded.", "My mother is now excluded."},
    {"The page improves trust in the council.", "People trust the council since it has the page.",
     "People distrust the council since it has the page."},
    {"The page improves trust in the council.", "Trust in the council improved.",
     "Trust in the council got worse."},
    {"A forum allows information to spread quickly.", "Information about the flood spread within minutes.",
     "Disinformation about the flood spread within minutes."},
    // Less of a bad thing.
    {kBullying, "There is less bullying now.", "There is more bullying now."},
    {kBullying, "Bullying has stopped.", "Bullying has increased."},
    {kBullying, "It prevented bullying in my class.", "It caused bullying in my class."},
    {kLonely, "I am less lonely since I joined.", "I am more lonely since I joined."},
    {kLonely, "The garden reduced my loneliness.", "The garden increased my loneliness."},
    {kTurnout, "Turnout rose after the campaign.", "Turnout fell after the campaign."},
    {kTurnout, "The turnout went up.", "The turnout dropped sharply."},
    {"The scheme reduces waiting.", "Waiting dropped to an hour.", "Waiting increased to an hour."},
    {kBullying, "Bullying fell in our school.", "Bullying got worse in our school."},
    // Displeasure that finds its voice.
    {kVoice, "I shared my disgust on the forum.", "They deleted my complaint from the forum."},
    {kVoice, "We were angry and said so on the forum.", "We were angry and nobody let us say so."},
    {kVoice, "My complaint was published.", "My complaint was censored."},
    // Demands.
    {"We should ban fireworks.", "Fireworks should be banned.", "Fireworks should be allowed."},
    {"We should ban fireworks.", "Fireworks are dangerous.", "Fireworks are wonderful."},
    {"Fireworks should not be banned.", "Fireworks are wonderful.", "Fireworks are dangerous."},
    {"We should introduce a sugar tax.", "A sugar tax would save lives.", "A sugar tax is unfair."},
    {"We should abolish fees.", "Fees are a burden on poor families.", "Fees are fair and necessary."},
    // Statements and their near-copies.
    {"Coffee causes headaches in adults.", "Coffee causes headaches in adults.",
     "Coffee does not cause headaches in adults."},
    {"Coffee causes headaches in adults.", "Coffee can cause headaches in adults.",
     "Coffee never causes headaches in adults."},
    {"More adults than children use the pool.", "More adults than children use the pool.",
     "Fewer adults than children use the pool."},
    {"Trains are faster than buses.", "Trains are faster than buses.", "Trains are slower than buses."},
    {"The bridge was opened in 1932.", "The bridge was opened in 1932.", "The bridge was opened in 1957."},
    {"Cats are not kept in the barn.", "Cats are not kept in the barn.", "Cats are kept in the barn."},
    {"All the roads were open.", "All the roads were open.", "Only some of the roads were open."},
    {"The river is deep.", "The river is deep.", "The river is shallow."},
    {"The plan was accepted by the council.", "The plan was accepted by the council.",
     "The plan was rejected by the council."},
    {"Membership includes insurance.", "Membership includes insurance.", "Membership excludes insurance."},
    {"The answer is certain.", "The answer is not uncertain.", "The answer is uncertain."},
};

// Known not to be read rightly: only their order is.
const std::vector<Contrast> kOrdered{
    {kVisitors, "The tour was not boring at all.", "The tour was boring."},
    {kVisitors, "I expected it to be slow; it wasn't.", "I expected it to be quick; it wasn't."},
    {"Tablets help to include residents.", "Tablets include residents who rarely go out.",
     "Tablets exclude residents who rarely go out."},
};

double score_of(const char* text, const char* outcome) {
  const std::string passage = text;
  models::Analyzer analyzer;
  const std::vector<corpus::Outcome> outcomes{{"", outcome, "", {}}};
  models::FramingJudge judge(outcomes, analyzer.options());
  const auto tokens = analyzer.analyze(passage);
  const models::Tone tone = judge.read(passage, {0, passage.size()}, tokens, analyzer);
  return judge.judge(tone, passage, tokens, 0).score;
}

}  // namespace

TEST_CASE("contrast pairs: nearly the same words, opposite framing") {
  REQUIRE(kContrasts.size() >= 60);
  for (const Contrast& pair : kContrasts) {
    const double for_it = score_of(pair.supports, pair.outcome);
    const double against = score_of(pair.contrary, pair.outcome);
    INFO(std::string(pair.outcome), " <- ", std::string(pair.supports), " (", for_it, ") / ",
         std::string(pair.contrary), " (", against, ")");
    CHECK(for_it > 0);
    CHECK(against < 0);
  }
}

TEST_CASE("harder contrast pairs keep their order") {
  for (const Contrast& pair : kOrdered) {
    INFO(std::string(pair.supports));
    CHECK(score_of(pair.supports, pair.outcome) > score_of(pair.contrary, pair.outcome));
  }
}
