#include "corpus/xml_stream.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

#include "corpus/error.hpp"
#include "scratch_folder.hpp"

using namespace bearout::corpus;

namespace {

/// Writes down what it is told: "<{space}name@line", text as it is, ">" at the end of an element.
class Transcript final : public XmlHandler {
 public:
  void open(const XmlElement& element) override {
    written += "<{" + std::string(element.space) + "}" + std::string(element.name) + "@" +
               std::to_string(element.line);
    for (const auto& attribute : element.attributes) {
      written += " {" + std::string(attribute.space) + "}" + std::string(attribute.name) + "=" +
                 std::string(attribute.value);
    }
    written += "|";
  }
  void text(std::string_view text) override { written += text; }
  void close() override { written += ">"; }

  std::string written;
};

std::string transcript(std::string_view xml, std::size_t piece_bytes = std::size_t{1} << 16) {
  const bearout::tests::ScratchFolder folder;
  ByteSource source(folder.write("x.xml", xml));
  Transcript handler;
  XmlStream stream(source, handler, piece_bytes);
  while (stream.advance()) continue;
  CHECK_FALSE(stream.advance());
  return handler.written;
}

/// The message after the path.
std::string error_of(std::string_view xml) {
  try {
    return "no error, but " + transcript(xml);
  } catch (const Error& error) {
    const std::string message = error.what();
    return message.substr(message.find("x.xml"));
  }
}

}  // namespace

TEST_CASE("elements, text and attributes by namespace") {
  CHECK(transcript(
            "<?xml version='1.0'?>\n<r xmlns:d='urn:d'>\n<d:a d:id='7' b=\"x\">t &amp; &#233;<![CDATA[<c> & "
            "]]]]><![CDATA[>]]></d:a><e/></r>") ==
        "<{}r@2|\n<{urn:d}a@3 {urn:d}id=7 {}b=x|t & é<c> & ]]>><{}e@3|>>");
}

TEST_CASE("wherever the pieces of the file are cut, the same is found") {
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><r xmlns:w='urn:w'><!-- c - c -->";
  for (int i = 0; i < 30; ++i) {
    xml += "<w:a id='" + std::to_string(i) + "'>Grüße 😀 &lt;b&gt; あ<![CDATA[ käse <p> ]] ]> 😀]]></w:a>\n";
  }
  xml += "</r>\n";
  const auto whole = transcript(xml);
  for (std::size_t piece = 1; piece < 700; piece += piece < 130 ? 1 : 57)
    CHECK(transcript(xml, piece) == whole);
}

TEST_CASE("blank lines and a byte order mark before the declaration") {
  CHECK(transcript("\xEF\xBB\xBF\n\n  <?xml version='1.0'?><r/>") == "<{}r@3|>");
}

TEST_CASE("other encodings come out as UTF-8") {
  CHECK(transcript("<?xml version='1.0' encoding='ISO-8859-1'?><r>caf\xE9</r>") == "<{}r@1|café>");
}

TEST_CASE("an undeclared prefix is nobody's") {
  CHECK(transcript("<r><x:a>t</x:a></r>").find("t") != std::string::npos);
}

TEST_CASE("a DOCTYPE is refused") {
  const std::string expected =
      "x.xml:2: a DOCTYPE is not accepted (it can hide external entities); remove it";
  CHECK(error_of("<?xml version='1.0'?>\n<!DOCTYPE r SYSTEM 'http://example.com/r.dtd'>\n<r/>") == expected);
  CHECK(error_of("\n<!DOCTYPE r [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]>\n<r>&b;</r>") == expected);
}

TEST_CASE("broken XML names file and line") {
  CHECK(error_of("<r>\n<a>\n</b></r>") ==
        "x.xml:3: broken XML: Opening and ending tag mismatch: a line 2 and b");
  CHECK(error_of("<r>\n&nbsp;</r>").starts_with("x.xml:2: broken XML: Entity 'nbsp' not defined"));
  CHECK(error_of("<r>\n\x01</r>").starts_with("x.xml:2: broken XML: "));
  CHECK(error_of("<r>\ncaf\xE9</r>").starts_with("x.xml:2: broken XML: "));
  CHECK(error_of("<r/>\n<s/>").starts_with("x.xml:2: broken XML: "));
  CHECK(error_of("plain text").starts_with("x.xml:1: broken XML: "));
  CHECK(error_of("").starts_with("x.xml:1: the file is empty"));
  CHECK(error_of("<").starts_with("x.xml:1: broken XML: "));
}

TEST_CASE("a file that is cut off is told from a broken one") {
  const std::string_view xml = "<r>\n<a>text</a>\n<b><![CDATA[more]]></b>\n</r>";
  for (std::size_t size = 3; size < xml.size(); ++size) {
    const auto error = error_of(xml.substr(0, size));
    CHECK_MESSAGE(error.find("cut off") != std::string::npos, size << ": " << error);
  }
}

TEST_CASE("nesting is bounded") {
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<a>";
  CHECK(error_of(deep) == "x.xml:1: elements are nested more than 256 deep");
}

TEST_CASE("texts of more than 10 MB") {
  const std::string text(12'000'000, 'x');
  CHECK(transcript("<r>" + text + "</r>").size() == text.size() + 8);
  CHECK(transcript("<r><![CDATA[" + text + "]]></r>").size() == text.size() + 8);
}

TEST_CASE("what the handler throws comes through") {
  struct Thrower final : XmlHandler {
    void open(const XmlElement& /*element*/) override { throw std::runtime_error("mine"); }
    void text(std::string_view /*text*/) override {}
    void close() override {}
  };
  const bearout::tests::ScratchFolder folder;
  ByteSource source(folder.write("x.xml", "<r><a/></r>"));
  Thrower handler;
  XmlStream stream(source, handler);
  CHECK_THROWS_WITH((void)stream.advance(), "mine");
}

TEST_CASE("bytes that break the parser before it has begun are refused") {
  // Found by fuzzing: UTF-16 without its mark, cut short.
  CHECK(error_of(std::string_view("\0<\0\0\0\xBCrs:</y`h{s>", 17)).starts_with("x.xml:1: broken XML"));
  CHECK(error_of(std::string_view("\0<\0\0\0\xBC", 6)).starts_with("x.xml:1: broken XML"));
}
