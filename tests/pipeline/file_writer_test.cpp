#include "pipeline/file_writer.hpp"

#include <doctest/doctest.h>
#include <zstd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "pipeline/digest.hpp"
#include "pipeline/error.hpp"
#include "tests/corpus/scratch_folder.hpp"

using namespace bearout;
using pipeline::FileWriter;
using tests::ScratchFolder;

namespace {

/// The file that the text gives when it is written in pieces of `piece` bytes.
std::string written(const std::string& name, const std::string& text, std::size_t piece) {
  const ScratchFolder folder;
  FileWriter writer(folder.path() / name);
  for (std::size_t at = 0; at < text.size(); at += piece)
    writer.write(std::string_view(text).substr(at, piece));
  writer.finish();
  return tests::content_of(folder.path() / name);
}

/// Two and a half megabytes that compress neither too well nor not at all.
std::string long_text() {
  std::string text;
  for (unsigned i = 0; text.size() < 2'500'000; ++i) text += std::to_string(i * i * 2654435761U) + " bees\n";
  return text;
}

}  // namespace

TEST_CASE("a writer says what a file holds that was written to its end") {
  const ScratchFolder folder;
  for (const char* const name : {"a.jsonl", "a.jsonl.zst"}) {
    const auto told = std::make_shared<pipeline::WrittenFile>();
    FileWriter writer(folder.path() / name, told);
    writer.write("bees ");
    FileWriter moved(std::move(writer));
    moved.flush();
    moved.write("hum");
    CHECK(told->sha256.empty());
    moved.finish();
    CHECK(told->bytes == std::filesystem::file_size(folder.path() / name));
    CHECK(told->sha256 == pipeline::sha256_of_file(folder.path() / name));
  }
}

TEST_CASE("a plain file holds what was written") {
  const std::string text = long_text();
  CHECK(written("a.jsonl", text, 999) == text);
  CHECK(written("a.jsonl", "", 1).empty());
}

TEST_CASE("a compressed file unpacks to what was written") {
  const std::string text = long_text();
  const std::string packed = written("a.jsonl.zst", text, text.size());
  CHECK(packed.size() < text.size());
  std::string unpacked(text.size() + 1, '\0');
  const std::size_t size = ZSTD_decompress(unpacked.data(), unpacked.size(), packed.data(), packed.size());
  REQUIRE(ZSTD_isError(size) == 0);
  unpacked.resize(size);
  CHECK(unpacked == text);
}

TEST_CASE("the same bytes in other pieces give the same file") {
  const std::string text = long_text();
  for (const char* const name : {"a.jsonl", "a.jsonl.zst"}) {
    const std::string whole = written(name, text, text.size());
    CHECK(written(name, text, 7) == whole);
    CHECK(written(name, text, 65'536) == whole);
    CHECK(written(name, text, (std::size_t{1} << 20) + 1) == whole);
  }
}

TEST_CASE("a small piece before large ones stays before them") {
  const ScratchFolder folder;
  const std::string large((std::size_t{1} << 20) + 5, 'x');
  FileWriter writer(folder.path() / "a.jsonl");
  for (const std::string_view piece :
       {std::string_view("first\n"), std::string_view(large), std::string_view("last\n")})
    writer.write(piece);
  writer.finish();
  CHECK(tests::content_of(folder.path() / "a.jsonl") == "first\n" + large + "last\n");
}

TEST_CASE("an empty compressed file is a whole one") {
  const std::string packed = written("a.zst", "", 1);
  REQUIRE_FALSE(packed.empty());
  CHECK(ZSTD_getFrameContentSize(packed.data(), packed.size()) == 0);
}

TEST_CASE("a place that can't be written is named") {
  const ScratchFolder folder;
  std::string message;
  try {
    FileWriter writer(folder.path() / "missing" / "a.jsonl");
  } catch (const pipeline::Error& error) {
    message = folder.here(error.what());
  }
  CHECK(message ==
        "missing/a.jsonl: can't be written: No such file or directory; is there room, and may this folder be "
        "written?");
}

TEST_CASE("a full disk is an error, not a short file" *
          doctest::skip(!std::filesystem::exists("/dev/full"))) {
  FileWriter writer("/dev/full");
  const auto fill = [&] {
    writer.write("Bees hum.\n");
    writer.finish();
  };
  CHECK_THROWS_AS(fill(), pipeline::Error);
}
