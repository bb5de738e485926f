#include "corpus/archive.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/corpus/error_message.hpp"
#include "tests/corpus/scratch_folder.hpp"
#include "tests/corpus/zip_file.hpp"

using bearout::corpus::Archive;
using bearout::tests::error_message;
using bearout::tests::ScratchFolder;
using bearout::tests::write_zip;

namespace {

std::string content(bearout::corpus::ByteSource source) {
  std::string text;
  std::vector<char> piece(1000);
  while (const auto count = source.read(piece)) text.append(piece.data(), count);
  return text;
}

}  // namespace

TEST_CASE("members are found by name, in whatever case, and read") {
  const ScratchFolder folder;
  const Archive archive(
      write_zip(folder.path() / "a.zip", {{"Sources/x.txt", "one"}, {"b", std::string(5000, 'b')}}));
  CHECK(archive.find("sources/X.TXT") == "Sources/x.txt");
  CHECK_FALSE(archive.find("x.txt"));
  CHECK_FALSE(archive.find("../b"));
  CHECK(content(archive.open("b")) == std::string(5000, 'b'));
  CHECK(folder.here(error_message([&] { (void)archive.open("c"); })) ==
        "a.zip: has no part \"c\"; is it damaged?");
}

TEST_CASE("what is no archive, or cut off, is refused") {
  const ScratchFolder folder;
  const auto refused = [&](const std::filesystem::path& file) {
    return folder.here(error_message([&] { const Archive archive(file); }));
  };
  CHECK(refused(folder.path() / "none.zip") == "none.zip: no such file");
  CHECK(refused(folder.write("text.zip", "Not an archive.")) ==
        "text.zip: is no ZIP archive, as a file with this ending should be, or is damaged");
  CHECK(refused(folder.write("cut.zip", "PK\x03\x04")).starts_with("cut.zip: is no ZIP archive"));
}

TEST_CASE("an archive that unpacks to far more than its size is not read") {
  const ScratchFolder folder;
  const auto file =
      write_zip(folder.path() / "bomb.zip", {{"zeros", std::string(std::size_t{64} << 20, '\0')}});
  CHECK(std::filesystem::file_size(file) < 100'000);
  const Archive archive(file);
  CHECK(folder.here(error_message([&] { (void)content(archive.open("zeros")); })) ==
        "bomb.zip/zeros: unpacks to more than 300 times its size (a \"zip bomb\"?); it is not read");
}
