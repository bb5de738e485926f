#include "pipeline/result_rows.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "corpus/error.hpp"
#include "tests/corpus/scratch_folder.hpp"

using namespace bearout;

namespace {

/// "ID: TEXT" of the documents that are shown when these are wanted.
std::vector<std::string> shown(const std::filesystem::path& file, const std::vector<std::string>& ids) {
  std::vector<std::string> list;
  pipeline::for_each_document(
      file, [&](std::string_view id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); },
      [&](const pipeline::DocumentLine& document) {
        list.push_back(std::string(document.id) + ": " + std::string(document.text));
        return true;
      });
  return list;
}

}  // namespace

TEST_CASE("of the stored documents only those that are wanted are read, however their ids are written") {
  const tests::ScratchFolder folder;
  const auto file = folder.write("documents.jsonl", R"({"id":"c1","text":"one"})"
                                                    "\n"
                                                    R"({"id":"say \"hum\"","text":"two"})"
                                                    "\n"
                                                    R"({"id":"caf\u00e9","text":"three"})"
                                                    "\n"
                                                    R"({"text":"four","id":"c4"})"
                                                    "\n"
                                                    R"({"id":"c5","text":)"
                                                    "\n"
                                                    R"({"id":"c11","text":"six"})"
                                                    "\n");
  const auto of = [&](std::vector<std::string> ids) { return shown(file, std::move(ids)); };
  using List = std::vector<std::string>;
  CHECK_THROWS_WITH_AS((void)of({"c5"}), "documents.jsonl:5: not JSON", corpus::Error);
  CHECK(of({"c1"}) == List{"c1: one"});
  CHECK(of({"say \"hum\"", "café"}) == List{"say \"hum\": two", "café: three"});
  CHECK(of({"c4", "c11"}) == List{"c4: four", "c11: six"});
  CHECK(of({"c", "say \\\"hum\\\""}).empty());
}
