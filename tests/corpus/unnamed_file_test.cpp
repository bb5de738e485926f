#include "corpus/unnamed_file.hpp"

#include <doctest/doctest.h>

#include <csignal>
#include <string>
#include <utility>

#include "corpus/error.hpp"
#include "tests/corpus/file_size_limit.hpp"
#include "tests/corpus/temporary_folder.hpp"

using bearout::corpus::Error;
using bearout::corpus::UnnamedFile;

namespace {

std::string read(const UnnamedFile& file, std::uint64_t offset, std::size_t bytes) {
  std::string text(bytes, '\0');
  file.read(offset, text);
  return text;
}

}  // namespace

TEST_CASE("an unnamed file gives back what was put there, wherever it has moved, and leaves no name") {
  const bearout::tests::TemporaryFolder folder;
  UnnamedFile first;
  first.append("bees ");
  first.append("hum");
  CHECK(std::filesystem::is_empty(folder.path()));
  UnnamedFile second(std::move(first));
  CHECK(second.size() == 8);
  CHECK(read(second, 5, 3) == "hum");
  UnnamedFile third;
  third.append("wasps");
  third = std::move(second);
  third.append("!");
  third.expect(0, 9);
  CHECK(read(third, 0, 9) == "bees hum!");
  CHECK(read(third, 9, 0).empty());
}

TEST_CASE("an unnamed file says what it can't do, where, and what to try") {
  const bearout::tests::TemporaryFolder folder;
  UnnamedFile file;
  file.append("bees");
  CHECK_THROWS_WITH_AS(
      (void)read(file, 2, 3),
      (folder.path().string() + ": what was put there can't be read again: Input/output error; "
                                "start again with another TMPDIR")
          .c_str(),
      Error);
  {
    std::signal(SIGXFSZ, SIG_IGN);  // so that a write fails instead
    const bearout::tests::FileSizeLimit limit(4);
    CHECK_THROWS_WITH_AS(
        file.append("hum"),
        (folder.path().string() + ": can't be written: File too large; free some space or set TMPDIR")
            .c_str(),
        Error);
  }
  CHECK(read(file, 0, file.size()) == "bees");
  const bearout::tests::TemporaryFolder none("/no/such/folder");
  CHECK_THROWS_WITH_AS(
      UnnamedFile(), "TMPDIR: is no folder for temporary files: No such file or directory; set TMPDIR to one",
      Error);
}
