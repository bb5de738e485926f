#include "corpus/line_reader.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/corpus/error_message.hpp"
#include "tests/corpus/scratch_folder.hpp"

using bearout::corpus::ByteSource;
using bearout::corpus::LineReader;
using bearout::tests::error_message;
using bearout::tests::ScratchFolder;

namespace {

using Lines = std::vector<std::pair<std::uint64_t, std::string>>;

Lines lines_of(const std::string& bytes, std::size_t buffer_bytes) {
  const ScratchFolder folder;
  LineReader reader(ByteSource(folder.write("lines.txt", bytes)), buffer_bytes);
  Lines lines;
  while (const auto line = reader.next()) lines.emplace_back(line->number, line->text);
  return lines;
}

}  // namespace

TEST_CASE("lines come without their ends, numbered from 1, whatever the buffer") {
  for (const auto buffer : {1U, 2U, 3U, 7U, 1000U}) {
    CAPTURE(buffer);
    CHECK(lines_of("a\nbcd\r\n\nlast", buffer) == Lines{{1, "a"}, {2, "bcd"}, {3, ""}, {4, "last"}});
    CHECK(lines_of("a\n", buffer) == Lines{{1, "a"}});
    CHECK(lines_of("\n\n", buffer) == Lines{{1, ""}, {2, ""}});
    CHECK(lines_of("a\rb\r\n", buffer) == Lines{{1, "a\rb"}});
    CHECK(lines_of("", buffer).empty());
  }
}

TEST_CASE("a byte-order mark is no part of the text") {
  for (const auto buffer : {1U, 1000U}) {
    CHECK(lines_of("\xEF\xBB\xBF"
                   "a\n\xEF\xBB\xBF"
                   "b",
                   buffer) == Lines{{1, "a"},
                                    {2,
                                     "\xEF\xBB\xBF"
                                     "b"}});
    CHECK(lines_of("\xEF\xBB\xBF", buffer).empty());
    CHECK(lines_of("ab", buffer) == Lines{{1, "ab"}});
  }
}

TEST_CASE("a whole text comes without its byte-order mark") {
  const ScratchFolder folder;
  const std::string long_text(std::size_t{200'000}, 'x');
  CHECK(read_text(ByteSource(folder.write("a.json", "\xEF\xBB\xBF" + long_text))) == long_text);
  CHECK(read_text(ByteSource(folder.write("b.json", ""))).empty());
}

TEST_CASE("UTF-16 with its mark is read") {
  CHECK(lines_of(std::string("\xFF\xFE"
                             "a\0\n\0b\0",
                             8),
                 10) == Lines{{1, "a"}, {2, "b"}});
}

TEST_CASE("a line may be as long as allowed, and no longer") {
  const ScratchFolder folder;
  const auto path = folder.write("long.jsonl", "short\n" + std::string(100, 'x') + "\n");
  const auto read = [&](std::size_t longest, std::size_t buffer = 4) {
    LineReader reader(ByteSource(path), buffer, longest);
    while (reader.next()) {
    }
  };
  CHECK(error_message([&] { read(100); }).empty());
  CHECK(folder.here(error_message([&] { read(50); })) ==
        "long.jsonl:2: the line is longer than 0 MiB; is every record on a line of its own?");
  CHECK_FALSE(error_message([&] { read(50, 1000); }).empty());  // however much is read at once
}
