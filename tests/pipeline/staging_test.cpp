#include "pipeline/staging.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <stop_token>
#include <string>
#include <thread>

#include "pipeline/error.hpp"
#include "pipeline/file_writer.hpp"
#include "pipeline/results_folder.hpp"
#include "tests/corpus/scratch_folder.hpp"
#include "tests/pipeline/made_results.hpp"

using namespace bearout;
using pipeline::StagedFile;
using pipeline::Staging;
using tests::ScratchFolder;

namespace fs = std::filesystem;

namespace {

void write(const fs::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

std::size_t entries(const fs::path& path) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("what is staged is thrown away once: at the end, or when a stop is asked for") {
  int discarded = 0;
  {
    const Staging staging({}, [&] { ++discarded; });
  }
  CHECK(discarded == 1);
  std::stop_source stop;
  {
    Staging staging(stop.get_token(), [&] { ++discarded; });
    stop.request_stop();
    CHECK(discarded == 2);
    CHECK_THROWS_AS(staging.commit([] { FAIL("stopped"); }), pipeline::Stopped);
  }
  CHECK(discarded == 2);
}

TEST_CASE("a commit that has begun is carried through before a stop") {
  std::stop_source stop;
  bool discarded = false;
  bool put = false;
  std::thread asking;
  {
    Staging staging(stop.get_token(), [&] { discarded = true; });
    staging.commit([&] {
      asking = std::thread([&] { stop.request_stop(); });
      while (!stop.stop_requested()) std::this_thread::yield();
      put = true;
    });
  }
  asking.join();
  CHECK(put);
  CHECK_FALSE(discarded);
}

TEST_CASE("a commit that fails leaves nothing staged") {
  bool discarded = false;
  {
    Staging staging({}, [&] { discarded = true; });
    CHECK_THROWS_AS(staging.commit([] { throw pipeline::Error("no room"); }), pipeline::Error);
  }
  CHECK(discarded);
}

TEST_CASE("a staged file takes its place whole, or leaves what was there") {
  const ScratchFolder scratch;
  const fs::path place = scratch.write("out.csv.zst", "old");
  {
    const StagedFile file(place);
    CHECK(file.path() != place);
    CHECK(file.path().extension() == ".zst");
    write(file.path(), "half");
  }
  CHECK(tests::content_of(place) == "old");
  CHECK(entries(scratch.path()) == 1);
  {
    StagedFile file(place);
    write(file.path(), "new");
    file.commit();
  }
  CHECK(tests::content_of(place) == "new");
  CHECK(entries(scratch.path()) == 1);
  std::stop_source stop;
  StagedFile file(place, stop.get_token());
  write(file.path(), "half");
  stop.request_stop();
  CHECK(entries(scratch.path()) == 1);
  CHECK_THROWS_AS(file.commit(), pipeline::Stopped);
  CHECK(tests::content_of(place) == "new");
}

TEST_CASE("standard output and devices are written to as they are, and never replaced") {
  CHECK(StagedFile("-").path() == "-");
  {
    StagedFile null("/dev/null");
    CHECK(null.path() == "/dev/null");
    write(null.path(), "text");
    null.commit();
  }
  CHECK(fs::is_character_file("/dev/null"));
}

TEST_CASE("a results folder that is asked to stop removes what is staged and keeps the earlier run") {
  const ScratchFolder scratch;
  const fs::path out = scratch.path() / "out";
  {
    pipeline::ResultsFolder folder(out, false);
    tests::put(folder, "outcomes.json", "[]");
    folder.commit(tests::run_json(folder));
  }
  std::stop_source stop;
  pipeline::ResultsFolder folder(out, true, stop.get_token());
  tests::put(folder, "outcomes.json", "[1]");
  const auto record = tests::run_json(folder);
  stop.request_stop();
  CHECK(entries(out) == 2);
  CHECK_THROWS_AS((void)folder.create("mappings.csv"), pipeline::Stopped);
  CHECK_THROWS_AS(folder.commit(record), pipeline::Stopped);
  CHECK(tests::content_of(out / "outcomes.json") == "[]");
  pipeline::check_results(out);
}
