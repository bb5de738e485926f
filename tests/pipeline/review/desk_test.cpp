#include "pipeline/review/desk.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stop_token>
#include <thread>

#include "pipeline/error.hpp"
#include "pipeline/review/api.hpp"
#include "tests/corpus/scratch_folder.hpp"
#include "tests/pipeline/review/desk_fixture.hpp"

namespace bearout::review {
namespace {

using nlohmann::json;

struct Fixture {
  explicit Fixture(const std::string& reviewer = "ana") {
    tests::make_reviewable(folder.path() / "results");
    desk = std::make_unique<Desk>(Desk::Options{folder.path() / "results", reviewer, {}, nullptr});
  }
  json get(const std::string& path, std::map<std::string, std::string, std::less<>> query = {}) const {
    const Reply reply = answer(*desk, "GET", path, {std::move(query), ""});
    CHECK(reply.status == 200);
    return json::parse(reply.json);
  }
  json post(const std::string& path, const json& body = json::object(), int status = 200) const {
    const Reply reply = answer(*desk, "POST", path, {{}, body.dump()});
    CHECK(reply.status == status);
    return json::parse(reply.json);
  }
  json rows(const json& filter = json::object()) const {
    const json view = post("view", filter);
    return get("rows",
               {{"view", std::to_string(view["view"].get<int>())}, {"from", "0"}, {"count", "50"}})["rows"];
  }
  static json act(const json& row, const std::string& decision) {
    return {{"kind", "mapping"},   {"document", row["document"]}, {"start", row["start"]},
            {"end", row["end"]},   {"text", row["text"]},         {"outcome", row["outcome"]},
            {"decision", decision}};
  }
  void decide(const json& row, const std::string& decision) const {
    post("decide", {{"label", decision}, {"acts", json::array({act(row, decision)})}});
  }

  tests::ScratchFolder folder;
  std::unique_ptr<Desk> desk;
};

TEST_CASE("suggestions come in the order of their priority; those without one do not") {
  const Fixture fixture;
  const json rows = fixture.rows();
  REQUIRE(rows.size() == 3);
  CHECK(rows[0]["text"] == "It helps me.");
  CHECK(rows[1]["text"] == "it does not help.");
  CHECK(rows[2]["text"] == "Hello world.");
  CHECK(rows[0]["before"] == "Hello world.");
  CHECK(rows[0]["mapping"]["evidence"][0]["term"] == "helps");
  CHECK(rows[1]["negative"]["cues"][0]["cue"] == "not");
  CHECK(fixture.get("state")["run"]["without_priority"] == 1);
}

TEST_CASE("filters are exact, and a search knows no case") {
  const Fixture fixture;
  CHECK(fixture.rows({{"outcome", "1"}}).size() == 2);
  CHECK(fixture.rows({{"band", "unsure"}}).size() == 1);
  CHECK(fixture.rows({{"framing", "contrary"}}).size() == 1);
  CHECK(fixture.rows({{"author", "Bo"}}).size() == 1);
  CHECK(fixture.rows({{"source", "a.jsonl"}}).size() == 2);
  CHECK(fixture.rows({{"search", "HELLO  World"}}).size() == 1);
  CHECK(fixture.rows({{"search", "nowhere"}}).empty());
  fixture.post("view", {{"band", "perhaps"}}, 400);
}

TEST_CASE("a decision leaves the open ones, changes the counts, and can be taken back and done again") {
  const Fixture fixture;
  const json row = fixture.rows()[0];
  fixture.decide(row, "accept");
  CHECK(fixture.rows().size() == 2);
  CHECK(fixture.rows({{"state", "accepted"}}).size() == 1);
  json state = fixture.get("state");
  CHECK(state["progress"]["accepted"] == 1);
  CHECK(state["outcomes"][0]["accepted"] == 1);
  CHECK(state["outcomes"][0]["open"] == 1);
  CHECK(state["history"]["undo"] == "accept");
  CHECK(fixture.post("undo")["label"] == "accept");
  CHECK(fixture.rows().size() == 3);
  CHECK(fixture.post("redo")["label"] == "accept");
  CHECK(fixture.rows().size() == 2);
  CHECK(fixture.post("redo")["label"] == "");
}

TEST_CASE("a view stays as it is while its passages are decided") {
  const Fixture fixture;
  const json view = fixture.post("view");
  const std::string id = std::to_string(view["view"].get<int>());
  const json first = fixture.get("rows", {{"view", id}, {"from", "0"}, {"count", "1"}})["rows"][0];
  fixture.decide(first, "reject");
  const json again = fixture.get("rows", {{"view", id}, {"from", "0"}, {"count", "1"}})["rows"][0];
  CHECK(again["text"] == first["text"]);
  CHECK(again["mine"]["decision"] == "reject");
}

TEST_CASE("bulk decides what the view holds, no more, and is one step") {
  const Fixture fixture;
  const json view = fixture.post("view", {{"outcome", "1"}});
  fixture.post("bulk", {{"view", view["view"]}, {"expected", 3}, {"decision", "accept"}}, 409);
  CHECK(fixture.get("state")["progress"]["accepted"] == 0);
  fixture.post("bulk", {{"view", view["view"]}, {"expected", 2}, {"decision", "accept"}});
  CHECK(fixture.get("state")["progress"]["accepted"] == 2);
  CHECK(fixture.rows()[0]["text"] == "Hello world.");
  fixture.post("undo");
  CHECK(fixture.get("state")["progress"]["accepted"] == 0);
}

TEST_CASE("a passage can be given to an outcome that nobody suggested") {
  const Fixture fixture;
  json row = fixture.rows()[0];
  row["outcome"] = "2";
  fixture.decide(row, "accept");
  const json rows = fixture.rows({{"outcome", "2"}, {"state", "accepted"}});
  REQUIRE(rows.size() == 1);
  CHECK(rows[0]["score"].is_null());
  CHECK(fixture.get("state")["outcomes"][1]["for"] == 1);
  fixture.post("undo");
  CHECK(fixture.rows({{"outcome", "2"}, {"state", "all"}}).size() == 1);
}

TEST_CASE("a promoted candidate is an outcome with its members to decide on") {
  const Fixture fixture;
  fixture.post(
      "decide",
      {{"label", "promote"},
       {"acts",
        json::array(
            {json{{"kind", "outcome"},
                  {"action", "add"},
                  {"outcome", "3"},
                  {"text", "There is tea."},
                  {"from_candidate", "Tea"}},
             json{{"kind", "candidate"}, {"action", "promote"}, {"statement", "Tea"}, {"into", "3"}}})}});
  const json state = fixture.get("state");
  REQUIRE(state["outcomes"].size() == 3);
  CHECK(state["outcomes"][2]["text"] == "There is tea.");
  CHECK(state["outcomes"][2]["change"] == "added");
  const json rows = fixture.rows({{"outcome", "3"}});
  REQUIRE(rows.size() == 1);
  CHECK(rows[0]["text"] == "tea");
  fixture.decide(rows[0], "accept");
  CHECK(fixture.get("state")["outcomes"][2]["for"] == 1);
  fixture.post("undo");
  fixture.post("reopen", {{"statement", "Tea"}});
  CHECK(fixture.get("state")["outcomes"].size() == 2);
  CHECK(fixture.get("candidates")["candidates"][0]["action"] == "");
}

TEST_CASE("a retired outcome takes its suggestions along") {
  const Fixture fixture;
  fixture.post("decide",
               {{"label", "retire"},
                {"acts", json::array({json{{"kind", "outcome"}, {"action", "retire"}, {"outcome", "1"}}})}});
  CHECK(fixture.rows().size() == 1);
  fixture.post("undo");
  CHECK(fixture.rows().size() == 3);
}

TEST_CASE("negative passages are confirmed and dismissed") {
  const Fixture fixture;
  const json row = fixture.rows({{"list", "negative"}})[0];
  fixture.post("decide", {{"label", "confirm"},
                          {"acts", json::array({json{{"kind", "framing"},
                                                     {"document", row["document"]},
                                                     {"start", row["start"]},
                                                     {"end", row["end"]},
                                                     {"text", row["text"]},
                                                     {"outcome", row["outcome"]},
                                                     {"decision", "confirm"}}})}});
  CHECK(fixture.rows({{"list", "negative"}}).empty());
  CHECK(fixture.rows({{"list", "negative"}, {"state", "accepted"}}).size() == 1);
}

TEST_CASE("what can't be is refused in a sentence and changes nothing") {
  const Fixture fixture;
  json row = fixture.rows()[0];
  const auto refused = [&](json act, int status) {
    const json reply =
        fixture.post("decide", {{"label", "x"}, {"acts", json::array({std::move(act)})}}, status);
    CHECK_FALSE(reply["error"].get<std::string>().empty());
  };
  json moved = Fixture::act(row, "accept");
  moved["start"] = 12;
  refused(moved, 409);
  json nowhere = Fixture::act(row, "accept");
  nowhere["document"] = "c9";
  refused(nowhere, 404);
  json unknown = Fixture::act(row, "accept");
  unknown["outcome"] = "9";
  refused(unknown, 404);
  refused(Fixture::act(row, "maybe"), 400);
  refused(json(3), 400);
  fixture.post("nonsense", json::object(), 404);
  CHECK(answer(*fixture.desk, "GET", "rows", {{{"view", "99"}, {"from", "0"}, {"count", "1"}}, ""}).json ==
        R"({"gone":true})");
  CHECK(answer(*fixture.desk, "POST", "decide", {{}, "not JSON"}).status == 400);
  CHECK(fixture.get("state")["history"]["undos"] == 0);
}

TEST_CASE("two desks on one folder: both names count, and agreement is told") {
  const Fixture fixture("ana");
  Desk other({fixture.folder.path() / "results", "ben", {}, nullptr});
  const json rows = fixture.rows();
  for (const json& row : rows) fixture.decide(row, "accept");
  const auto as_ben = [&](const json& row, const char* decision) {
    const json body{{"label", decision}, {"acts", json::array({Fixture::act(row, decision)})}};
    CHECK(answer(other, "POST", "decide", {{}, body.dump()}).status == 200);
  };
  as_ben(rows[0], "accept");
  as_ben(rows[1], "reject");
  const json state = fixture.get("state");
  CHECK(state["reviewers"].size() == 2);
  REQUIRE(state["agreement"].size() == 1);
  CHECK(state["agreement"][0]["with"] == "ben");
  CHECK(state["agreement"][0]["pairs"] == 2);
  CHECK(state["agreement"][0]["same"] == 1);
  CHECK(fixture.rows({{"state", "rejected"}, {"decided_by", "ben"}}).size() == 1);
}

TEST_CASE("folders that can't be reviewed say what to do") {
  const tests::ScratchFolder folder;
  const auto open = [&](const char* name) { Desk desk({folder.path() / name, "", {}, nullptr}); };
  CHECK_THROWS_WITH(open("missing"), doctest::Contains("no such folder"));
  tests::make_reviewable(folder.path() / "old", "0.0.9");
  CHECK_THROWS_WITH(open("old"), doctest::Contains("run it again with this version"));
  tests::make_reviewable(folder.path() / "torn");
  std::filesystem::remove(folder.path() / "torn" / "run.json");
  CHECK_THROWS_WITH(open("torn"), doctest::Contains("run.json"));
  tests::make_reviewable(folder.path() / "short");
  std::filesystem::remove(folder.path() / "short" / "mappings.jsonl");
  CHECK_THROWS(open("short"));
}

TEST_CASE("a desk that is closed stops what is being learned, and every decision is in the file") {
  const tests::ScratchFolder folder;
  const auto results = folder.path() / "results";
  tests::make_reviewable(results);
  std::atomic<bool> stopped = false;
  std::atomic<bool> begun = false;
  const auto relearn = [&](const auto& report, const std::stop_token& stop) {
    report("reading");
    begun = true;
    while (!stop.stop_requested()) std::this_thread::yield();
    stopped = true;
    throw pipeline::Stopped();
  };
  {
    Desk desk({results, "ana", relearn, nullptr});
    CHECK(answer(desk, "POST", "learn", {{}, "{}"}).status == 200);
    while (!begun) std::this_thread::yield();
    const std::string act =
        R"({"kind":"mapping","document":"c1","start":13,"end":25,"text":"It helps me.","outcome":"1","decision":"accept"})";
    desk.decide("accept", {act});
  }
  CHECK(stopped);
  std::ifstream in(results / "review" / "decisions.jsonl");
  std::string line;
  CHECK(std::getline(in, line));
  CHECK(line.find("It helps me.") != std::string::npos);
}

TEST_CASE("an act that comes while the file is being written is in it when the desk has closed") {
  const tests::ScratchFolder folder;
  const auto results = folder.path() / "results";
  tests::make_reviewable(results);
  for (int round = 0; round < 40; ++round) {  // a desk that opens writes the file, beside what is decided
    const std::string decision = round % 2 == 0 ? "accept" : "reject";
    {
      Desk desk({results, "ana", nullptr, nullptr});
      const std::string act =
          R"({"kind":"mapping","document":"c1","start":13,"end":25,"text":"It helps me.","outcome":"1","decision":")" +
          decision + R"("})";
      desk.decide(decision, {act});
    }
    const std::string lines = tests::content_of(results / "review" / "decisions.jsonl");
    REQUIRE(lines.find("\"" + decision + "\"") != std::string::npos);
  }
}

}  // namespace
}  // namespace bearout::review
