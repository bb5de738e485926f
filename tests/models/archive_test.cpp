#include "models/archive.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <sstream>
#include <utility>
#include <vector>

#include "models/error.hpp"

using namespace bearout;
using models::ArchiveReader;
using models::ArchiveWriter;

namespace {

std::string archive() {
  ArchiveWriter writer;
  writer.write_integer(0xfedcba9876543210U);
  writer.write_real(-0.1);
  writer.write_text("Größe");
  return std::move(writer).finish("model");
}

/// What opening the bytes says; empty if nothing.
std::string fault(const std::string& bytes, std::string_view kind = "model") {
  std::istringstream in(bytes);
  try {
    const ArchiveReader reader(in, kind, "m.bearout");
    return {};
  } catch (const models::Error& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("an archive gives back what went in") {
  ArchiveWriter writer;
  const std::string text("Größe\0!", 9);
  writer.write_integer(0xfedcba9876543210U);
  writer.write_real(-0.1);
  writer.write_text(text);
  writer.write_text("");
  std::istringstream file(std::move(writer).finish("model"));
  ArchiveReader reader(file, "model", "m.bearout");
  CHECK(reader.read_integer() == 0xfedcba9876543210U);
  CHECK(reader.read_real() == -0.1);
  CHECK(reader.read_text() == text);
  CHECK(reader.read_text().empty());
}

TEST_CASE("numbers are little-endian, so that machines can exchange files") {
  ArchiveWriter writer;
  writer.write_integer(0x0102);
  CHECK(std::move(writer).finish("x").substr(bearout::models::kArchiveHeaderBytes) ==
        std::string("\x02\x01\0\0\0\0\0\0", 8));
}

TEST_CASE("a file of something else is no file of bearout") {
  CHECK(fault("") == "m.bearout: is not a file of bearout");
  CHECK(fault("id,text\n1,hello\n") == "m.bearout: is not a file of bearout");
  CHECK(fault(std::string(1000, 'x')) == "m.bearout: is not a file of bearout");
}

TEST_CASE("another kind of file is named") {
  CHECK(fault(archive(), "statistics") == "m.bearout: holds \"model\", expected \"statistics\"");
}

TEST_CASE("another format version asks to make the file again") {
  std::string bytes = archive();
  bytes[24] = 1;  // magic 8, kind 16, version
  CHECK(fault(bytes) == "m.bearout: was written by another version of bearout; make it again");
}

TEST_CASE("a file cut anywhere is refused") {
  const std::string bytes = archive();
  REQUIRE(fault(bytes).empty());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const bool header = size < 48;
    CHECK(fault(bytes.substr(0, size)) ==
          (header ? "m.bearout: is not a file of bearout" : "m.bearout: is cut short; make it again"));
  }
}

TEST_CASE("a flipped bit anywhere is noticed") {
  const std::string bytes = archive();
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    CAPTURE(at);
    CHECK_FALSE(fault(damaged).empty());
    if (at >= 48)
      CHECK(fault(damaged) == "m.bearout: is damaged (its checksum does not agree); make it again");
  }
}

TEST_CASE("a damaged length does not ask for all the memory there is") {
  std::string bytes = archive();
  for (std::size_t i = 32; i < 40; ++i) bytes[i] = '\x7f';
  CHECK(fault(bytes) == "m.bearout: is cut short; make it again");
}

TEST_CASE("what can't be computed with is refused, though the checksum agrees") {
  const auto reading = [](ArchiveWriter writer, auto read) {
    std::istringstream file(std::move(writer).finish("model"));
    ArchiveReader reader(file, "model", "m.bearout");
    read(reader);
  };
  const char* const message = "m.bearout: holds a number that is none; make it again";
  for (const double number :
       {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    ArchiveWriter writer;
    writer.write_real(number);
    CHECK_THROWS_WITH_AS(reading(writer, [](ArchiveReader& r) { (void)r.read_real(); }), message,
                         models::Error);
    ArchiveWriter figures;
    figures.write_figures(std::vector{1.0F, static_cast<float>(number)});
    CHECK_THROWS_WITH_AS(reading(figures, [](ArchiveReader& r) { (void)r.read_figures(); }), message,
                         models::Error);
  }
  ArchiveWriter language;
  language.write_text("xx");
  CHECK_THROWS_WITH_AS(reading(language, [](ArchiveReader& r) { (void)r.read_language(); }),
                       "m.bearout: is in the language \"xx\", which this program can't stem", models::Error);
}

TEST_CASE("reading beyond the end, or a count that can't be, is an error") {
  ArchiveWriter writer;
  writer.write_integer(1'000'000);
  const std::string bytes = std::move(writer).finish("model");
  const auto reading = [&](auto read) {
    std::istringstream in(bytes);
    ArchiveReader reader(in, "model", "m.bearout");
    read(reader);
  };
  const char* const message = "m.bearout: ends too early; make it again";
  CHECK_THROWS_WITH_AS(reading([](ArchiveReader& r) { (void)r.read_count(1); }), message, models::Error);
  CHECK_THROWS_WITH_AS(reading([](ArchiveReader& r) { (void)r.read_text(); }), message, models::Error);
  CHECK_THROWS_WITH_AS(reading([](ArchiveReader& r) {
                         (void)r.read_integer();
                         (void)r.read_real();
                       }),
                       message, models::Error);
}
