#include "pipeline/knowledge_file.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

#include "tests/corpus/scratch_folder.hpp"

using namespace bearout;
using pipeline::find_knowledge_file;

TEST_CASE("a named file is taken, there or not, and an empty name is none") {
  const tests::ScratchFolder folder;
  folder.write("share/bearout/wordnet.knowledge", "");
  const auto program = folder.path() / "bearout";
  CHECK(find_knowledge_file({"/nowhere/my.knowledge", program}) == "/nowhere/my.knowledge");
  CHECK_FALSE(find_knowledge_file({"", program}).has_value());
}

TEST_CASE("beside the program in the build folder, across from it when it is installed") {
  const tests::ScratchFolder folder;
  const auto file = folder.write("share/bearout/wordnet.knowledge", "");
  CHECK(find_knowledge_file({std::nullopt, folder.path() / "bearout"}) == file);
  CHECK(find_knowledge_file({std::nullopt, folder.path() / "bin" / "bearout"}) == file);
  const auto elsewhere = find_knowledge_file({std::nullopt, folder.path() / "other" / "place" / "bearout"});
  CHECK(elsewhere != file);
}

TEST_CASE("the process knows its environment and its program") {
  ::setenv("BEAROUT_KNOWLEDGE", "/a/b", 1);
  CHECK(pipeline::KnowledgePlaces::of_this_process().named == "/a/b");
  CHECK(find_knowledge_file() == "/a/b");
  ::unsetenv("BEAROUT_KNOWLEDGE");
  const auto places = pipeline::KnowledgePlaces::of_this_process();
  CHECK_FALSE(places.named.has_value());
  CHECK(places.program.filename() == "bearout_pipeline_tests");
}
