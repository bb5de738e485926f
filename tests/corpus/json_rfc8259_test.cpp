// JSON where RFC 8259 and its readers are known to differ (the cases that the JSONTestSuite is made of): a
// record is read or reported, whatever it holds; nothing ends the run but a file without a frame.

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "corpus/json_reader.hpp"
#include "corpus/jsonl_reader.hpp"
#include "tests/corpus/error_message.hpp"
#include "tests/corpus/scratch_folder.hpp"

using namespace bearout::corpus;
using bearout::tests::error_message;
using bearout::tests::ScratchFolder;

namespace {

/// "= text" of a line that is read, else what is said of it.
std::string heard(const std::string& line) {
  const ScratchFolder folder;
  const auto reader = read_jsonl(ByteSource(folder.write("c.jsonl", line)), {}, "c.jsonl");
  const auto record = reader->next();
  if (!record) return "nothing";
  if (const auto* fault = std::get_if<Diagnostic>(&*record)) return fault->message;
  return "= " + std::get<Document>(*record).text;
}

/// The same of a value beside the text, as an attribute.
std::string value_heard(const std::string& value) {
  return heard("{\"text\":\"t\",\"x\":" + value + "}");
}

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

}  // namespace

TEST_CASE("records that RFC 8259 allows") {
  CHECK(heard(" \t{ \"text\" : \"a\" } \r") == "= a");
  CHECK(heard("{\"text\":\"a\",\"text\":\"b\"}") == "= b");  // the last one counts, as nearly everywhere
  CHECK(heard("{\"\\u0074ext\":\"a\"}") == "= a");
  CHECK(heard("{\"text\":\"\\uD83D\\uDE39 \\u0060\\u012a\\u12AB\"}") == "= \U0001F639 \u0060\u012a\u12AB");
  CHECK(heard("{\"text\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}") == "= \"\\/\b\f\n\r\t");
  CHECK(heard("{\"text\":\"\\uFFFF \\uDBFF\\uDFFF \x7F\"}") == "= \uFFFF \U0010FFFF \x7F");
  CHECK(heard("{\"text\":\"t\",\"\":0}") == "= t");
  for (const char* value :
       {"-0", "0e1", "0e+1", "1E-2", "-1.5e+10", "1e999", "123456789012345678901234567890", "true", "false",
        "null", "[]", "{}", "[1,null,[],{}]", "{\"a\":{\"b\":[]}}"}) {
    CAPTURE(std::string(value));
    CHECK(value_heard(value) == "= t");
  }
  CHECK(value_heard("1e" + std::string(100'000, '9')) == "= t");
  CHECK(value_heard("0." + std::string(100'000, '0') + "1") == "= t");
  CHECK(value_heard(nested(500)) == "= t");
}

TEST_CASE("records that RFC 8259 does not allow are reported, the next is read") {
  for (const char* text :
       {"\"\\uD800\"", "\"\\uDFFF\"", "\"\\uD800\\u0041\"", "\"\\uD800\\uD800\"", "\"\\uDC00\\uD800\"",
        "\"\\uD8\"", "\"\\u00G0\"", "\"\\x41\"", "\"\\a\"", "\"\\u\""}) {
    CAPTURE(std::string(text));
    CHECK(heard(std::string("{\"text\":") + text + "}").starts_with("broken JSON"));
  }
  for (const char* value :
       {"01",  "-",   "+1",    ".5",  "1.",       "1.e1",        "1e",       "1e+",    "-01",
        "- 1", "0x1", "1_000", "NaN", "Infinity", "-Infinity",   "nul",      "True",   "undefined",
        "'a'", "a",   "",      "\"a", "1 2",      "\"a\" \"b\"", "\"a\tb\"", "/*c*/1", "\xEF\xBC\x91"}) {
    CAPTURE(std::string(value));
    CHECK(value_heard(value).starts_with("broken JSON"));
  }
  for (const char* line : {"{\"text\":\"a\",}",
                           "{,\"text\":\"a\"}",
                           "{\"text\" \"a\"}",
                           "{\"text\":\"a\"}}",
                           "{\"text\":\"a\"}{\"text\":\"b\"}",
                           "{\"text\":\"a\"}]",
                           "{\"text\":\"a\"} x",
                           "{text:\"a\"}",
                           "{'text':'a'}",
                           "{\"text\":\"a\"",
                           "{\"text\":\"a",
                           "{\"text\":",
                           "{\"text\"",
                           "{",
                           "}",
                           "\"",
                           "{\"text\"::\"a\"}",
                           "{\"text\":\"a\";\"b\":1}",
                           "{\"text\":\"a\",\"b\"}",
                           "{1:\"a\"}",
                           "{\"text\":\"a\"}//",
                           "{\"text\":\"a\",\"b\":[}",
                           "*"}) {
    CAPTURE(std::string(line));
    const std::string said = heard(line);
    CHECK((said.starts_with("broken JSON") || said == "is not a JSON object"));
  }
  for (const char* line : {"[]", "[{\"text\":\"a\"}]", "1", "\"text\"", "null", "true"}) {
    CAPTURE(std::string(line));
    CHECK(heard(line) == "is not a JSON object");
  }
  for (const char* bytes : {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "\xE2\x82"}) {
    CHECK(heard(std::string("{\"text\":\"") + bytes + "\"}") == "is not valid UTF-8");
  }
  CHECK(heard(std::string("{\"text\":\"a\0b\"}", 14)).starts_with("broken JSON"));
}

TEST_CASE("nesting without an end is an answer, not a crash") {
  for (const std::size_t depth : {2'000U, 100'000U, 1'000'000U}) {
    CAPTURE(depth);
    for (const std::string& line :
         {value_heard(nested(depth)), value_heard(std::string(depth, '[')), heard(std::string(depth, '[')),
          heard(std::string(depth, '{')), heard("{\"a\":" + std::string(depth, '{')),
          heard("{\"attributes\":{\"a\":" + nested(depth) + "},\"text\":\"t\"}")}) {
      CHECK((line == "= t" || line.starts_with("broken JSON") || line == "is not a JSON object"));
    }
    const ScratchFolder folder;
    const auto file = folder.write("c.json", "{\"a\":" + std::string(depth, '[') + "1");
    CHECK(error_message([&] {
            (void)read_json(ByteSource(file), {}, "c.json")->next();
          }).find("never ends; is the file whole?") != std::string::npos);
  }
}

TEST_CASE("a byte-order mark is not part of the text, in whatever encoding it marks") {
  CHECK(heard("\xEF\xBB\xBF{\"text\":\"a\"}") == "= a");
  std::string wide = "\xFF\xFE";
  for (const char c : std::string("{\"text\":\"a\"}\n")) wide += {c, '\0'};
  CHECK(heard(wide) == "= a");
}
