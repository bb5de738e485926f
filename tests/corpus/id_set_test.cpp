#include "corpus/id_set.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <cstdlib>
#include <string>
#include <vector>

using bearout::corpus::IdRun;
using bearout::corpus::IdSet;

namespace {

/// Takes the temporary folder away for as long as it lives.
class NoTemporaryFolder {
 public:
  NoTemporaryFolder() {
    if (const char* folder = std::getenv("TMPDIR")) earlier_ = folder;
    ::setenv("TMPDIR", "/no/such/folder", 1);
  }
  ~NoTemporaryFolder() {
    if (earlier_.empty()) {
      ::unsetenv("TMPDIR");
    } else {
      ::setenv("TMPDIR", earlier_.c_str(), 1);
    }
  }
  NoTemporaryFolder(const NoTemporaryFolder&) = delete;
  NoTemporaryFolder& operator=(const NoTemporaryFolder&) = delete;

 private:
  std::string earlier_;
};

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

TEST_CASE("without a temporary folder all ids stay in memory") {
  const NoTemporaryFolder none;
  IdSet ids;
  check_ids(400'000, ids);
  CHECK(ids.bytes() <= 16 * ids.size());
  CHECK_FALSE(IdRun::write({}));
}

TEST_CASE("a run of ids holds what was written, whether from memory or from two others") {
  std::vector<std::uint64_t> even;
  std::vector<std::uint64_t> threes;
  for (std::uint64_t i = 1; i <= 2000; ++i) {
    even.push_back(i * (UINT64_MAX / 3000) & ~std::uint64_t{1});
    threes.push_back(i * (UINT64_MAX / 2500) | 1U);
  }
  const auto first = IdRun::write(even);
  const auto second = IdRun::write(threes);
  REQUIRE(first);
  REQUIRE(second);
  const auto both = IdRun::merge(*first, *second);
  REQUIRE(both);
  CHECK(both->size() == 4000);
  for (std::size_t i = 0; i < even.size(); ++i) {
    REQUIRE(first->contains(even[i]));
    REQUIRE_FALSE(first->contains(threes[i]));
    REQUIRE(both->contains(even[i]));
    REQUIRE(both->contains(threes[i]));
    REQUIRE_FALSE(both->contains(even[i] + 2));
  }
}
