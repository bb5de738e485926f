#include "pipeline/row_reader.hpp"

#include <doctest/doctest.h>

#include "pipeline/error.hpp"
#include "tests/corpus/scratch_folder.hpp"
#include "tests/models/small_corpus.hpp"

using namespace bearout;
using pipeline::JsonText;
using pipeline::Row;
using pipeline::RowReader;
using tests::ScratchFolder;

namespace {

std::string first_row() {
  JsonText rows;
  pipeline::append_shard_row(rows, "abc", {.all_pairs = true, .min_score = 0.25, .top = 4});
  return rows.take();
}

std::string last_row() {
  JsonText rows;
  pipeline::append_end_row(rows, {.documents = 5, .author_documents = 1, .passages = 9, .skipped = 0},
                           {{"c.csv", 7, "ff"}});
  return rows.take();
}

std::vector<Row> read(const std::string& rows) {
  const ScratchFolder folder;
  RowReader reader(folder.write("rows.jsonl", rows), "abc");
  std::vector<Row> all;
  while (auto row = reader.next()) all.push_back(std::move(*row));
  return all;
}

std::string refusal(const std::string& rows) {
  const ScratchFolder folder;
  try {
    RowReader reader(folder.write("rows.jsonl", rows), "abc");
    while (reader.next()) continue;
    return {};
  } catch (const pipeline::Error& error) {
    return folder.here(error.what());
  }
}

}  // namespace

TEST_CASE("options of the shard, then its rows, then what it counted") {
  const ScratchFolder folder;
  RowReader reader(folder.write("rows.jsonl", first_row() + last_row()), "abc");
  CHECK(reader.options() == models::ScoreOptions{.all_pairs = true, .min_score = 0.25, .top = 4});
  const auto row = reader.next();
  REQUIRE(row);
  const auto& end = std::get<pipeline::EndRow>(*row);
  CHECK(end.counts.documents == 5);
  CHECK(end.counts.author_documents == 1);
  CHECK(end.counts.passages == 9);
  REQUIRE(end.inputs.size() == 1);
  CHECK(end.inputs[0].path == "c.csv");
  CHECK(end.inputs[0].bytes == 7);
  CHECK_FALSE(reader.next());
}

TEST_CASE("the rows of a document come back as they were written") {
  const auto comments = tests::comments({"Gardens feed people – and how!", "Choirs sing.",
                                         "I would like to see an example of 1. Gardens are awful, useless."});
  const auto model =
      models::fit(tests::counted(comments), tests::outcomes({"Gardens feed people.", "Choirs sing."}));
  models::Scorer scorer(model);
  JsonText text;
  std::size_t mappings = 0;
  for (const auto& comment : comments) {
    const auto result = scorer.score(comment, {});
    mappings += result.mappings.size();
    pipeline::append_document_row(text, comment);
    pipeline::append_result_rows(text, model, comment, result);
  }
  std::size_t documents = 0;
  std::size_t found = 0;
  std::size_t requests = 0;
  for (const Row& row : read(first_row() + text.text() + last_row())) {
    if (const auto* document = std::get_if<pipeline::DocumentRow>(&row)) {
      JsonText line;
      pipeline::append_document(line, comments[documents++]);
      CHECK(document->line == line.text());
    } else if (const auto* mapping = std::get_if<pipeline::MappingRow>(&row)) {
      ++found;
      CHECK(mapping->line.rfind(R"({"document":")" + mapping->place.document, 0) == 0);
      CHECK(mapping->line.find(pipeline::kNoPriority) != std::string::npos);
      CHECK(mapping->score >= models::kUnsure);
      CHECK(mapping->place.end > mapping->place.start);
    } else if (const auto* request = std::get_if<pipeline::RequestRow>(&row)) {
      ++requests;
      CHECK(request->document == "c3");
      CHECK(request->outcome == "1");
    }
  }
  CHECK(documents == 3);
  CHECK(found == mappings);
  CHECK(requests == 1);
}

TEST_CASE("a skipped record is a row of its own") {
  JsonText text;
  pipeline::append_skipped_row(text, {"c.csv", 12, "the text is empty"});
  const auto rows = read(first_row() + text.text() + last_row());
  REQUIRE(rows.size() == 2);
  CHECK(std::get<corpus::Diagnostic>(rows[0]).message == "the text is empty");
  CHECK(std::get<corpus::Diagnostic>(rows[0]).line == 12);
}

TEST_CASE("rows of another model are refused") {
  const ScratchFolder folder;
  const auto path = folder.write("rows.jsonl", first_row() + last_row());
  CHECK_THROWS_WITH_AS(
      RowReader(path, "abd"),
      (path.string() + ":1: was scored with another model; score it again with this one").c_str(),
      pipeline::Error);
}

TEST_CASE("a file that does not begin like rows is refused") {
  const std::string message = "rows.jsonl:1: does not begin like rows that `bearout score` wrote";
  CHECK(refusal("") == message);
  CHECK(refusal("id,text\n") == message);
  CHECK(refusal("{}\n") == message);
  CHECK(refusal("[]\n") == message);
  CHECK(refusal(last_row()) == message);
  CHECK(refusal(R"({"row":"shard","model":"abc"})") == message);
}

TEST_CASE("rows that end too early are refused with the line") {
  JsonText text;
  pipeline::append_skipped_row(text, {"c.csv", 12, "the text is empty"});
  const std::string whole = first_row() + text.text() + last_row();
  CHECK(refusal(first_row()) == "rows.jsonl:1: ends without its last row; score that shard again");
  CHECK(refusal(first_row() + text.text()) ==
        "rows.jsonl:2: ends without its last row; score that shard again");
  const std::string cut = refusal(whole.substr(0, whole.size() - 10));
  CHECK(cut.rfind("rows.jsonl:3: is no row of `bearout score`: ", 0) == 0);
  for (std::size_t size = 0; size + 1 < whole.size(); ++size)
    CHECK_FALSE(refusal(whole.substr(0, size)).empty());
  CHECK(refusal(whole.substr(0, whole.size() - 1)).empty());  // only the last line's end is missing
}

TEST_CASE("rows behind the last one, and rows nobody knows, are refused") {
  CHECK(refusal(first_row() + last_row() + last_row()) ==
        "rows.jsonl:3: goes on after its last row; score that shard again");
  CHECK(refusal(first_row() + "{\"row\":\"vote\"}\n") == "rows.jsonl:2: unknown row \"vote\"");
  CHECK(refusal(first_row() + "{\"row\":\"request\",\"document\":\"c1\"}\n")
            .rfind("rows.jsonl:2: is no row", 0) == 0);
}

TEST_CASE("a row in another order is refused: parts of it are handed on as they stand") {
  CHECK(refusal(first_row() + "{\"content\":{\"id\":\"a\"},\"row\":\"document\"}\n" + last_row()) ==
        "rows.jsonl:2: the row does not begin with its kind");
  CHECK(refusal(first_row() + "{\"row\":\"document\", \"content\":{\"id\":\"a\"}}\n" + last_row()) ==
        "rows.jsonl:2: the document's content is not where it should be");
}
