#include "pipeline/reviewed_outcomes.hpp"

#include <doctest/doctest.h>

#include "tests/models/small_corpus.hpp"

using namespace bearout;
using pipeline::CandidateAction;
using pipeline::Decisions;
using pipeline::OutcomeAction;

namespace {

std::vector<corpus::Outcome> reviewed(pipeline::DecisionLog log) {
  return pipeline::reviewed_outcomes(tests::outcomes({"Gardens feed people.", "Choirs heal.", "Buses run."}),
                                     Decisions(std::move(log)));
}

}  // namespace

TEST_CASE("outcomes are reworded in their place, retired and added") {
  pipeline::DecisionLog log;
  log.outcomes = {{OutcomeAction::reword, "2", "Singing heals.", "", {}},
                  {OutcomeAction::retire, "1", "", "", {}},
                  {OutcomeAction::add, "", "Cafes bring people together.", "", {}},
                  {OutcomeAction::retire, "77", "", "", {}}};
  const auto list = reviewed(log);
  REQUIRE(list.size() == 3);
  CHECK(list[0].id == "2");
  CHECK(list[0].text == "Singing heals.");
  CHECK(list[1].id == "3");
  CHECK(list[2].id == "4");
  CHECK(list[2].text == "Cafes bring people together.");
}

TEST_CASE("a promoted candidate is an outcome, once") {
  pipeline::DecisionLog log;
  log.candidates = {{CandidateAction::promote, "Old  and young learn together.", "", {}},
                    {CandidateAction::promote, "Choirs heal.", "", {}},
                    {CandidateAction::dismiss, "It rains.", "", {}}};
  CHECK(reviewed(log).size() == 4);
  CHECK(reviewed(log).back().text == "Old and young learn together.");
  log.outcomes = {{OutcomeAction::add, "x", "Ages learn together.", "Old and young learn together.", {}}};
  CHECK(reviewed(log).size() == 4);
  CHECK(reviewed(log).back().id == "x");
  CHECK(Decisions(log).facts().dismissed == std::vector<std::string>{"It rains."});
}
