#include "corpus/diagnostic.hpp"

#include <doctest/doctest.h>

using bearout::corpus::Diagnostic;

TEST_CASE("a diagnostic names file, line and what is wrong") {
  CHECK(to_string(Diagnostic{"comments.csv", 12, "two fields more than the header"}) ==
        "comments.csv:12: two fields more than the header");
  CHECK(to_string(Diagnostic{"comments.csv", 0, "empty"}) == "comments.csv: empty");
}
