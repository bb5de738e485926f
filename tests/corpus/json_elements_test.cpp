#include "corpus/json_elements.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/corpus/error_message.hpp"
#include "tests/corpus/scratch_folder.hpp"

using bearout::corpus::ByteSource;
using bearout::corpus::JsonElements;
using bearout::tests::error_message;
using bearout::tests::ScratchFolder;

namespace {

using Elements = std::vector<std::pair<std::uint64_t, std::string>>;

Elements elements_of(const std::string& bytes, std::size_t chunk_bytes = 1000) {
  const ScratchFolder folder;
  JsonElements reader(ByteSource(folder.write("c.json", bytes)), chunk_bytes);
  Elements elements;
  while (const auto element = reader.next()) elements.emplace_back(element->line, element->json);
  return elements;
}

std::string fault_of(const std::string& bytes) {
  const auto message = error_message([&] { elements_of(bytes); });
  return message.substr(std::min(message.find("c.json"), message.size()));
}

}  // namespace

TEST_CASE("elements of an array, with brackets in strings, however the bytes come in") {
  const std::string text =
      "\xEF\xBB\xBF [\n {\"a\":\"]}\\\"\\\\\"},\n{\"b\":[{\"c\":[]}],\n\"d\":1} , 12,\"s\"\n]\n";
  const Elements expected{
      {2, R"({"a":"]}\"\\"})"}, {3, "{\"b\":[{\"c\":[]}],\n\"d\":1}"}, {4, "12"}, {4, "\"s\""}};
  for (const std::size_t chunk : {1, 2, 3, 7, 1000}) {
    CAPTURE(chunk);
    CHECK(elements_of(text, chunk) == expected);
  }
}

TEST_CASE("the one array of objects within an object") {
  const std::string text =
      R"({"n":1,"tags":["a","]"],"none":[],"meta":{"x":[{"y":1}]},"comments":[{"a":1},{"a":2}],"z":[1]})";
  for (const std::size_t chunk : {1, 1000})
    CHECK(elements_of(text, chunk) == Elements{{1, R"({"a":1})"}, {1, R"({"a":2})"}});
}

TEST_CASE("empty files and arrays hold nothing") {
  CHECK(elements_of("").empty());
  CHECK(elements_of(" \n").empty());
  CHECK(elements_of("[ ]").empty());
}

TEST_CASE("what is no such file, with the line") {
  CHECK(fault_of("text") == "c.json:1: is neither a JSON array nor an object");
  CHECK(fault_of("[{}\n,{\"a\":\n\"b") ==
        "c.json:2: broken JSON: the value that begins here never ends; is the file whole?");
  CHECK(fault_of("[{}\n") == "c.json:2: the JSON ends too early; is the file whole?");
  CHECK(fault_of("[{},\n") == "c.json:2: the JSON ends inside the array; is the file whole?");
  CHECK(fault_of("[{}\n{}]") == "c.json:2: broken JSON: \",\" is missing between the elements of the array");
  CHECK(fault_of("[{},]") == "c.json:1: broken JSON: a value is missing or misspelt");
  CHECK(fault_of("[{}]\n[]") == "c.json:2: something follows the end of the JSON");
  CHECK(fault_of("{\"a\":[1]}") == "c.json: no array of objects found in the JSON object");
  CHECK(fault_of("{}") == "c.json: no array of objects found in the JSON object");
  CHECK(fault_of("{\"text\":\"a\"}\n{\"text\":\"b\"}") ==
        "c.json:2: one JSON value follows another; if this is JSON Lines, name it .jsonl");
  CHECK(fault_of("{\"a\":[{}],\n\"b\":[{}]}") ==
        "c.json:2: there are two arrays of objects, \"a\" and \"b\"; keep the one with the comments");
  CHECK(fault_of("{\"a\":[{}]") == "c.json:1: the JSON ends too early; is the file whole?");
}
