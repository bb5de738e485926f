#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/passage.hpp"

namespace {

using bearout::corpus::Passage;
using bearout::corpus::Segmenter;
/// The passages, with a bar between any two.
std::string passages_of(std::string_view text) {
  static Segmenter segmenter;
  std::string joined;
  for (const auto& passage : segmenter.segment(text)) {
    joined += (joined.empty() ? "" : "|") + std::string(cut(text, passage.span));
  }
  return joined;
}

void check_whole(std::string_view text) {
  CAPTURE(text);
  CHECK(passages_of(text) == text);
}

/// Every bar is a bound between two passages; the white space before it belongs to neither.
void check_cut(std::string_view marked) {
  CAPTURE(marked);
  std::string text;
  std::string expected;
  for (const char byte : marked) {
    if (byte != '|') text += byte;
    while (byte == '|' && (expected.back() == ' ' || expected.back() == '\n')) expected.pop_back();
    expected += byte;
  }
  CHECK(passages_of(text) == expected);
}

}  // namespace

TEST_CASE("sentences end at stops, with or without the capital or space that should follow") {
  check_cut("The library opened late. |We waited outside.");
  check_cut("It was a great day. |then they all went home.");
  check_cut("Was it worth it?? |yes it was, every penny!!! |We come again.");
  check_cut("The staff were lovely.|They helped us a lot.");
  check_cut("We saw it twice (in May and in June).|Then it closed.");
  check_cut("I waited over an hour!|Nobody came to see me.");
  check_cut("Nobody told us about it. |(We asked them twice.) |So we left.");
  check_cut("We moved here in 2019. |The bus still ran then.");
  check_cut("The park is tidy. |2 new benches were built.");
  check_cut("Wir wohnen in Köln. |Dort singt ein Chor.");
}

TEST_CASE("a joiner of emoji that joins none ends nothing, wherever it stands") {
  check_whole("a\u200db and more of it");
  check_whole("क्\u200dष");
  check_whole("\ufffd\u200dは");
  check_whole("a \u200d\u200d b");
  check_cut("It went well. |Then x\u200dy came by.");
}

TEST_CASE("a stop inside a number, an address, a name or an abbreviation ends nothing") {
  check_whole("The fee rose by 3.5 percent to 1.200.50 in all");
  check_whole("Look at http://www.example.org/a.b?c=d.e&f!g or write to jane.Doe@example.org for more");
  check_whole("The file notes.final.Txt was on www.Example.org yesterday");
  check_whole("We read J. K. Rowling and J. R. R. Tolkien at school");
  check_whole("Dr. Smith and Mrs. Jones, e.g. on No. 5 of p. 12, disagree");
  check_whole("The rules of the U.K. Parliament apply to cats, dogs, etc. and to birds");
  check_whole("He works for Acme Inc. Limited at approx. 5 p.m. each day");
  check_cut("That is how we do it in the U.K. |The others do not care.");
  check_cut("They sold cakes, tea, etc. |Everybody was happy.");
  check_cut("She is braver than I. |The rest of us ran.");
  check_cut("I got it from the NHS. |Nurses were kind to me.");
}

TEST_CASE("dots and ellipses part thoughts but not fragments") {
  check_cut("the plan looks good on paper.. |has anybody asked the tenants…|is there a date for it?");
  check_cut("We hoped for the best... |The result was poor though.");
  check_whole("Well... maybe we should");
  check_whole("the soup was... interesting to say the least");
  check_whole("we might lose the grant..or at best a part");
  check_whole("The report says \"funding [...] was cut\" on the first page");
  check_cut("We waited and waited . . . |The door stayed shut all day.");
}

TEST_CASE("line ends part paragraphs unless a mail program made them") {
  check_cut("The heating is broken\n|it was cold all week\n|nobody cares about that");
  check_cut("First thoughts on the plan\n\n|It is too short and too vague.");
  check_whole(
      "When the council asked us what we wanted for the old market hall we\n"
      "told them that a place to meet would be worth more than another row\n"
      "of shops");
  check_whole("If you ask me about the bus,\nthe answer is no");
  CHECK(passages_of("It works.<br /><br />The other one does not.") == "It works.|The other one does not.");
}

TEST_CASE("list items are passages without their markers") {
  const std::string items = "What we want:|a longer bus route|fewer cars at the gate|somebody who listens";
  CHECK(
      passages_of("What we want:\n- a longer bus route\n- fewer cars at the gate\n- somebody who listens") ==
      items);
  CHECK(passages_of(
            "What we want:\n1. a longer bus route\n2) fewer cars at the gate\n(c) somebody who listens") ==
        items);
  CHECK(passages_of("What we want:\n•a longer bus route\n* fewer cars at the gate\n– somebody who listens") ==
        items);
  check_whole("5.");
  check_whole("-5 degrees in the hall");
  CHECK(passages_of("> quoted line of a mail\n> > and an older one") ==
        "quoted line of a mail|and an older one");
}

TEST_CASE("a lead-in belongs to what follows") {
  check_whole("For example\nmy neighbour had to wait three weeks");
  check_whole("For instance: the lift is too narrow for a wheelchair");
  check_whole("However...\n\nThe evening course was a success");
  check_cut("The plan has gaps. |Also:\nnobody counted the trees.");
  check_whole("My view:\nthe old route was better");
  CHECK(passages_of("For example\n- the lift is narrow\n- the ramp is steep") ==
        "For example|the lift is narrow|the ramp is steep");
}

TEST_CASE("a word or two stay with what they comment on") {
  check_cut("The nurse sat with me all night. Wonderful. |I will not forget that.");
  check_cut("Our flight was cancelled twice. Never again! |We take the train now.");
  check_whole("Wow! This is the best park in town");
  CHECK(passages_of("Nice staff. Clean rooms. Bad parking.") == "Nice staff.|Clean rooms.|Bad parking.");
}

TEST_CASE("quotations and brackets of a few words are not cut") {
  check_whole("“Great!” she said when she saw it");
  check_whole("He called it \"a waste. A shame.\" and left");
  check_whole("The new rule (really?) says so");
  check_cut("“It was great!” |She left the hall.");
  check_cut("She said: \"I will not go.\" |Then she went.");
}

TEST_CASE("faces stay with the sentence they colour; other wordless text is dropped") {
  check_cut("Thanks for nothing. 😡😡 |The train was late.");
  check_cut("It was a lovely day out :-) |We will come again.");
  check_cut("We loved the show 😍 |The actors were superb.");
  check_whole("👍🏽 Good idea");
  CHECK(passages_of("A fine idea!\n-----\n***\nAnother one.") == "A fine idea!|Another one.");
  CHECK(passages_of(" \n ... \n?!\n").empty());
  CHECK(passages_of("").empty());
}

TEST_CASE("stops of other scripts are ICU's to find") {
  CHECK(passages_of("これは良い。とても好きです。") == "これは良い。|とても好きです。");
  check_cut("यह बहुत अच्छा है। |मुझे यह बहुत पसंद है।");
  check_cut("Это хорошо, очень хорошо. |Мы придём ещё раз.");
  check_cut("Schöne Grüße an alle. |Über den Bus reden wir später.");
}

TEST_CASE("very long sentences are cut where a clause begins, and the clauses share a number") {
  const std::string marked =
      "At the last meeting somebody told a story about a shop on the corner that had sold mouldy bread to a "
      "school, "
      "|the paper let me write about it and say what I thought, "
      "|Unfortunately the owner of the shop never answered any of my letters or calls. "
      "|The end came soon after that.";
  check_cut(marked);
  std::string text;
  for (const char byte : marked) text += byte == '|' ? "" : std::string(1, byte);
  std::vector<std::uint32_t> sentences;
  for (const auto& passage : Segmenter().segment(text)) sentences.push_back(passage.sentence);
  CHECK(sentences == std::vector<std::uint32_t>{0, 0, 0, 1});
}

TEST_CASE("a sentence of common length is never cut, nor a long one inside its brackets") {
  check_whole(
      "I think that the bus, which is late, and the tram, which is full, should both be free, but who am I "
      "to ask");
  check_cut(
      "The committee that was set up by the former mayor to look into the state of the playgrounds in all "
      "nine districts; "
      "|it met twice, as far as we know (the minutes, which nobody has seen, are said to be lost, but they "
      "exist) and "
      "never again");
}

TEST_CASE("code points are counted from the start of the text") {
  const std::string text = "Grüße! 😀 Ça va très bien ici.\n\nÜber alles.";
  Segmenter segmenter;
  const auto passages = segmenter.segment(text);
  REQUIRE(passages.size() == 2);
  CHECK(passages[0].start == 0);
  CHECK(passages[0].end == 29);
  CHECK(passages[1].start == 31);
  CHECK(passages[1].end == 42);
}

TEST_CASE("whole gives the visible text as one passage") {
  CHECK(Segmenter::whole(" \n é. B!\n") == std::vector<Passage>{{{3, 9}, 3, 8, 0}});
  CHECK(Segmenter::whole("?") == std::vector<Passage>{{{0, 1}, 0, 1, 0}});
  CHECK(Segmenter::whole(" \n\t").empty());
}
