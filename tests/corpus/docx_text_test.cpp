#include "corpus/docx_text.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/corpus/error_message.hpp"
#include "tests/corpus/scratch_folder.hpp"
#include "tests/corpus/zip_file.hpp"

using bearout::corpus::docx_to_text;
using bearout::tests::error_message;
using bearout::tests::relationships;
using bearout::tests::ScratchFolder;
using bearout::tests::write_zip;

namespace {

const std::string kOpen =
    R"(<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" )"
    R"(xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>)";

// What Word has in every document, and python-docx's template with it.
const std::string kStyles =
    R"(<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">)"
    R"(<w:style w:styleId="Normal"/><w:style w:styleId="ListBullet"><w:basedOn w:val="Normal"/><w:pPr><w:numPr>)"
    R"(<w:numId w:val="1"/></w:numPr></w:pPr></w:style>)"
    R"(<w:style w:styleId="Mine"><w:basedOn w:val="ListBullet"/></w:style>)"
    R"(<w:style w:styleId="Plain"><w:basedOn w:val="Mine"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr>)"
    R"(</w:pPr></w:style>)"
    R"(<w:style w:styleId="Heading1"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr><w:outlineLvl w:val="0"/>)"
    R"(</w:pPr></w:style><w:style w:styleId="Ring"><w:basedOn w:val="Ring2"/></w:style>)"
    R"(<w:style w:styleId="Ring2"><w:basedOn w:val="Ring"/></w:style></w:styles>)";

std::filesystem::path write_docx(const ScratchFolder& folder, const std::string& body) {
  return write_zip(folder.path() / "d.docx",
                   {{"_rels/.rels", relationships({{"officeDocument", "/word/document.xml"}})},
                    {"word/_rels/document.xml.rels",
                     relationships({{"footnotes", "footnotes.xml"}, {"styles", "styles.xml"}})},
                    {"word/styles.xml", kStyles},
                    {"word/document.xml", kOpen + body + "</w:body></w:document>"},
                    {"word/footnotes.xml",
                     R"(<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">)"
                     R"(<w:footnote w:type="separator"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>)"
                     "<w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"}});
}

std::string text_of(const std::string& body) {
  const ScratchFolder folder;
  const auto text = docx_to_text(write_docx(folder, body));
  return text.substr(0, text.size() - std::string("\n\nA note.").size());
}

std::string run(const std::string& text) {
  return "<w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>";
}

std::string paragraph(const std::string& content) {
  return "<w:p>" + content + "</w:p>";
}

std::string item(const std::string& text) {
  return R"(<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>)" + run(text) +
         "</w:p>";
}

}  // namespace

TEST_CASE("paragraphs are separated by blank lines, runs are joined, notes stand at the end") {
  const ScratchFolder folder;
  CHECK(docx_to_text(write_docx(
            folder, paragraph(run("It ") + run("works &amp; helps.")) + paragraph("") +
                        paragraph(run("Next") + "<w:r><w:br/><w:t>line</w:t><w:tab/></w:r>" + run("end")))) ==
        "It works & helps.\n\nNext\nline end\n\nA note.");
}

TEST_CASE("items of a list stand on lines of their own") {
  CHECK(text_of(paragraph(run("Before")) + item("one") + item("two") + paragraph(run("After"))) ==
        "Before\n\n- one\n- two\n\nAfter");
}

TEST_CASE("a style makes an item of a list too, a numbered heading is none") {
  const auto styled = [](const std::string& style, const std::string& more, const std::string& text) {
    return R"(<w:p><w:pPr><w:pStyle w:val=")" + style + R"("/>)" + more + "</w:pPr>" + run(text) + "</w:p>";
  };
  CHECK(text_of(styled("Heading1", "", "Head") + styled("ListBullet", "", "one") + styled("Mine", "", "two") +
                styled("Plain", "", "After") + styled("Ring", "", "round") + styled("None", "", "none")) ==
        "Head\n\n- one\n- two\n\nAfter\n\nround\n\nnone");
  CHECK(text_of(styled("ListBullet", R"(<w:numPr><w:numId w:val="0"/></w:numPr>)", "no item")) == "no item");
  // A tracked change holds what the paragraph was.
  const std::string was =
      R"(<w:pPrChange w:id="1"><w:pPr><w:pStyle w:val="ListBullet"/><w:numPr><w:numId w:val="3"/></w:numPr>)"
      "</w:pPr></w:pPrChange>";
  CHECK(text_of(styled("Normal", was, "no item now")) == "no item now");
}

TEST_CASE("cells of a table are paragraphs") {
  const auto cell = [](const std::string& text) { return "<w:tc>" + paragraph(run(text)) + "</w:tc>"; };
  CHECK(text_of("<w:tbl><w:tr>" + cell("a") + cell("b") + "</w:tr></w:tbl>") == "a\n\nb");
}

TEST_CASE("what a reader doesn't see is left out") {
  CHECK(text_of(paragraph("<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins>" + run("new") +
                          "</w:ins>")) == "new");
  CHECK(text_of(paragraph("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("seen"))) == "seen");
  CHECK(text_of(paragraph("<mc:AlternateContent><mc:Choice>" + run("once") + "</mc:Choice><mc:Fallback>" +
                          run("twice") + "</mc:Fallback></mc:AlternateContent>")) == "once");
}

TEST_CASE("what is no Word document is refused") {
  const ScratchFolder folder;
  const auto refused = [&](const std::filesystem::path& file) {
    return folder.here(error_message([&] { (void)docx_to_text(file); }));
  };
  CHECK(refused(folder.write("t.docx", "text")) ==
        "t.docx: is no ZIP archive, as a file with this ending should be, or is damaged");
  CHECK(refused(write_zip(folder.path() / "e.docx", {{"a", "b"}})) ==
        "e.docx: is no Office document (nothing in it says what it is about)");
  CHECK(refused(write_docx(folder, "<w:p>")).starts_with("d.docx/word/document.xml:1: "));
}
