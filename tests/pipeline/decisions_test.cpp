#include "pipeline/decisions.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "corpus/error.hpp"

using namespace bearout;
using pipeline::Decision;
using pipeline::Decisions;

namespace {

constexpr pipeline::Place kPlace = {10, 20};

/// A file that goes when the test ends.
class DecisionsFile {
 public:
  explicit DecisionsFile(const std::string& lines)
      : folder_(std::filesystem::temp_directory_path() / "bearout-decisions-test") {
    std::filesystem::create_directories(folder_);
    std::ofstream(path(), std::ios::binary) << lines;
  }
  DecisionsFile(const DecisionsFile&) = delete;
  DecisionsFile& operator=(const DecisionsFile&) = delete;
  ~DecisionsFile() { std::filesystem::remove_all(folder_); }
  [[nodiscard]] std::filesystem::path path() const { return folder_ / "decisions.jsonl"; }

 private:
  std::filesystem::path folder_;
};

Decisions decisions(const std::string& lines) {
  const DecisionsFile file(lines);
  return Decisions(pipeline::read_decisions(file.path()));
}

std::string mapping(const std::string& by, const std::string& decision, const std::string& more = "") {
  return R"({"document":"c1","start":10,"end":20,"text":"we  raised\n£500","outcome":"8","decision":")" +
         decision + R"(","by":")" + by + "\"" + more + "}\n";
}

std::optional<pipeline::MappingVerdict> verdict(const std::string& lines) {
  return decisions(lines).mapping("c1", {99, 109}, "we raised £500", "8");
}

void check_refused(const std::string& line, const std::string& message) {
  const DecisionsFile file(mapping("ann", "accept") + line + "\n");
  CHECK_THROWS_WITH_AS((void)pipeline::read_decisions(file.path()), ("decisions.jsonl:2: " + message).c_str(),
                       corpus::Error);
}

}  // namespace

TEST_CASE("a decision sticks to document, text and outcome, wherever the passage now stands") {
  const auto found = verdict(mapping("ann", "accept"));
  REQUIRE(found);
  CHECK(found->decision == Decision::accept);
  const Decisions one = decisions(mapping("ann", "accept"));
  CHECK_FALSE(one.mapping("c2", kPlace, "we raised £500", "8"));
  CHECK_FALSE(one.mapping("c1", kPlace, "we raised £500", "9"));
  CHECK_FALSE(one.mapping("c1", kPlace, "we raised £600", "8"));
}

TEST_CASE("of one reviewer the last line wins") {
  CHECK(verdict(mapping("ann", "accept") + mapping("ann", "reject"))->decision == Decision::reject);
}

TEST_CASE("between reviewers the majority wins, a tie is unsure") {
  const std::string two = mapping("ann", "accept") + mapping("bob", "reject");
  CHECK(verdict(two)->decision == Decision::unsure);
  CHECK(verdict(two + mapping("cem", "reject"))->decision == Decision::reject);
  CHECK(verdict(two + mapping("bob", "accept"))->decision == Decision::accept);
}

TEST_CASE("framing and star count from those who accepted") {
  const auto found = verdict(mapping("ann", "accept", R"(,"framing":"contrary","star":true)") +
                             mapping("bob", "accept") + mapping("cem", "reject", R"(,"framing":"supports")"));
  CHECK(found->framing == models::Verdict::contrary);
  CHECK(found->star);
  CHECK_FALSE(verdict(mapping("ann", "accept", R"(,"star":true)") + mapping("bob", "reject"))->star);
}

TEST_CASE("without a text the place counts, without both the document") {
  const std::string place = R"({"document":"c1","start":10,"end":20,"outcome":"8","decision":"reject"})";
  CHECK(decisions(place).mapping("c1", kPlace, "any", "8")->decision == Decision::reject);
  CHECK_FALSE(decisions(place).mapping("c1", {11, 20}, "any", "8"));
  const Decisions whole = decisions(R"({"document":"c1","outcome":"8","decision":"accept"})");
  CHECK_FALSE(whole.mapping("c1", kPlace, "any", "8"));
  CHECK(whole.mapping("c1", "8")->decision == Decision::accept);
}

TEST_CASE("acts on candidates, framing and the list") {
  const Decisions all = decisions(
      "{\"kind\":\"candidate\",\"action\":\"promote\",\"statement\":\"Fun  counts.\"}\n\n"
      "{\"kind\":\"candidate\",\"action\":\"merge\",\"statement\":\"Cost\",\"into\":\"8\"}\r\n"
      "{\"kind\":\"framing\",\"document\":\"c1\",\"text\":\"It harms.\",\"decision\":\"dismiss\"}\n"
      "{\"kind\":\"outcome\",\"action\":\"add\",\"outcome\":\"11\",\"text\":\"Fun counts.\"}\n"
      "{\"kind\":\"outcome\",\"action\":\"retire\",\"outcome\":\"3\"}\n");
  CHECK(all.candidate("Fun counts.")->action == pipeline::CandidateAction::promote);
  CHECK(all.candidate("Cost")->into == "8");
  CHECK_FALSE(all.candidate("Unheard of"));
  CHECK(all.framing("c1", kPlace, "It harms.", "4") == false);
  CHECK_FALSE(all.framing("c1", kPlace, "Something else.", "4").has_value());
  REQUIRE(all.outcomes().size() == 2);
  CHECK(all.outcomes()[0].text == "Fun counts.");
  CHECK(all.outcomes()[1].action == pipeline::OutcomeAction::retire);
  CHECK(all.reviewers() == 1);
}

TEST_CASE("a line that isn't a decision is refused by its number") {
  check_refused("{", "not JSON");
  check_refused("[]", "not a JSON object");
  check_refused(R"({"kind":"vote"})",
                "\"kind\" is \"vote\", not one of mapping, outcome, candidate, framing");
  check_refused(R"({"document":"c1","decision":"accept"})", "\"outcome\" is missing");
  check_refused(R"({"document":"c1","outcome":"1","decision":"yes"})",
                "\"decision\" is \"yes\", not one of accept, reject, unsure");
  check_refused(R"({"document":"c1","start":4,"outcome":"1","decision":"accept"})",
                "\"start\" and \"end\" belong together");
  check_refused(R"({"document":"c1","start":4,"end":4,"outcome":"1","decision":"accept"})",
                "\"end\" is not after \"start\"");
  check_refused(R"({"document":7,"outcome":"1","decision":"accept"})", "\"document\" is not a string");
}

TEST_CASE("a missing file is an error by name") {
  CHECK_THROWS_WITH_AS((void)pipeline::read_decisions("/nowhere/decisions.jsonl"),
                       "/nowhere/decisions.jsonl: no such file", corpus::Error);
}
