#include "pipeline/read_batches.hpp"

#include <doctest/doctest.h>

#include <string>

#include "pipeline/error.hpp"
#include "tests/corpus/scratch_folder.hpp"

using namespace bearout;
using pipeline::BatchReader;
using tests::ScratchFolder;
using namespace std::string_literals;

namespace {

corpus::Document document(std::string id, std::string text, corpus::Role role = corpus::Role::participant) {
  corpus::Document document;
  document.id = std::move(id);
  document.text = std::move(text);
  document.author = "Ada";
  document.parent = "0";
  document.role = role;
  return document;
}

std::string two_batches() {
  return pipeline::pack_batch(std::vector{document("1", "Bees."), document("2", "", corpus::Role::author)},
                              "readings\0of it"s) +
         pipeline::pack_batch({}, {});
}

std::string complaint(const std::filesystem::path& path) {
  try {
    BatchReader batches(path);
    while (batches.next()) {
    }
  } catch (const pipeline::Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("batches come out as they went in, in their order") {
  const ScratchFolder folder;
  BatchReader batches(folder.write("read.batches", two_batches()));
  const auto first = batches.next();
  REQUIRE(first);
  const pipeline::ReadBatch batch = pipeline::unpack_batch(*first);
  CHECK(batch.documents == std::vector{document("1", "Bees."), document("2", "", corpus::Role::author)});
  CHECK(batch.readings == "readings\0of it"s);
  const auto second = batches.next();
  REQUIRE(second);
  CHECK(pipeline::unpack_batch(*second).documents.empty());
  CHECK(!batches.next());
  CHECK(batches.bytes_read() == batches.size());
}

TEST_CASE("a file without batches has none") {
  const ScratchFolder folder;
  BatchReader batches(folder.write("read.batches", ""));
  CHECK(!batches.next());
}

TEST_CASE("a file that is gone, cut short or changed is refused") {
  const ScratchFolder folder;
  CHECK(complaint(folder.path() / "none").find("can't be read again") != std::string::npos);
  const std::string whole = two_batches();
  for (std::size_t size = 1; size < whole.size(); ++size) {
    CAPTURE(size);
    const std::size_t first = whole.size() - 16 - 16;  // the second batch holds two numbers
    CHECK((complaint(folder.write("cut", whole.substr(0, size))).empty()) == (size == first));
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    CAPTURE(at);
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    CHECK(!complaint(folder.write("changed", changed)).empty());
  }
}
