#include "pipeline/results_folder.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "pipeline/error.hpp"
#include "tests/corpus/scratch_folder.hpp"
#include "tests/pipeline/made_results.hpp"

using namespace bearout;
using pipeline::ResultsFolder;
using tests::put;
using tests::run_json;
using tests::ScratchFolder;

namespace fs = std::filesystem;

namespace {

/// A whole run with one file of that content.
void make_run(const fs::path& path, const std::string& outcomes, bool force = false) {
  ResultsFolder folder(path, force);
  put(folder, "outcomes.json", outcomes);
  folder.commit(run_json(folder));
}

template <class Act>
std::string refusal(const ScratchFolder& scratch, Act act) {
  try {
    act();
  } catch (const pipeline::Error& error) {
    return scratch.here(error.what());
  }
  return {};
}

std::size_t entries(const fs::path& path) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("files wait out of sight until the folder is whole") {
  const ScratchFolder scratch;
  const fs::path out = scratch.path() / "deep" / "out";
  {
    ResultsFolder folder(out, false);
    put(folder, "outcomes.json", "[]");
    CHECK(fs::exists(folder.staged("outcomes.json")));
    CHECK_FALSE(fs::exists(out / "outcomes.json"));
    CHECK(
        refusal(scratch, [&] { pipeline::check_results(out); }) ==
        "deep/out: there is no run.json, so this is no whole results folder; run `bearout run` (again, with "
        "--force)");
    folder.commit(run_json(folder));
  }
  CHECK(tests::content_of(out / "outcomes.json") == "[]");
  CHECK(entries(out) == 2);
  pipeline::check_results(out);
}

TEST_CASE("without commit() nothing is left behind") {
  const ScratchFolder scratch;
  const fs::path out = scratch.path() / "out";
  {
    ResultsFolder folder(out, false);
    put(folder, "outcomes.json", "[]");
  }
  CHECK_FALSE(fs::exists(out));
}

TEST_CASE("files are named in order, with size and digest") {
  const ScratchFolder scratch;
  ResultsFolder folder(scratch.path() / "out", false);
  put(folder, "mappings.jsonl", "");
  put(folder, "framing.jsonl", "abc");
  const auto files = folder.files();
  REQUIRE(files.size() == 2);
  CHECK(files[0].name == "framing.jsonl");
  CHECK(files[0].bytes == 3);
  CHECK(files[0].sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(files[1].bytes == 0);
  CHECK(files[1].sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("a file that something else changed before the commit is no result") {
  const ScratchFolder scratch;
  ResultsFolder folder(scratch.path() / "out", false);
  put(folder, "framing.jsonl", "abc");
  std::ofstream(folder.staged("framing.jsonl"), std::ios::app) << "d";
  CHECK_THROWS_WITH_AS(
      (void)folder.files(),
      ((scratch.path() / "out").string() +
       ": \"framing.jsonl\" is not as it was written; something changed it during the run, run it again")
          .c_str(),
      pipeline::Error);
}

TEST_CASE("scratch files are thrown away with the commit") {
  const ScratchFolder scratch;
  const fs::path out = scratch.path() / "out";
  ResultsFolder folder(out, false);
  std::ofstream(folder.staged("rows.jsonl")) << "x";
  folder.commit(run_json(folder));
  CHECK(entries(out) == 1);
}

TEST_CASE("another run is replaced only by force, and whole") {
  const ScratchFolder scratch;
  const fs::path out = scratch.path() / "out";
  make_run(out, "old");
  CHECK(refusal(scratch, [&] { make_run(out, "new"); }) ==
        "out: holds another run; give another folder with --out, or --force to replace it");
  {
    ResultsFolder folder(out, true);  // fails half-way
    put(folder, "outcomes.json", "half");
  }
  pipeline::check_results(out);
  CHECK(tests::content_of(out / "outcomes.json") == "old");
  make_run(out, "new", true);
  pipeline::check_results(out);
  CHECK(tests::content_of(out / "outcomes.json") == "new");
}

TEST_CASE("a result of the old run that the new one has not goes") {
  const ScratchFolder scratch;
  const fs::path out = scratch.path() / "out";
  {
    ResultsFolder folder(out, false);
    put(folder, "documents.jsonl.zst", "x");
    folder.commit(run_json(folder));
  }
  make_run(out, "new", true);
  CHECK_FALSE(fs::exists(out / "documents.jsonl.zst"));
}

TEST_CASE("what people made in review/ is never touched") {
  const ScratchFolder scratch;
  const fs::path out = scratch.path() / "out";
  make_run(out, "old");
  scratch.write("out/review/decisions.jsonl", "mine");
  make_run(out, "new", true);
  CHECK(tests::content_of(out / "review" / "decisions.jsonl") == "mine");
}

TEST_CASE("a folder with somebody's files is refused, with or without force") {
  const ScratchFolder scratch;
  scratch.write("home/letter.txt", "Dear");
  for (const bool force : {false, true}) {
    CHECK(refusal(scratch, [&] { make_run(scratch.path() / "home", "x", force); }) ==
          "home: holds \"letter.txt\", which is no result of a run; give an empty folder with --out");
  }
  CHECK(entries(scratch.path() / "home") == 1);
}

TEST_CASE("somebody's file in the folder of a run survives the next one") {
  const ScratchFolder scratch;
  const fs::path out = scratch.path() / "out";
  make_run(out, "old");
  scratch.write("out/notes.txt", "mine");
  make_run(out, "new", true);
  CHECK(tests::content_of(out / "notes.txt") == "mine");
  pipeline::check_results(out);
}

TEST_CASE("a file in the folder's place is refused") {
  const ScratchFolder scratch;
  const fs::path out = scratch.write("out", "x");
  CHECK(refusal(scratch, [&] { make_run(out, "x", true); }) == "out: is a file; give a folder with --out");
}

TEST_CASE("leftovers of a killed run are no obstacle, and go") {
  const ScratchFolder scratch;
  scratch.write("out/.staged-4711/outcomes.json", "half");
  make_run(scratch.path() / "out", "new");
  CHECK_FALSE(fs::exists(scratch.path() / "out" / ".staged-4711"));
  CHECK(entries(scratch.path() / "out") == 2);
}

TEST_CASE("a folder that is not whole is refused") {
  const ScratchFolder scratch;
  const fs::path out = scratch.path() / "out";
  const auto check = [&] { return refusal(scratch, [&] { pipeline::check_results(out); }); };
  CHECK(check() == "out: no such results folder");
  make_run(out, "[1]");
  const std::string other =
      "out: outcomes.json is not the file that run.json names; run `bearout run` again with --force";
  scratch.write("out/outcomes.json", "[12]");
  CHECK(check() == other);
  fs::remove(out / "outcomes.json");
  CHECK(check() == other);
}

TEST_CASE("a damaged run.json is refused as such") {
  const ScratchFolder scratch;
  for (const char* const run : {"", "{", "[]", "{}", R"({"files":1})", R"({"files":[1]})",
                                R"({"files":[{}]})", R"({"files":[{"name":1,"bytes":1,"sha256":""}]})",
                                R"({"files":[{"name":"a","bytes":"1","sha256":""}]})"}) {
    CAPTURE(run);
    scratch.write("out/run.json", run);
    const std::string message = "out/run.json: is damaged; run `bearout run` again with --force";
    CHECK(refusal(scratch, [&] { pipeline::check_results(scratch.path() / "out"); }) == message);
    CHECK(refusal(scratch, [&] {
            (void)pipeline::checked_result(scratch.path() / "out", "outcomes.json");
          }) == message);
  }
}

TEST_CASE("a reader of one file notices a change that keeps its size") {
  const ScratchFolder scratch;
  const fs::path out = scratch.path() / "out";
  make_run(out, "[1]");
  CHECK(pipeline::checked_result(out, "outcomes.json") == out / "outcomes.json");
  scratch.write("out/outcomes.json", "[2]");
  pipeline::check_results(out);  // it compares sizes only
  CHECK(refusal(scratch, [&] { (void)pipeline::checked_result(out, "outcomes.json"); }) ==
        "out/outcomes.json: was changed after the run; run `bearout run` again with --force");
  CHECK(refusal(scratch, [&] { (void)pipeline::checked_result(out, "documents.jsonl.zst"); }) ==
        "out: the run kept no documents.jsonl.zst");
}

TEST_CASE("one file of a whole run can be replaced, and the folder stays whole") {
  const ScratchFolder scratch;
  const fs::path out = scratch.path() / "out";
  make_run(out, "old");
  pipeline::replace_result(out, "outcomes.json", "a longer one");
  pipeline::check_results(out);
  CHECK(tests::content_of(pipeline::checked_result(out, "outcomes.json")) == "a longer one");
  CHECK(entries(out) == 2);
}

TEST_CASE("a whole run is copied as it is, without what people made, and takes a place like any run") {
  const ScratchFolder scratch;
  const fs::path from = scratch.path() / "from";
  const fs::path to = scratch.path() / "to";
  make_run(from, "[1]");
  fs::create_directory(from / "review");
  pipeline::copy_results(from, to, false);
  CHECK(tests::content_of(to / "outcomes.json") == "[1]");
  CHECK(tests::content_of(to / "run.json") == tests::content_of(from / "run.json"));
  CHECK(entries(to) == 2);
  pipeline::check_results(to);
  CHECK(refusal(scratch, [&] { pipeline::copy_results(from, to, false); }) ==
        "to: holds another run; give another folder with --out, or --force to replace it");
  pipeline::copy_results(from, to, true);
  CHECK(refusal(scratch, [&] { pipeline::copy_results(from, from, true); }) ==
        "from: is the folder that is to be copied; give another one");
  CHECK(tests::content_of(from / "outcomes.json") == "[1]");
  fs::remove(from / "run.json");
  CHECK(refusal(scratch, [&] {
          pipeline::copy_results(from, scratch.path() / "new", false);
        }).find("no run.json") != std::string::npos);
  CHECK_FALSE(fs::exists(scratch.path() / "new"));
}
