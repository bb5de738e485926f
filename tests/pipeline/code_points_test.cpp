#include "pipeline/code_points.hpp"

#include <doctest/doctest.h>

#include <string>

using bearout::pipeline::CodePoints;

TEST_CASE("bytes become code points") {
  const CodePoints places("aé€🙂b");
  CHECK(places.at(0) == 0);
  CHECK(places.at(1) == 1);
  CHECK(places.at(3) == 2);
  CHECK(places.at(6) == 3);
  CHECK(places.at(10) == 4);
  CHECK(places.at(11) == 5);
  CHECK(places.byte_at(3) == 6);
  CHECK(places.byte_at(5) == 11);
  CHECK(places.byte_at(99) == 11);
}

TEST_CASE("in ASCII, bytes are code points") {
  CHECK(CodePoints("plain").at(5) == 5);
  CHECK(CodePoints("").at(0) == 0);
  CHECK(CodePoints("plain").byte_at(4) == 4);
  CHECK(CodePoints("plain").byte_at(9) == 5);
}

TEST_CASE("every place of a long text agrees with a count from its beginning") {
  std::string text;
  for (int i = 0; i < 300; ++i) text += i % 3 == 0 ? "é" : i % 7 == 0 ? "🙂" : "x";
  for (const std::size_t size : {text.size(), std::size_t{256}, std::size_t{512}}) {
    const std::string part = text.substr(0, size);
    const CodePoints places(part);
    std::uint64_t count = 0;
    for (std::size_t at = 0; at <= part.size(); ++at) {
      const bool begins = at == part.size() || (static_cast<unsigned char>(part[at]) & 0xC0U) != 0x80U;
      if (begins) CHECK(places.at(at) == count);
      if (begins) CHECK(places.byte_at(count) == at);
      if (begins) ++count;
    }
  }
}
