#include "corpus/table_reader.hpp"

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
  const auto reader =
      read_table(std::make_unique<CsvRows>(ByteSource(folder.write("c.csv", bytes))), options, "c.csv");
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

TEST_CASE("empty cells beyond the header are no fault, names that stand twice are told apart") {
  const auto records = records_of("id,text,note,note\n1,so,a,b,,\n2,so,,,,x\n");
  REQUIRE(records.size() == 2);
  CHECK(std::get<Document>(records[0]).attributes == Attributes{{"note", "a"}, {"note (2)", "b"}});
  CHECK(std::get<Diagnostic>(records[1]).message == "6 fields, but the header has 4");
}

TEST_CASE("a SurveyMonkey table: both header rows, every open question, nobody's address") {
  const auto records = records_of(
      "Respondent ID,End Date,Email Address,Which do you use?,,What should change?,Comments\n"
      ",,,Phone,Tablet,Open-Ended Response,Open-Ended Response\n"
      "11,2026-01-02,a@b.c,Phone,,The opening hours should be longer,It was all fine\n"
      "12,2026-01-03,d@e.f,,Tablet,There should be more seats,\n");
  REQUIRE(records.size() == 3);
  const auto& first = std::get<Document>(records[0]);
  CHECK(first.id == "11/What should change?");
  CHECK(first.question == "What should change?");
  CHECK(first.date == "2026-01-02");
  CHECK(first.attributes == Attributes{{"Which do you use?: Phone", "Phone"}});
  CHECK(std::get<Document>(records[1]).id == "11/Comments");
  CHECK(std::get<Document>(records[2]).id == "12/What should change?");
}

TEST_CASE("forms: the timestamp is the date, choices stay attributes, a lone question is the text") {
  const auto records = records_of(
      "Timestamp,Email Address,How old are you?,What has changed for you?\n"
      "1/2/2026 10:00:00,a@b.c,18-24,I meet my friends every week now\n"
      "1/2/2026 11:00:00,d@e.f,25-34,\n"
      "1/2/2026 12:00:00,g@h.i,18-24,\"Nothing at all, to be honest\"\n");
  REQUIRE(records.size() == 2);
  const auto& first = std::get<Document>(records[0]);
  CHECK(first.text == "I meet my friends every week now");
  CHECK(first.question == "What has changed for you?");
  CHECK(first.date == "1/2/2026 10:00:00");
  CHECK(first.attributes == Attributes{{"How old are you?", "18-24"}});
}

TEST_CASE("a table of more columns than any program writes is refused") {
  const std::string names(20'000, ',');
  CHECK(fault_of(names + "\n" + names + "x\n").empty() == false);
  CHECK(fault_of("a" + std::string(20'001, ',') + "text\n1\n") ==
        "c.csv:1: the header has 20002 columns, more than 20,000; is it a table?");
}
