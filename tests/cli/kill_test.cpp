#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "tests/cli/program.hpp"
#include "tests/cli/results.hpp"
#include "tests/corpus/scratch_folder.hpp"

using namespace bearout::tests;
using namespace std::chrono_literals;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::string_view kDecisions =
    "{\"kind\":\"mapping\",\"document\":\"c11\",\"text\":\"x\",\"outcome\":\"1\",\"decision\":\"accept\","
    "\"by\":\"ann\"}\n";

/// The sample's documents again and again, a few megabytes.
std::string many_documents() {
  std::string many;
  for (int copy = 0; copy < 60; ++copy) {
    for (const std::string& line : lines_of(sample_documents())) {
      Json document = Json::parse(line);
      document["id"] = document["id"].get<std::string>() + "-" + std::to_string(copy);
      many += document.dump() + "\n";
    }
  }
  return many;
}

bool is_staged(const std::string& name) {
  return name.rfind(".staged-", 0) == 0;
}

/// The staging folder of a run has its run.json: what follows are the renames.
bool about_to_commit(const fs::path& results) {
  std::error_code error;
  for (auto entry = fs::directory_iterator(results, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    if (is_staged(entry->path().filename().string()) && fs::exists(entry->path() / "run.json", error))
      return true;
  }
  return false;
}

/// BEAROUT_KILLS=50 tries so many moments in each of these cases; a few must do every day.
int kills() {
  const char* const wanted = std::getenv("BEAROUT_KILLS");
  return wanted == nullptr ? 4 : std::max(1, std::atoi(wanted));
}

class KilledRuns {
 public:
  KilledRuns() : many_(scratch_.write("many.jsonl", many_documents())) {
    scratch_.write("results/review/decisions.jsonl", kDecisions);
    recover();
  }

  [[nodiscard]] std::vector<std::string> big_run() const {
    return {"run",     "--outcomes", sample("outcomes.md"), "--comments", many_, "--out",
            results(), "--force",    "--no-candidates"};
  }
  [[nodiscard]] fs::path results() const { return scratch_.path() / "results"; }

  /// The next run, a small one, makes the folder whole.
  void recover() const {
    const Finished small =
        run_program({"run", "--outcomes", sample("outcomes.md"), "--comments", sample("comments.csv"),
                     "--no-candidates", "--out", results(), "--force"});
    REQUIRE_MESSAGE(small.code == 0, small.err);
    CHECK(false_claims(results()).empty());
    for (const std::string& name : names_in(results())) {
      CAPTURE(name);
      CHECK_FALSE(is_staged(name));
    }
  }

  /// After a kill: whole for every reader, or refused by every reader; never something between.
  [[nodiscard]] bool check_either_way() const {
    CHECK(read_text(results() / "review" / "decisions.jsonl") == kDecisions);
    const bool whole = fs::exists(results() / "run.json");
    if (whole) CHECK(false_claims(results()).empty());
    for (const auto& reader :
         std::vector<std::vector<std::string>>{{"report", results()}, {"evaluate", results(), "--json"}}) {
      CAPTURE(reader[0]);
      const Finished finished = run_program(reader);
      CAPTURE(finished.err);
      // Where the new run was faster than the kill, its documents are not those that were decided on: a whole
      // folder, too.
      if (whole && finished.err.find("no label speaks of") != std::string::npos) continue;
      CHECK(finished.code == (whole ? 0 : 2));
      CHECK(lines_of(finished.err).size() == (whole ? 0 : 1));
    }
    if (whole) CHECK(false_claims(results()).empty());  // the report was written again
    return whole;
  }

 private:
  ScratchFolder scratch_;
  std::string many_;
};

}  // namespace

TEST_CASE("a run that is killed at any moment leaves the folder whole or refused, and the review untouched") {
  const KilledRuns killed;
  const auto begin = Clock::now();
  REQUIRE(run_program(killed.big_run()).code == 0);
  const auto whole_run = Clock::now() - begin;
  killed.recover();

  const int moments = kills();
  for (int moment = 0; moment < moments; ++moment) {
    CAPTURE(moment);
    Program run(killed.big_run());
    std::this_thread::sleep_for(whole_run * moment / moments);
    run.kill();
    (void)killed.check_either_way();
    killed.recover();
  }
}

TEST_CASE("a run that is killed while its files are put into place leaves the folder whole or refused") {
  const KilledRuns killed;
  const auto record = killed.results() / "run.json";
  int refused = 0;
  const int attempts = kills();
  for (int attempt = 0; attempt < attempts; ++attempt) {
    CAPTURE(attempt);
    Program run(killed.big_run());
    while (run.is_running() && !about_to_commit(killed.results())) std::this_thread::sleep_for(50us);
    if (attempt > 0) {  // from here on the old run is gone and the new one not there yet
      while (run.is_running() && fs::exists(record)) {
      }
    }
    run.kill();
    if (!killed.check_either_way()) ++refused;
    killed.recover();
  }
  MESSAGE("folders that were refused: ", refused, " of ", attempts);
}
