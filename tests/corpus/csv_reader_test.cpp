#include "corpus/csv_reader.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "corpus/csv.hpp"
#include "tests/corpus/error_message.hpp"
#include "tests/corpus/scratch_folder.hpp"

using namespace bearout::corpus;
using bearout::tests::error_message;
using bearout::tests::ScratchFolder;

namespace {

using Attributes = std::vector<std::pair<std::string, std::string>>;

std::vector<Record> records_of(const std::string& bytes, const ReadOptions& options = {}) {
  const ScratchFolder folder;
  const auto reader = read_csv(ByteSource(folder.write("c.csv", bytes)), CsvRows::kDetect, options, "c.csv");
  std::vector<Record> records;
  while (auto record = reader->next()) records.push_back(std::move(*record));
  return records;
}

std::string fault_of(const std::string& bytes, const ReadOptions& options = {}) {
  const auto message = error_message([&] { records_of(bytes, options); });
  return message.substr(std::min(message.find("c.csv"), message.size()));
}

ReadOptions with_texts(std::vector<std::string> names) {
  ReadOptions options;
  options.columns.text = std::move(names);
  return options;
}

}  // namespace

TEST_CASE("columns are found by name; others are attributes, empty cells left out") {
  const auto records =
      records_of("Likes, Comment-ID ,author,Comment,date,role,note\n3,7,Ann, so ,2011,author,\n");
  REQUIRE(records.size() == 1);
  const auto& document = std::get<Document>(records[0]);
  CHECK(document.id == "7");
  CHECK(document.author == "Ann");
  CHECK(document.text == " so ");
  CHECK(document.date == "2011");
  CHECK(document.role == Role::author);
  CHECK(document.attributes == Attributes{{"Likes", "3"}});
}

TEST_CASE("rows that are no records") {
  const auto records = records_of("id,text\n1,\n2,a,b\n,\n3\n4,ok\n");
  REQUIRE(records.size() == 4);
  CHECK(std::get<Diagnostic>(records[0]).message == "the text is empty");
  CHECK(std::get<Diagnostic>(records[0]).line == 2);
  CHECK(std::get<Diagnostic>(records[1]).message == "3 fields, but the header has 2");
  CHECK(std::get<Diagnostic>(records[2]).message == "the text is empty");
  CHECK(std::get<Diagnostic>(records[2]).line == 5);
  CHECK(std::get<Document>(records[3]).text == "ok");
}

TEST_CASE("a missing column ends the run and says which there are") {
  CHECK(fault_of("a,b\n1,2") ==
        "c.csv:1: no column \"text\" (or comment, response, body); the columns are \"a\", \"b\"; "
        "name one with --text-column");
  ReadOptions options;
  options.columns.id = "uuid";
  CHECK(fault_of("text,b\n1,2", options) ==
        "c.csv:1: no column \"uuid\"; the columns are \"text\", \"b\"; name one with --id-column");
}

TEST_CASE("several text columns: each answer is a document, unanswered questions are none") {
  const auto records =
      records_of("id;What now?;else\nr1;this;that\n;;x\nr3;;\n", with_texts({"what now?", "else"}));
  REQUIRE(records.size() == 3);
  const auto& first = std::get<Document>(records[0]);
  CHECK(first.id == "r1/What now?");
  CHECK(first.question == "What now?");
  CHECK(first.text == "this");
  CHECK(std::get<Document>(records[1]).id == "r1/else");
  CHECK(std::get<Document>(records[2]).id == "c.csv:2/else");
}

TEST_CASE("several text columns where ids are required") {
  auto options = with_texts({"a", "b"});
  options.require_ids = true;
  const auto records = records_of("id,a,b\n,x,y\n2,x,", options);
  REQUIRE(records.size() == 2);
  CHECK(std::get<Diagnostic>(records[0]).message == "the id is missing");
  CHECK(std::get<Document>(records[1]).id == "2/a");
}

TEST_CASE("the three header rows of Qualtrics") {
  const std::string header = "StartDate,Progress,Q1,Q2\nStart Date,Progress,\"Why?\",How?\n";
  const std::string row = "2021,100,because,so\n";
  for (const std::string imports : {"", "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",x,y,z\n"}) {
    const auto records = records_of(header + imports + row, with_texts({"Q1", "Q2"}));
    REQUIRE(records.size() == 2);
    CHECK(std::get<Document>(records[0]).id == "c.csv:1/Q1");
    CHECK(std::get<Document>(records[0]).question == "Why?");
    CHECK(std::get<Document>(records[0]).text == "because");
    CHECK(std::get<Document>(records[1]).question == "How?");
  }
  CHECK(records_of(header, with_texts({"Q1"})).empty());
}
