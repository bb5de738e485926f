#include "corpus/byte_source.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/corpus/error_message.hpp"
#include "tests/corpus/scratch_folder.hpp"

using bearout::corpus::ByteSource;
using bearout::corpus::Unpacking;
using bearout::tests::error_message;
using bearout::tests::ScratchFolder;
using namespace std::string_literals;

namespace {

const auto kOneTwoGzip =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xcb\xcf\x4b\xe5\x2a\x29\xcf\xe7\x02\x00\xe6\x0b\xba\x12\x08\x00\x00\x00"s;
const auto kThreeGzip =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x2b\xc9\x28\x4a\x4d\xe5\x02\x00\xd8\xc5\x46\xff\x06\x00\x00\x00"s;
const auto kOneTwoZstd =
    "\x28\xb5\x2f\xfd\x04\x58\x41\x00\x00\x6f\x6e\x65\x0a\x74\x77\x6f\x0a\xe6\xa6\x0e\x40"s;

std::string read_all(ByteSource& source, std::size_t at_once) {
  std::vector<char> buffer(at_once);
  std::string text;
  while (const auto count = source.read(buffer)) text.append(buffer.data(), count);
  return text;
}

}  // namespace

TEST_CASE("plain, gzip and zstd files give the same bytes, however little is read at once") {
  const ScratchFolder folder;
  for (const auto& path : {folder.write("a.txt", "one\ntwo\n"), folder.write("a.txt.gz", kOneTwoGzip),
                           folder.write("a.txt.ZST", kOneTwoZstd)}) {
    for (const auto at_once : {1U, 3U, 1000U}) {
      ByteSource source(path);
      CHECK(read_all(source, at_once) == "one\ntwo\n");
      CHECK(source.stored_bytes_read() == std::filesystem::file_size(path));
    }
  }
}

TEST_CASE("members and frames that follow each other are one text") {
  const ScratchFolder folder;
  for (const auto at_once : {1U, 1000U}) {
    ByteSource gzip(folder.write("a.gz", kOneTwoGzip + kThreeGzip + "\0\0\0"s));
    CHECK(read_all(gzip, at_once) == "one\ntwo\nthree\n");
    ByteSource zstd(folder.write("a.zst", kOneTwoZstd + kOneTwoZstd));
    CHECK(read_all(zstd, at_once) == "one\ntwo\none\ntwo\n");
  }
}

TEST_CASE("the digest is that of the stored bytes, and a shared handle knows it too") {
  const ScratchFolder folder;
  using bearout::corpus::Digest;
  using bearout::corpus::Unpacking;
  ByteSource plain(folder.write("a.txt", "one\ntwo\n"), Unpacking::bounded, Digest::sha256);
  ByteSource handle = plain.share();
  CHECK(handle.sha256().empty());
  ByteSource moved(std::move(plain));
  read_all(moved, 5);
  CHECK(handle.sha256() == "c3f9c8c283a2b1f2f1896f27a01cbe3cddc0c9d93f752e4639035a0f5b36f6e8");
  CHECK(handle.stored_bytes_read() == 8);

  ByteSource gzip(folder.write("a.gz", kOneTwoGzip), Unpacking::bounded, Digest::sha256);
  read_all(gzip, 5);
  CHECK(gzip.sha256() == "d78ea5238b81f167d67ea751d5e41a4b3289033b14910790b92ce7dfe7d1c88e");

  ByteSource without(folder.write("a.txt", "one\ntwo\n"));
  CHECK(read_all(without, 5) == "one\ntwo\n");
  CHECK(without.sha256().empty());
}

TEST_CASE("a truncated or broken file ends the run and says what to do") {
  const ScratchFolder folder;
  const auto message = [&](const std::string& name, const std::string& bytes) {
    return folder.here(error_message([&] {
      ByteSource source(folder.write(name, bytes));
      read_all(source, 100);
    }));
  };
  const auto too_early = [](const std::string& format) {
    return ": the " + format + " data ends too early (truncated?); copy the file again";
  };
  for (std::size_t size = 0; size < kOneTwoGzip.size(); ++size) {
    CHECK(message("c.jsonl.gz", kOneTwoGzip.substr(0, size)) == "c.jsonl.gz" + too_early("gzip"));
  }
  CHECK(message("c.gz", kOneTwoGzip + kThreeGzip.substr(0, 7)) == "c.gz" + too_early("gzip"));
  for (std::size_t size = 0; size < kOneTwoZstd.size(); ++size) {
    CHECK(message("c.zst", kOneTwoZstd.substr(0, size)) == "c.zst" + too_early("zstd"));
  }
  CHECK(message("c.gz", "not gzip") ==
        "c.gz: broken gzip data (incorrect header check); copy the file again");
  CHECK(message("c.zst", "not zstd at all").starts_with("c.zst: broken zstd data ("));
}

TEST_CASE("missing files and folders are told apart") {
  const ScratchFolder folder;
  const auto message = [&](const std::filesystem::path& path) {
    return folder.here(error_message([&] { const ByteSource source(path); }));
  };
  CHECK(message(folder.path() / "none.csv") == "none.csv: no such file");
  std::filesystem::create_directory(folder.path() / "cases");
  CHECK(message(folder.path() / "cases") == "cases: is a folder, not a file");
}

TEST_CASE("a file that unpacks without an end is not unpacked to its end") {
  const ScratchFolder folder;
  std::string bomb = "\x28\xb5\x2f\xfd"s + "\x00\x58"s;  // magic number, window of 2 MB
  for (int i = 0; i < 4096; ++i)
    bomb += "\x02\x00\x10 "s;  // a block of 128 KiB: the byte " " again and again
  bomb += "\x03\x00\x10 "s;    // the last one
  const auto file = folder.write("bomb.jsonl.zst", bomb);
  std::size_t unpacked = 0;
  const auto message = folder.here(error_message([&] {
    ByteSource source(file);
    std::vector<char> buffer(std::size_t{1} << 20);
    while (const auto count = source.read(buffer)) unpacked += count;
  }));
  CHECK(message ==
        "bomb.jsonl.zst: unpacks to more than 500 times its size (a \"bomb\"?); unpack it yourself if it is "
        "not");
  CHECK(unpacked <= (std::size_t{256} << 20));
  // What this program packed itself may be copies without an end.
  ByteSource trusted(file, Unpacking::unbounded);
  std::vector<char> buffer(std::size_t{1} << 20);
  unpacked = 0;
  while (const auto count = trusted.read(buffer)) unpacked += count;
  CHECK(unpacked == std::size_t{4097} << 17);
}
