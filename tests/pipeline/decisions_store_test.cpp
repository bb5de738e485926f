#include "pipeline/decisions_store.hpp"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "pipeline/error.hpp"
#include "tests/corpus/scratch_folder.hpp"

namespace bearout::pipeline {
namespace {

StoredAct decided(const std::string& by, const std::string& outcome, Decision decision) {
  MappingDecision act{
      .document = "c1", .place = Place{0, 5}, .text = "Hello", .outcome = outcome, .signature = {}};
  act.decision = decision;
  act.signature.by = by;
  return stored(act);
}

TEST_CASE("what is decided is there when the folder is opened again, the last word of each reviewer") {
  const tests::ScratchFolder folder;
  {
    DecisionsStore store(folder.path());
    CHECK(store.apply("ana", "accept", {decided("ana", "1", Decision::accept)}).size() == 1);
    store.apply("ana", "reject", {decided("ana", "1", Decision::reject)});
    store.apply("ben", "accept", {decided("ben", "1", Decision::accept)});
  }
  const DecisionsStore store(folder.path());
  const auto current = store.current();
  REQUIRE(current.size() == 2);
  CHECK(current[0].by == "ana");
  CHECK(current[0].line.find("reject") != std::string::npos);
  CHECK(current[1].by == "ben");
}

TEST_CASE("a damaged store is refused before it is used, and what decisions.jsonl holds outlives it") {
  const tests::ScratchFolder folder;
  const auto file = folder.path() / "review" / "review.sqlite";
  {
    DecisionsStore store(folder.path());
    for (int i = 0; i < 200; ++i)
      store.apply("ana", "accept", {decided("ana", std::to_string(i), Decision::accept)});
    store.write_lines();
  }
  const auto refusal = [&] {
    try {
      const DecisionsStore store(folder.path());
      return std::string();
    } catch (const Error& error) {
      return folder.here(error.what());
    }
  };
  std::fstream damage(file, std::ios::binary | std::ios::in | std::ios::out);
  damage.seekp(12'288);  // the fourth page
  damage << std::string(4096, 'x');
  damage.close();
  constexpr const char* kRemedy =
      "; move it away, with the files whose names begin with its own, and start again: what "
      "decisions.jsonl beside it holds is taken over; undo, and what was decided after that was written, is "
      "lost";
  const std::string damaged = tests::content_of(file);
  CHECK(refusal().starts_with("review/review.sqlite: is damaged: Page "));
  CHECK(refusal().ends_with(kRemedy));
  CHECK(tests::content_of(file) == damaged);
  std::ofstream(file) << std::string(100, 'x');
  CHECK(refusal() == std::string("review/review.sqlite: can't be read: file is not a database") + kRemedy);

  std::filesystem::remove(file);
  CHECK(DecisionsStore(folder.path()).current().size() == 200);
}

TEST_CASE("a store of another version is left to that one, whatever its tables are") {
  const tests::ScratchFolder folder;
  const auto file = folder.path() / "review" / "review.sqlite";
  std::filesystem::create_directories(file.parent_path());
  {
    DecisionsDatabase database(file);
    database.execute("CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL)");
    database.execute("INSERT INTO fact VALUES ('version', '2')");
    database.execute("CREATE TABLE step (id INTEGER PRIMARY KEY, other TEXT)");
  }
  CHECK_THROWS_WITH_AS(
      DecisionsStore(folder.path()),
      (file.string() + ": was made by another version of bearout; open it with that one").c_str(), Error);
}

TEST_CASE("an act that changes nothing is no step") {
  const tests::ScratchFolder folder;
  DecisionsStore store(folder.path());
  store.apply("ana", "accept", {decided("ana", "1", Decision::accept)});
  CHECK(store.apply("ana", "accept", {decided("ana", "1", Decision::accept)}).empty());
  CHECK(store.history("ana").undos == 1);
}

TEST_CASE("undo and redo go step by step, each reviewer's own, without end") {
  const tests::ScratchFolder folder;
  DecisionsStore store(folder.path());
  for (int i = 0; i < 50; ++i)
    store.apply("ana", "accept", {decided("ana", std::to_string(i), Decision::accept)});
  store.apply("ben", "accept", {decided("ben", "1", Decision::accept)});
  const std::string all = store.lines();
  for (int i = 0; i < 50; ++i) CHECK(store.undo("ana").size() == 1);
  CHECK(store.undo("ana").empty());
  REQUIRE(store.current().size() == 1);  // Ben's stays
  for (int i = 0; i < 50; ++i) CHECK(store.redo("ana").size() == 1);
  CHECK(store.redo("ana").empty());
  CHECK(store.current().size() == 51);
}

TEST_CASE("one undo takes a step of many acts back, also those that replaced others") {
  const tests::ScratchFolder folder;
  DecisionsStore store(folder.path());
  store.apply("ana", "accept", {decided("ana", "1", Decision::accept)});
  const std::string before = store.lines();
  store.apply("ana", "reject 2",
              {decided("ana", "1", Decision::reject), decided("ana", "2", Decision::reject)});
  CHECK(store.history("ana").undo == "reject 2");
  CHECK(store.undo("ana").size() == 2);
  CHECK(store.lines() == before);
  CHECK(store.history("ana").redo == "reject 2");
}

TEST_CASE("a new step ends what could be done again") {
  const tests::ScratchFolder folder;
  DecisionsStore store(folder.path());
  store.apply("ana", "first", {decided("ana", "1", Decision::accept)});
  store.undo("ana");
  store.apply("ana", "second", {decided("ana", "2", Decision::accept)});
  CHECK(store.history("ana").redos == 0);
  CHECK(store.redo("ana").empty());
}

TEST_CASE("the file is what read_decisions() reads, and is not taken over again") {
  const tests::ScratchFolder folder;
  const auto file = folder.path() / "review" / "decisions.jsonl";
  {
    DecisionsStore store(folder.path());
    store.apply("ana", "accept", {decided("ana", "1", Decision::accept)});
    store.write_lines();
    CHECK(read_decisions(file).mappings.size() == 1);
    store.undo("ana");  // after this the file is behind, as it is when the program is killed now
  }
  const DecisionsStore store(folder.path());
  CHECK(store.current().empty());
}

TEST_CASE("decisions from elsewhere are taken over, word for word") {
  const tests::ScratchFolder folder;
  std::filesystem::create_directories(folder.path() / "review");
  std::ofstream(folder.path() / "review" / "decisions.jsonl")
      << R"({"document":"c1","start":0,"end":5,"text":"Hello","outcome":"1","decision":"accept","by":"cy"})"
      << '\n'
      << R"({"kind":"outcome","action":"retire","outcome":"2"})" << '\n';
  const DecisionsStore store(folder.path());
  const auto current = store.current();
  REQUIRE(current.size() == 2);
  CHECK(current[0].by == "cy");
  CHECK(current[1].by.empty());
}

TEST_CASE("a folder that can't be written is refused before anything is decided") {
  if (::geteuid() == 0) return;  // root may write everywhere
  const tests::ScratchFolder folder;
  std::filesystem::permissions(folder.path(),
                               std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  CHECK_THROWS_WITH_AS(DecisionsStore(folder.path()), doctest::Contains("can't be written"), Error);
  std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_all);
}

TEST_CASE("a folder that was removed meanwhile takes no more decisions") {
  const tests::ScratchFolder folder;
  DecisionsStore store(folder.path());
  store.apply("ana", "accept", {decided("ana", "1", Decision::accept)});
  std::filesystem::remove_all(folder.path() / "review");
  CHECK_THROWS_WITH_AS(store.apply("ana", "accept", {decided("ana", "2", Decision::accept)}),
                       doctest::Contains("was removed"), Error);
}

TEST_CASE("two stores on one folder see each other") {
  const tests::ScratchFolder folder;
  DecisionsStore one(folder.path());
  DecisionsStore two(folder.path());
  CHECK_FALSE(two.changed_elsewhere());
  one.apply("ana", "accept", {decided("ana", "1", Decision::accept)});
  CHECK(two.changed_elsewhere());
  CHECK(two.current().size() == 1);
  CHECK_FALSE(two.changed_elsewhere());
}

TEST_CASE("killed at any moment it has what was acknowledged, and whole steps alone") {
  const tests::ScratchFolder folder;
  for (int round = 0; round < 8; ++round) {
    int acknowledged[2];
    REQUIRE(::pipe(acknowledged) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
      DecisionsStore store(folder.path());
      for (int i = 0;; ++i) {
        const std::string name = std::to_string(round) + "-" + std::to_string(i);
        store.apply(
            "ana", name,
            {decided("ana", name + "a", Decision::accept), decided("ana", name + "b", Decision::accept)});
        const char done = 'x';
        if (::write(acknowledged[1], &done, 1) != 1) ::_exit(1);
      }
    }
    ::close(acknowledged[1]);
    ::usleep(static_cast<useconds_t>(20'000 + 7'000 * round));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    std::size_t steps = 0;
    char buffer[4096];
    for (ssize_t got = 0; (got = ::read(acknowledged[0], buffer, sizeof buffer)) > 0;)
      steps += static_cast<std::size_t>(got);
    ::close(acknowledged[0]);
    const DecisionsStore store(folder.path());
    std::size_t found = 0;
    for (const StoredAct& act : store.current())
      found += act.key.find('\x1f' + std::to_string(round) + "-") != std::string::npos ? 1U : 0U;
    CHECK(found % 2 == 0);
    CHECK(found / 2 >= steps);
    CHECK(found / 2 <= steps + 1);  // one that was on the disk but not yet acknowledged
  }
}

}  // namespace
}  // namespace bearout::pipeline
