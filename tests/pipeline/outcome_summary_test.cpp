#include "pipeline/outcome_summary.hpp"

#include <doctest/doctest.h>

#include "pipeline/error.hpp"
#include "tests/models/small_corpus.hpp"

using namespace bearout;
using models::Band;
using models::Verdict;
using pipeline::MappingRow;
using pipeline::OutcomeSummaries;

namespace {

MappingRow row(const std::string& document, const std::string& text, double score, Band band = Band::likely,
               Verdict framing = Verdict::supports) {
  MappingRow mapping;
  mapping.place = {document, 0, 0, text.size()};
  mapping.text = text;
  mapping.outcome = "1";
  mapping.band = band;
  mapping.framing = framing;
  mapping.score = score;
  return mapping;
}

std::vector<std::string> quoted(const OutcomeSummaries& summaries) {
  std::vector<std::string> texts;
  for (const auto& example : summaries.examples(0)) texts.push_back(example.text);
  return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("each pair counts under one figure") {
  const auto list = tests::outcomes({"Gardens feed people.", "Choirs sing."});
  OutcomeSummaries summaries(list);
  summaries.add(row("c1", "a", 0.9), 0);
  summaries.add(row("c2", "b", 0.8), 1);
  summaries.add(row("c3", "c", 0.8, Band::likely, Verdict::contrary), 2);
  summaries.add(row("c4", "d", 0.8, Band::likely, Verdict::unclear), 3);
  summaries.add(row("c5", "e", 0.3, Band::unsure), 4);
  summaries.add(row("c6", "f", 0.1, Band::below), 5);
  summaries.add(pipeline::RequestRow{"c7", "2"});
  CHECK(summaries[0].supporting == 2);
  CHECK(summaries[0].against == 1);
  CHECK(summaries[0].unsure == 2);
  CHECK(summaries[0].requests == 0);
  CHECK_FALSE(summaries[0].needs_example());
  CHECK(summaries[1].requests == 1);
  CHECK(summaries[1].needs_example());
}

TEST_CASE("three examples: the best, from different documents, none twice") {
  const auto list = tests::outcomes({"Gardens feed people."});
  OutcomeSummaries summaries(list);
  summaries.add(row("c1", "Beans!", 0.7), 0);
  summaries.add(row("c2", "We eat beans.", 0.95), 1);
  summaries.add(row("c2", "And peas.", 0.9), 2);
  summaries.add(row("c3", "we eat BEANS", 0.85), 3);
  summaries.add(row("c4", "Rhubarb.", 0.6), 4);
  summaries.add(row("c5", "Kale.", 0.5), 5);
  CHECK(quoted(summaries) == Texts{"We eat beans.", "Beans!", "Rhubarb."});
}

TEST_CASE("a document is quoted twice only where there is no other") {
  const auto list = tests::outcomes({"Gardens feed people."});
  OutcomeSummaries summaries(list);
  summaries.add(row("c1", "Beans.", 0.7), 0);
  summaries.add(row("c1", "Peas.", 0.9), 1);
  CHECK(quoted(summaries) == Texts{"Peas.", "Beans."});
}

TEST_CASE("of equal scores the earlier row is quoted") {
  const auto list = tests::outcomes({"Gardens feed people."});
  OutcomeSummaries summaries(list);
  for (std::uint64_t i = 0; i < 100; ++i)
    summaries.add(row("c" + std::to_string(i), "Beans " + std::to_string(i), 0.7), i);
  CHECK(summaries[0].supporting == 100);
  CHECK(quoted(summaries) == Texts{"Beans 0", "Beans 1", "Beans 2"});
}

TEST_CASE("a row of an outcome that is not on the list is an error") {
  OutcomeSummaries summaries(tests::outcomes({"Gardens feed people."}));
  CHECK_THROWS_WITH_AS(summaries.add(pipeline::RequestRow{"c1", "9"}),
                       "a row names outcome \"9\", which the model does not have", pipeline::Error);
}

TEST_CASE("outcomes.json") {
  auto list = tests::outcomes({"Gardens \"feed\" people."});
  OutcomeSummaries summaries(list);
  CHECK(pipeline::outcomes_json({}, OutcomeSummaries({})) == "[]\n");
  summaries.add(row("c1", "Beans.", 0.9), 0);
  list[0].title = "Gardens";
  list[0].keywords = {"beans"};
  CHECK(pipeline::outcomes_json(list, summaries) == R"([
 {
  "id": "1",
  "text": "Gardens \"feed\" people.",
  "title": "Gardens",
  "keywords": [
   "beans"
  ],
  "for": 1,
  "against": 0,
  "unsure": 0,
  "requests": 0,
  "needs_example": false,
  "examples": [
   {
    "document": "c1",
    "start": 0,
    "end": 6,
    "text": "Beans."
   }
  ]
 }
]
)");
}

TEST_CASE("headings and half pages quote worse than a sentence") {
  CHECK(pipeline::quotability("The counter") < 0.5);
  CHECK(pipeline::quotability("They were private papers in a biscuit tin, and now they are history.") == 1);
  std::string page;
  for (int i = 0; i < 200; ++i) page += "word ";
  CHECK(pipeline::quotability(page) < 0.5);
}

TEST_CASE("near-duplicates differ in a word or two, whatever their case and punctuation") {
  using pipeline::are_near_duplicates;
  CHECK(are_near_duplicates("The choir sings on Sundays!", "the CHOIR sings, on sundays"));
  CHECK(are_near_duplicates("I object to the plan to close the library on Mill Lane in May.",
                            "We object to the plan to close the library on Mill Lane in May."));
  CHECK_FALSE(are_near_duplicates("The choir sings on Sundays.", "The choir sings on Mondays and Tuesdays."));
  CHECK(are_near_duplicates("", ""));
}
