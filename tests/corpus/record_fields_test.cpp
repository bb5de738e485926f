#include "corpus/record_fields.hpp"

#include <doctest/doctest.h>

using bearout::corpus::ColumnNames;
using bearout::corpus::Field;
using bearout::corpus::FieldNames;

TEST_CASE("names are understood in many spellings") {
  const FieldNames names{ColumnNames{}};
  const auto field = [&](const char* name) { return names.match(name).field; };
  for (const auto* name : {"text", "Text", "TEXTS", "comment", "Comments", "comment-body", "comment_text",
                           "Response", "responses", "body", "Comment Content"}) {
    CAPTURE(name);
    CHECK(field(name) == Field::text);
  }
  CHECK(field("comment_ID") == Field::id);
  CHECK(field("response id") == Field::id);
  CHECK(field("Comment Author") == Field::author);
  CHECK(field("comment_date") == Field::date);
  CHECK(field("comment_parent") == Field::parent);
  for (const auto* name :
       {"", "comment_date_gmt", "contextual", "label", "comment comment", "respondent id"}) {
    CAPTURE(name);
    CHECK(field(name) == Field::other);
  }
}

TEST_CASE("the plainest name goes first") {
  const FieldNames names{ColumnNames{}};
  const auto rank = [&](const char* name) { return names.match(name).rank; };
  CHECK(rank("text") < rank("comment"));
  CHECK(rank("comment") < rank("response"));
  CHECK(rank("response") < rank("body"));
  CHECK(rank("id") < rank("comment_id"));
}

TEST_CASE("a name that was given takes the place of those found by themselves") {
  ColumnNames given;
  given.text = {"What now?"};
  const FieldNames names{given};
  CHECK(names.match("what now? ").field == Field::text);
  CHECK(names.match("text").field == Field::other);
  CHECK(names.match("id").field == Field::id);
}
