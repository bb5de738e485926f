#include "corpus/id_set.hpp"

#include <doctest/doctest.h>

#include <csignal>
#include <string>

#include "tests/corpus/file_size_limit.hpp"
#include "tests/corpus/temporary_folder.hpp"

using bearout::corpus::IdSet;

namespace {

void check_ids(int count, IdSet& ids) {
  for (int i = 0; i < count; ++i) REQUIRE(ids.insert("comment-" + std::to_string(i)));
  for (int i = 0; i < count; ++i) REQUIRE_FALSE(ids.insert("comment-" + std::to_string(i)));
  CHECK(ids.insert(""));
  CHECK_FALSE(ids.insert(""));
  CHECK(ids.size() == static_cast<std::size_t>(count) + 1);
}

}  // namespace

TEST_CASE("an id is new once, through all growth, for 16 bytes at most") {
  IdSet ids;
  check_ids(100'000, ids);
  CHECK(ids.bytes() <= 16 * ids.size());
}

TEST_CASE("an id is new once among a million, and most of them take no memory") {
  IdSet ids;
  check_ids(1'000'000, ids);
  CHECK(ids.bytes() <= 6'000'000);
}

TEST_CASE("without a folder for temporary files all ids stay in memory") {
  const bearout::tests::TemporaryFolder none("/no/such/folder");
  IdSet ids;
  check_ids(400'000, ids);
  CHECK(ids.bytes() <= 16 * ids.size());
}

TEST_CASE("an id is new once where there is room for some of them, but not to merge them") {
  std::signal(SIGXFSZ, SIG_IGN);  // so that a write fails instead
  const bearout::tests::FileSizeLimit limit(3'000'000);
  IdSet ids;
  check_ids(800'000, ids);
}
