#include "corpus/text_encoding.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "corpus/utf8_source.hpp"
#include "tests/corpus/scratch_folder.hpp"

using namespace bearout::corpus;
using bearout::tests::ScratchFolder;
using namespace std::string_literals;

namespace {

struct Reading {
  std::string text;
  std::vector<std::string> notes;
};

/// Reads in pieces of `piece` bytes.
Reading read(const std::string& bytes, Encodings encodings, std::size_t piece = 7) {
  const ScratchFolder folder;
  ByteSource source(folder.write("t.csv", bytes));
  Utf8Source text(source.share(), encodings);
  Reading reading;
  std::vector<char> buffer(piece);
  while (const auto count = text.read(buffer)) reading.text.append(buffer.data(), count);
  reading.notes = source.notes();
  return reading;
}

std::string utf16(const std::string& ascii, bool little, bool mark) {
  std::string bytes = mark ? (little ? "\xFF\xFE"s : "\xFE\xFF"s) : ""s;
  for (const char c : ascii) bytes += little ? std::string{c, '\0'} : std::string{'\0', c};
  return bytes;
}

}  // namespace

TEST_CASE("UTF-8 passes as it is, whether its bytes are valid or not") {
  for (const auto encodings : {Encodings::marked, Encodings::any}) {
    CHECK(read("", encodings).text.empty());
    CHECK(read("caf\u00e9, \U0001F600", encodings).text == "caf\u00e9, \U0001F600");
    CHECK(read("\xEF\xBB\xBFone", encodings).text == "one");
    const auto damaged = read("na\u00efve caf\u00e9 but \xE9 broken", encodings);
    CHECK(damaged.text == "na\u00efve caf\u00e9 but \xE9 broken");
    CHECK(damaged.notes.empty());
  }
  CHECK(read("only \xE9", Encodings::marked).text == "only \xE9");
}

TEST_CASE("UTF-16 is read with its mark and without it, in pieces of any size") {
  const std::string text = "id,text\r\n1,It works.\r\n" + std::string(70'000, 'x');
  for (const bool little : {true, false}) {
    for (const bool mark : {true, false}) {
      for (const std::size_t piece : {1U, 3U, 100'000U}) {
        const auto reading = read(utf16(text, little, mark), Encodings::marked, piece);
        CHECK(reading.text == text);
        CHECK(reading.notes == std::vector{"is read as UTF-16"s + (little ? "LE" : "BE")});
      }
    }
  }
}

TEST_CASE("a surrogate without its partner becomes the replacement character") {
  CHECK(read("\xFF\xFE"
             "a\0\x00\xD8"
             "b\0"s,
             Encodings::marked)
            .text ==
        "a\uFFFD"
        "b");
}

TEST_CASE("Windows-1252 and Latin-1 are told from UTF-8, also behind much ASCII") {
  const std::string ascii(200'000, 'x');
  for (const std::string& before : {""s, ascii}) {
    const auto reading = read(before +
                                  "caf\xE9 \x93quoted\x94 \x80"
                                  "5, na\xEFve",
                              Encodings::any);
    CHECK(reading.text == before +
                              "caf\u00e9 \u201cquoted\u201d \u20ac"
                              "5, na\u00efve");
    REQUIRE(reading.notes.size() == 1);
    CHECK(reading.notes[0] ==
          "is read as windows-1252, since it is not UTF-8; if letters look wrong, save it as UTF-8");
  }
}

TEST_CASE("other encodings are believed where the detector is sure") {
  // "The library taught me to write to my children, and now I talk to them every day" in Russian, KOI8-R.
  const std::string koi8 =
      "\xE2\xC9\xC2\xCC\xC9\xCF\xD4\xC5\xCB\xC1 \xCE\xC1\xD5\xDE\xC9\xCC\xC1 \xCD\xC5\xCE\xD1 "
      "\xD0\xC9\xD3\xC1\xD4\xD8 \xC4\xC5\xD4\xD1\xCD, \xC9 \xD4\xC5\xD0\xC5\xD2\xD8 \xD1 "
      "\xC7\xCF\xD7\xCF\xD2\xC0 \xD3 \xCE\xC9\xCD\xC9 \xCB\xC1\xD6\xC4\xD9\xCA \xC4\xC5\xCE\xD8.";
  CHECK(guessed_encoding(koi8, true).name == "KOI8-R");
  CHECK(read(koi8, Encodings::any)
            .text.starts_with("\u0411\u0438\u0431\u043b\u0438\u043e\u0442\u0435\u043a\u0430"));
  CHECK(guessed_encoding("\xE9", true).name == "windows-1252");
}

TEST_CASE("a file's own word counts where its bytes are not UTF-8") {
  TextEncoding encoding;
  CHECK(decode_text("caf\xE9 \xA4", "iso-8859-15", &encoding) == "caf\u00e9 \u20ac");
  CHECK(encoding.name == "iso-8859-15");
  CHECK(decode_text("caf\u00e9", "iso-8859-15", &encoding) == "caf\u00e9");
  CHECK(decode_text("caf\xE9", "no-such-encoding", nullptr) == "caf\u00e9");
}
