#include "corpus/jsonl_reader.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/corpus/scratch_folder.hpp"

using namespace bearout::corpus;
using bearout::tests::ScratchFolder;

namespace {

using Attributes = std::vector<std::pair<std::string, std::string>>;

std::vector<Record> records_of(const std::string& bytes, const ReadOptions& options = {}) {
  const ScratchFolder folder;
  const auto reader = read_jsonl(ByteSource(folder.write("c.jsonl", bytes)), options, "c.jsonl");
  std::vector<Record> records;
  while (auto record = reader->next()) records.push_back(std::move(*record));
  return records;
}

Document document_of(const std::string& line, const ReadOptions& options = {}) {
  const auto records = records_of(line, options);
  REQUIRE(records.size() == 1);
  REQUIRE(std::holds_alternative<Document>(records[0]));
  return std::get<Document>(records[0]);
}

std::string fault_of(const std::string& line, const ReadOptions& options = {}) {
  const auto records = records_of(line, options);
  REQUIRE(records.size() == 1);
  REQUIRE(std::holds_alternative<Diagnostic>(records[0]));
  return std::get<Diagnostic>(records[0]).message;
}

}  // namespace

TEST_CASE("every field of a results folder's document comes back") {
  Document expected;
  expected.id = "c5";
  expected.text = "  so\n\n“yes”\t ";
  expected.author = "Ann";
  expected.role = Role::author;
  expected.date = "2011-05-03";
  expected.parent = "c4";
  expected.url = "https://example.org/1";
  expected.source = "export.xml";
  expected.question = "Why?";
  expected.attributes = {{"post", "Title"}, {"empty", ""}, {"n", "1.50"}};
  CHECK(document_of(
            R"({"id":"c5","text":"  so\n\n“yes”\t ","author":"Ann","role":"author","date":"2011-05-03",)"
            R"("parent":"c4","url":"https:\/\/example.org\/1","source":"export.xml","question":"Why?",)"
            R"("attributes":{"post":"Title","empty":"","n":1.50}})") == expected);
}

TEST_CASE("numbers are kept as written, null is absent, other scalars are attributes") {
  const auto document = document_of(
      R"({"likes": 12 , "id":90071992547409931234567890, "ok":true, "no":null, "tags":["a"], "date":1.0e3, "text":7, "e":""})");
  CHECK(document.id == "90071992547409931234567890");
  CHECK(document.date == "1.0e3");
  CHECK(document.text == "7");
  CHECK(document.attributes == Attributes{{"likes", "12"}, {"ok", "true"}});
}

TEST_CASE("escapes, surrogates and text in any spelling of its key") {
  CHECK(document_of(R"({"Comment-Body":"\u201cso\u201d \ud83d\ude00 \u0000 \\ \" \/"})").text ==
        std::string("“so” 😀 ") + '\0' + " \\ \" /");
  CHECK(document_of(R"({"response":"r"})").text == "r");
  CHECK(document_of(R"({"\u0074ext":"t"})").text == "t");
}

TEST_CASE("of several texts the plainest counts, the others are attributes") {
  const auto document = document_of(R"({"body":"b","text":"t","comment":"c"})");
  CHECK(document.text == "t");
  CHECK(document.attributes == Attributes{{"body", "b"}, {"comment", "c"}});
  CHECK(document_of(R"({"text":"","comment":"c"})").text == "c");
}

TEST_CASE("a role that is not the author's is an attribute") {
  CHECK(document_of(R"({"text":"t","role":" Author "})").role == Role::author);
  CHECK(document_of(R"({"text":"t","role":"participant"})").attributes.empty());
  CHECK(document_of(R"({"text":"t","role":"nurse"})").attributes == Attributes{{"role", "nurse"}});
}

TEST_CASE("bad lines are reported with their number, the others are read") {
  const auto records = records_of("\xEF\xBB\xBF{\"text\":\"a\"}\r\n\r\n{\"text\":\n{\"text\":\"b\"}");
  REQUIRE(records.size() == 3);
  CHECK(std::get<Document>(records[0]).text == "a");
  CHECK(std::get<Diagnostic>(records[1]).line == 3);
  CHECK(std::get<Document>(records[2]).text == "b");
}

TEST_CASE("what is wrong with a line") {
  CHECK(fault_of(R"({"id":"1"})") == "the text is missing");
  CHECK(fault_of(R"({"text":null})") == "the text is missing");
  CHECK(fault_of(R"({"text":" \n"})") == "the text is empty");
  CHECK(fault_of(R"({"text":["a"]})") == "the text is neither a string nor a number");
  CHECK(fault_of(R"(["a"])") == "is not a JSON object");
  CHECK(fault_of(R"("a")") == "is not a JSON object");
  CHECK(fault_of("{\"text\":\"\xC3\x28\"}") == "is not valid UTF-8");
  CHECK(fault_of(R"({"text":"\ud83d"})") == "broken JSON: a bad escape in a string");
  CHECK(fault_of(R"({"text":"open)") == "broken JSON: a string is not closed");
  CHECK(fault_of(R"({"text":"a"} {})") == "broken JSON: something follows the object");
  for (const auto* line :
       {R"({"text":"a",})", R"({"text" "a"})", R"({"text":"a" "b":1})", R"({"text":"a","n":01})",
        R"({"text":"a","n":1.})", R"({"text":"a","n":-})", R"({"text":"a","n":1e})",
        R"({"text":"a","n":nul})", R"({"text":"a","n":tru})", R"({"text":"a"}})", "{", "nonsense"}) {
    CAPTURE(line);
    CHECK(fault_of(line).find("JSON") != std::string::npos);
  }
}

TEST_CASE("named keys; several texts are answers, each a document") {
  ReadOptions options;
  options.columns.text = {"q1", "q2"};
  options.columns.id = "uuid";
  const auto records = records_of(
      "{\"uuid\":7,\"id\":\"x\",\"q1\":\"yes\",\"q2\":\"no\"}\n{\"q1\":\"\",\"q2\":\"so\"}\n{\"a\":1}",
      options);
  REQUIRE(records.size() == 3);
  const auto& first = std::get<Document>(records[0]);
  CHECK(first.id == "7/q1");
  CHECK(first.question == "q1");
  CHECK(first.text == "yes");
  CHECK(first.attributes == Attributes{{"id", "x"}});
  CHECK(std::get<Document>(records[1]).id == "7/q2");
  CHECK(std::get<Document>(records[2]).id == "c.jsonl:2/q2");

  options.columns.text = {"q1"};
  CHECK(fault_of(R"({"text":"a"})", options) == "the key \"q1\" is missing");
}

TEST_CASE("records longer than the first buffer") {
  const std::string long_text(3'000'000, 'x');
  const auto records = records_of("{\"text\":\"a\"}\n{\"text\":\"" + long_text + "\"}\n{\"text\":\"b\"}\n");
  REQUIRE(records.size() == 3);
  CHECK(std::get<Document>(records[1]).text == long_text);
  CHECK(std::get<Document>(records[2]).text == "b");
}
