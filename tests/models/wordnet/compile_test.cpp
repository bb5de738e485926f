#include "models/wordnet/compile.hpp"

#include <doctest/doctest.h>

#include <sstream>

#include "models/knowledge.hpp"
#include "tests/models/wordnet/small_wordnet.hpp"

using namespace bearout;
using namespace bearout::models;

namespace {

std::string compiled(const tests::SmallWordNet& files, std::size_t threads) {
  wordnet::CompileOptions options;
  options.svd.threads = threads;
  options.cooccurrence.least_synsets = 2;
  std::ostringstream out;
  wordnet::write_knowledge(wordnet::compile(files.path(), options), out);
  return out.str();
}

}  // namespace

TEST_CASE("the same database gives the same bytes, whatever the threads") {
  const tests::SmallWordNet files;
  const std::string first = compiled(files, 1);
  CHECK(first == compiled(files, 1));
  CHECK(first == compiled(files, 2));
}

TEST_CASE("what is compiled can be looked up") {
  const tests::SmallWordNet files;
  const tests::ScratchFolder folder;
  const Knowledge knowledge(folder.write("small.knowledge", compiled(files, 1)));
  knowledge.verify();
  const auto child = knowledge.find("child");
  REQUIRE(child != Knowledge::kNone);
  CHECK(knowledge.find("children") == child);
  CHECK(knowledge.find("mice") == knowledge.find("mous"));
  CHECK(knowledge.find("built") == knowledge.find("build"));
  CHECK(knowledge.find("banana") == Knowledge::kNone);
  CHECK(knowledge.similarity(child, child) == doctest::Approx(1));
  CHECK(knowledge.antonyms("builds") == std::vector<Antonym>{{"destroy", true}});
}
