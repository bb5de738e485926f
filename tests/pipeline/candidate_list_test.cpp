#include "pipeline/candidate_list.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/models/small_corpus.hpp"

using namespace bearout;
using pipeline::AcceptanceRow;
using pipeline::CandidateList;
using pipeline::MemberRow;
using pipeline::ProposalRow;

namespace {

using Strings = std::vector<std::string>;

models::Model model_with_themes(std::size_t count) {
  models::Model model;
  for (std::size_t i = 0; i < count; ++i) {
    models::Theme theme;
    theme.statement = "Parking is hard.";
    theme.words = {"parking", "hard"};
    theme.cohesion = 0.5;
    theme.novelty = 0.75;
    model.themes.push_back(std::move(theme));
  }
  return model;
}

MemberRow member(const std::string& document, double score, std::uint64_t theme = 0,
                 const std::string& text = "No parking.") {
  return {{document, 1, 5, 16}, text, theme, score};
}

ProposalRow proposal(const std::string& document, const std::string& author, const std::string& statement,
                     Strings stems, double weight = 0.5) {
  ProposalRow row;
  row.place = {document, 0, 0, statement.size()};
  row.text = statement;
  row.author = author;
  row.proposal.statement = statement;
  row.proposal.stems = std::move(stems);
  row.proposal.weight = weight;
  return row;
}

AcceptanceRow accepts(const std::string& addressee, const std::string& parent = "") {
  AcceptanceRow row;
  row.document = "reply";
  row.parent = parent;
  row.acceptance.addressee = addressee;
  row.acceptance.accepts = true;
  return row;
}

}  // namespace

TEST_CASE("a theme has its members, best first; one without members is left out") {
  const models::Model model = model_with_themes(2);
  CandidateList list(model);
  CHECK(list.add(member("c1", 0.4, 1)) ==
        R"({"candidate":"theme-2","document":"c1","passage":1,"start":5,"end":16,"score":0.400000})"
        "\n");
  (void)list.add(member("c2", 0.9, 1));
  (void)list.add(member("c3", 0.4, 1));
  const auto result = list.finish();
  REQUIRE(result.candidates.size() == 1);
  const auto& theme = result.candidates[0];
  CHECK(theme.id == "theme-2");
  CHECK_FALSE(theme.proposed);
  CHECK(theme.size == 3);
  CHECK(theme.terms == Strings{"parking", "hard"});
  CHECK(theme.members[0].place.document == "c2");
  CHECK(theme.members[1].place.document == "c1");  // of equal scores the earlier row
  CHECK(theme.members[2].place.document == "c3");
  CHECK(result.proposal_memberships.empty());
}

TEST_CASE("fifty members are kept, all are counted") {
  const models::Model model = model_with_themes(1);
  CandidateList list(model);
  for (int i = 0; i < 200; ++i) (void)list.add(member("c" + std::to_string(i), i / 200.0));
  const auto result = list.finish();
  CHECK(result.candidates[0].size == 200);
  REQUIRE(result.candidates[0].members.size() == 50);
  CHECK(result.candidates[0].members.back().place.document == "c150");
}

TEST_CASE("like proposals are one, with all who made it; the surest comes first") {
  const models::Model model = model_with_themes(1);
  CandidateList list(model);
  (void)list.add(member("c9", 0.9));
  list.add(proposal("c1", "Ann", "Fun counts.", {"count", "fun"}, 0.5));
  list.add(proposal("c2", "Bob", "Fun counts a lot.", {"count", "fun", "lot"}, 0.9));
  list.add(proposal("c3", "Bob", "Fun counts, too.", {"count", "fun"}, 0.4));
  list.add(proposal("c4", "", "Trains run late.", {"late", "run", "train"}, 0.7));
  const auto result = list.finish();
  REQUIRE(result.candidates.size() == 3);
  CHECK(result.candidates[0].id == "proposal-1");
  CHECK(result.candidates[0].proposed);
  CHECK(result.candidates[0].statement == "Fun counts a lot.");
  CHECK(result.candidates[0].size == 3);
  CHECK(result.candidates[0].proposed_by == Strings{"Bob", "Ann"});
  CHECK(result.candidates[1].statement == "Trains run late.");
  CHECK(result.candidates[1].proposed_by.empty());
  CHECK(result.candidates[2].id == "theme-1");
  CHECK(result.proposal_memberships.substr(0, 43) == R"({"candidate":"proposal-1","document":"c2",")");
}

TEST_CASE("an answer speaks to the latest earlier proposal of the person it names") {
  const models::Model model;
  CandidateList list(model);
  list.add(proposal("c1", "Ann Lee", "Fun counts.", {"count", "fun"}));
  list.add(proposal("c2", "Anna", "Trains run late.", {"late", "run", "train"}));
  list.add(accepts("ann"));
  list.add(proposal("c3", "Ann Lee", "Bees hum.", {"bee", "hum"}));
  const auto result = list.finish();
  REQUIRE(result.candidates.size() == 3);
  CHECK(result.candidates[0].accepted_by_author == true);
  CHECK_FALSE(result.candidates[1].accepted_by_author.has_value());  // Anna is not Ann
  CHECK_FALSE(result.candidates[2].accepted_by_author.has_value());  // not yet said
}

TEST_CASE("an answer that names nobody speaks to the comment it replies to") {
  const models::Model model;
  CandidateList list(model);
  list.add(proposal("c1", "Ann", "Fun counts.", {"count", "fun"}));
  list.add(proposal("c2", "Bob", "Bees hum.", {"bee", "hum"}));
  AcceptanceRow refusal = accepts("", "c1");
  refusal.acceptance.accepts = false;
  refusal.acceptance.refuses = true;
  list.add(refusal);
  list.add(accepts("", "c2"));
  const auto result = list.finish();
  REQUIRE(result.candidates.size() == 2);
  CHECK(result.candidates[0].accepted_by_author == false);
  CHECK(result.candidates[1].accepted_by_author == true);
}

TEST_CASE("a proposal knows its nearest outcome and what is new in it") {
  const auto comments = tests::comments({"Gardens feed people.", "Choirs sing."});
  const auto model =
      models::fit(tests::counted(comments), tests::outcomes({"Choirs sing.", "Gardens feed people."}));
  CandidateList list(model);
  list.add(proposal("c1", "Ann", "Gardens feed people.", {"feed", "garden", "peopl"}));
  const auto result = list.finish();
  REQUIRE(result.candidates.size() == 1);
  CHECK(result.candidates[0].nearest_outcome == "2");
  CHECK(result.candidates[0].novelty == doctest::Approx(0));
}

TEST_CASE("candidates.json tells proposals from themes, and quotes no document or text twice") {
  const models::Model model = model_with_themes(1);
  CandidateList list(model);
  (void)list.add(member("c1", 0.9));
  (void)list.add(member("c1", 0.8, 0, "Nowhere to park."));
  (void)list.add(member("c2", 0.7, 0, "NO parking."));
  (void)list.add(member("c3", 0.6, 0, "Parking, please."));
  list.add(proposal("c1", "Ann", "Fun counts.", {"count", "fun"}));
  const auto json = nlohmann::json::parse(pipeline::candidates_json(list.finish().candidates));
  REQUIRE(json.size() == 2);
  CHECK(json[0]["source"] == "proposed");
  CHECK(json[0]["proposed_by"] == Strings{"Ann"});
  CHECK(json[0]["cohesion"].is_null());
  CHECK(json[0]["accepted_by_author"].is_null());
  CHECK(json[1]["source"] == "recurring");
  CHECK(json[1]["cohesion"] == 0.5);
  CHECK(json[1]["novelty"] == 0.75);
  CHECK(json[1]["nearest_outcome"].is_null());
  CHECK(json[1]["members"].size() == 4);
  REQUIRE(json[1]["quotes"].size() == 2);
  CHECK(json[1]["quotes"][0]["text"] == "No parking.");
  CHECK(json[1]["quotes"][1]["text"] == "Parking, please.");
  CHECK(pipeline::candidates_json({}) == "[]\n");
}
