#include "corpus/document_stream.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "corpus/jsonl_reader.hpp"
#include "tests/corpus/error_message.hpp"
#include "tests/corpus/scratch_folder.hpp"

using namespace bearout::corpus;
using bearout::tests::error_message;
using bearout::tests::ScratchFolder;
using namespace std::string_literals;

namespace {

struct Reading {
  std::vector<Document> documents;
  std::vector<Diagnostic> skipped;
  std::size_t batches = 0;
  std::vector<InputDigest> digests;
};

Reading read(const std::vector<std::filesystem::path>& paths, ReadOptions options = {}) {
  std::vector<Input> inputs;
  for (const auto& path : paths) inputs.push_back({path, Input::Kind::comments});
  auto stream = open_documents(inputs, std::move(options));
  Reading reading;
  while (auto batch = stream.next()) {
    ++reading.batches;
    for (auto& document : batch->documents) reading.documents.push_back(std::move(document));
    for (auto& diagnostic : batch->skipped) reading.skipped.push_back(std::move(diagnostic));
  }
  reading.digests = stream.digests();
  return reading;
}

std::vector<std::string> ids_of(const Reading& reading) {
  std::vector<std::string> ids;
  for (const auto& document : reading.documents) ids.push_back(document.id);
  return ids;
}

std::vector<std::string> skipped_in(const ScratchFolder& folder, const Reading& reading) {
  std::vector<std::string> messages;
  for (const auto& diagnostic : reading.skipped) messages.push_back(folder.here(to_string(diagnostic)));
  return messages;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("inputs of all formats follow each other, records without an id get FILE:RECORD") {
  const ScratchFolder folder;
  const auto reading = read({folder.write("b.csv", "text\nb1\nb2\n"),
                             folder.write("a.jsonl", "{\"text\":1}\n{}\n{\"text\":3}\n"),
                             folder.write("c.JSON", "[{\"id\":\"x\",\"text\":\"c\"}]"),
                             folder.write("d.tsv", "text\td\na,b\t1\n")});
  CHECK(ids_of(reading) == Strings{"b.csv:1", "b.csv:2", "a.jsonl:1", "a.jsonl:3", "x", "d.tsv:1"});
  CHECK(skipped_in(folder, reading) == Strings{"a.jsonl:2: the text is missing"});
  CHECK(reading.documents[0].source == "b.csv");
  CHECK(reading.digests.size() == 4);
  CHECK(reading.digests[0].bytes == 11);
  CHECK(reading.digests[0].sha256.size() == 64);
}

TEST_CASE("repeated ids are skipped over all inputs") {
  const ScratchFolder folder;
  const auto reading = read({folder.write("a.csv", "id,text\n1,a\n2,b\n1,c\n"),
                             folder.write("b.jsonl", "{\"id\":2,\"text\":\"d\"}")});
  CHECK(ids_of(reading) == Strings{"1", "2"});
  CHECK(skipped_in(folder, reading) == Strings{"a.csv:4: a second record with the id \"1\"",
                                               "b.jsonl:1: a second record with the id \"2\""});
}

TEST_CASE("files of one name in two folders keep all their records") {
  const ScratchFolder folder;
  const auto reading = read({folder.write("a/c.csv", "text\nx\n"), folder.write("b/c.csv", "text\ny\n")});
  REQUIRE(reading.documents.size() == 2);
  CHECK(folder.here(reading.documents[0].id) == "a/c.csv:1");
  CHECK(folder.here(reading.documents[1].id) == "b/c.csv:1");
  CHECK(reading.documents[1].source == "c.csv");
}

TEST_CASE("where ids are required a record without one is skipped") {
  const ScratchFolder folder;
  ReadOptions options;
  options.require_ids = true;
  const auto reading = read({folder.write("a.csv", "id,text\n1,a\n,b\n")}, options);
  CHECK(ids_of(reading) == Strings{"1"});
  CHECK(skipped_in(folder, reading) == Strings{"a.csv:3: the id is missing"});
}

TEST_CASE("line ends become one, NUL characters go, bad UTF-8 is skipped") {
  const ScratchFolder folder;
  const auto reading = read({folder.write(
      "a.csv", "id,text\n1,\"a\r\nb\rc\0d\n \"\n2,caf\xE9\n\xE9,ok\n3,\"\0\"\n4,\u00e9\u00e8\n"s)});
  REQUIRE(reading.documents.size() == 2);
  CHECK(reading.documents[0].text == "a\nb\rcd\n ");
  CHECK(skipped_in(folder, reading) == Strings{"a.csv:5: the text is not valid UTF-8",
                                               "a.csv:6: the id is not valid UTF-8",
                                               "a.csv:7: the text is empty"});
}

TEST_CASE("the report's author is known by name") {
  const ScratchFolder folder;
  ReadOptions options;
  options.report_author = "suw";
  const auto reading = read({folder.write("a.csv", "author,text\n Suw ,a\nSuwann,b\n,c\n")}, options);
  CHECK(reading.documents[0].role == Role::author);
  CHECK(reading.documents[1].role == Role::participant);
  CHECK(reading.documents[2].role == Role::participant);
}

TEST_CASE("batches stay small, bad records count too") {
  const ScratchFolder folder;
  std::string good = "text\n";
  std::string bad = "{\"text\":\"a\"}\n";
  for (int i = 0; i < 1000; ++i) {
    good += "some words to fill a line\n";
    bad += "{}\n";
  }
  ReadOptions options;
  options.batch_bytes = 10'000;
  CHECK(read({folder.write("good.csv", good)}, options).batches >= 20);
  CHECK(read({folder.write("bad.jsonl", bad)}, options).batches >= 20);
}

TEST_CASE("what ends a run") {
  const ScratchFolder folder;
  const auto message = [&](const std::filesystem::path& path) {
    return folder.here(error_message([&] { read({path}); }));
  };
  CHECK(message(folder.path() / "none.csv") == "none.csv: no such file");
  CHECK(message(folder.path()).ends_with(": is a folder; comments are read from files"));
  CHECK(message(folder.write("c.rtf", "x")) ==
        "c.rtf: comments are read from .jsonl .ndjson .json .csv .tsv .xml, also with .gz or .zst, and "
        ".xlsx .qdpx");
  for (const auto* name : {"c.csv", "c.jsonl", "c.json"}) {
    CHECK(message(folder.write(name, "")) == name + ": holds no record"s);
  }
  CHECK(message(folder.write("h.csv", "id,text\n")) == "h.csv: holds no record");
  CHECK(message(folder.write("a.json", "[]")) == "a.json: holds no record");
}

TEST_CASE("case studies stand beside comments") {
  const ScratchFolder folder;
  folder.write("cases/one.txt", "A story.");
  folder.write("cases/photo.raw", "x");
  auto stream = open_documents({{folder.write("c.csv", "text\nx\n"), Input::Kind::comments},
                                {folder.path() / "cases", Input::Kind::case_study}});
  const auto batch = stream.next();
  REQUIRE(batch);
  REQUIRE(batch->documents.size() == 2);
  CHECK(batch->documents[1].id == "one.txt");
  CHECK(batch->documents[1].text == "A story.");
  REQUIRE(batch->skipped.size() == 1);
  CHECK(batch->skipped[0].message == "is no case study: its ending is not one that is read");
  CHECK_FALSE(stream.next());
}

TEST_CASE("an id that is no id is skipped, and said in few words") {
  const ScratchFolder folder;
  const std::string id(1'000'000, 'x');
  const auto reading = read({folder.write("a.csv", "id,text\n" + id + ",a\n" + id + ",b\n3,c\n")});
  CHECK(ids_of(reading) == Strings{"3"});
  CHECK(skipped_in(folder, reading) == Strings{"a.csv:2: the id is longer than 10,000 bytes",
                                               "a.csv:3: the id is longer than 10,000 bytes"});
}

TEST_CASE("a text as long as ten novels is skipped") {
  const ScratchFolder folder;
  const std::string text((std::size_t{16} << 20) + 1, 'x');
  const auto reading =
      read({folder.write("a.csv", "id,text\n1," + text + "\n2,b\n3," + text.substr(1) + "\n")});
  CHECK(ids_of(reading) == Strings{"2", "3"});
  CHECK(skipped_in(folder, reading) == Strings{"a.csv:2: the text is longer than 16 MB; split it"});
}

namespace {

Input lines_in_memory(std::string name, std::string lines) {
  return {
      std::move(name), Input::Kind::comments,
      [lines = std::move(lines)](const ByteSource& source, const ReadOptions& options, std::string label) {
        auto pull = [left = lines](std::span<char> buffer) mutable {
          const auto count = left.copy(buffer.data(), buffer.size());
          left.erase(0, count);
          return count;
        };
        return read_jsonl({source.name(), std::move(pull)}, options, std::move(label));
      }};
}

}  // namespace

TEST_CASE("records from memory are read among files, with the same checks, and have no digest") {
  const ScratchFolder folder;
  auto stream =
      open_documents({lines_in_memory("answers", R"({"text":"one"}
{"id":"a","text":" "}
{"id":"a","text":"two"})"),
                      {folder.write("c.csv", "id,text\na,three\nb,four\n"), Input::Kind::comments}});
  std::vector<std::string> ids;
  std::vector<std::string> skipped;
  while (auto batch = stream.next()) {
    for (const auto& document : batch->documents) ids.push_back(document.id + "@" + document.source);
    for (const auto& each : batch->skipped) skipped.push_back(folder.here(to_string(each)));
  }
  CHECK(ids == std::vector{"answers:1@answers"s, "a@answers"s, "b@c.csv"s});
  CHECK(skipped ==
        std::vector{"answers:2: the text is empty"s, "c.csv:2: a second record with the id \"a\""s});
  REQUIRE(stream.digests().size() == 1);
  CHECK(folder.here(stream.digests().front().path) == "c.csv");
  CHECK(error_message([] {
          auto empty = open_documents({lines_in_memory("answers", "")});
          static_cast<void>(empty.next());
        }) == "answers: holds no record");
}
