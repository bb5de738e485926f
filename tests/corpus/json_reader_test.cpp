#include "corpus/json_reader.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/corpus/error_message.hpp"
#include "tests/corpus/scratch_folder.hpp"

using namespace bearout::corpus;
using bearout::tests::error_message;
using bearout::tests::ScratchFolder;

namespace {

std::vector<Record> records_of(const std::string& bytes) {
  const ScratchFolder folder;
  const auto reader = read_json(ByteSource(folder.write("c.json", bytes)), {}, "c.json");
  std::vector<Record> records;
  while (auto record = reader->next()) records.push_back(std::move(*record));
  return records;
}

}  // namespace

TEST_CASE("objects of a JSON array are documents, records that are none are reported") {
  const auto records = records_of("[{\"id\":1,\"text\":\"a\\n\"},\n 17,\n {\"id\":2},\n{\"text\":\"b\"}]");
  REQUIRE(records.size() == 4);
  CHECK(std::get<Document>(records[0]).id == "1");
  CHECK(std::get<Document>(records[0]).text == "a\n");
  CHECK(std::get<Diagnostic>(records[1]).message == "is not a JSON object");
  CHECK(std::get<Diagnostic>(records[2]).message == "the text is missing");
  CHECK(std::get<Diagnostic>(records[2]).line == 3);
  CHECK(std::get<Document>(records[3]).text == "b");
}

TEST_CASE("broken JSON ends the run") {
  const auto message = error_message([] { records_of("[{\"text\":\"a\"},\n{\"text\" \"b\"}]"); });
  CHECK(message.ends_with("c.json:2: broken JSON"));
}
