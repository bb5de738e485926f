#include "corpus/file_ending.hpp"

#include <doctest/doctest.h>

using bearout::corpus::Compression;
using bearout::corpus::compression_of;
using bearout::corpus::format_ending;

TEST_CASE("format and compression are read from the name, whatever its case") {
  CHECK(format_ending("a/Comments.CSV.gz") == ".csv");
  CHECK(format_ending("comments.jsonl") == ".jsonl");
  CHECK(format_ending("comments.gz") == "");
  CHECK(format_ending("-") == "");
  CHECK(compression_of("a.csv.GZ") == Compression::gzip);
  CHECK(compression_of("a.csv.zst") == Compression::zstd);
  CHECK(compression_of("a.gz.csv") == Compression::none);
}
