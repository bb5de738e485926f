#include "corpus/refi_project.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "corpus/document_stream.hpp"
#include "corpus/name_guid.hpp"
#include "corpus/outcome.hpp"
#include "tests/corpus/error_message.hpp"
#include "tests/corpus/scratch_folder.hpp"
#include "tests/corpus/zip_file.hpp"

using namespace bearout::corpus;
using bearout::tests::error_message;
using bearout::tests::ScratchFolder;
using bearout::tests::write_zip;

namespace {

const std::string kCodes =
    R"(<CodeBook><Codes><Code guid="A" name="Access" isCodable="false"><Description>no outcome</Description>)"
    R"(<Code guid="B" name="Reach" isCodable="true" color="#GGG"><Description>People are reached &amp; heard.</Description></Code>)"
    R"(<Code guid="C" name="Trust" isCodable="true"/></Code></Codes></CodeBook>)";

std::filesystem::path project(const ScratchFolder& folder) {
  return write_zip(
      folder.path() / "p.qdpx",
      {{"project.qde",
        R"(<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0" name="p"><Users><User guid="U" name="Ann"/></Users>)" +
            kCodes +
            R"(<Variables><Variable guid="V" name="Age" typeOfVariable="Text"/><Variable guid="W" name="author" typeOfVariable="Text"/></Variables>)"
            R"(<Cases><Case guid="K" name="one"><VariableValue><VariableRef targetGUID="V"/><TextValue>30-39</TextValue></VariableValue><SourceRef targetGUID="S"/></Case></Cases>)"
            R"(<Sources><TextSource guid="S" name="first" plainTextPath="internal://s.txt">)"
            R"(<PlainTextSelection guid="P" name="It" startPosition="0" endPosition="2"><Coding guid="Q" creatingUser="U" creationDateTime="2024-09-15T15:36:45Z"><CodeRef targetGUID="B"/><NoteRef targetGUID="N"/></Coding><Description>A remark.</Description><NoteRef targetGUID="M"/></PlainTextSelection>)"
            R"(<Coding guid="R"><CodeRef targetGUID="C"/></Coding>)"
            R"(<VariableValue><VariableRef targetGUID="W"/><TextValue>Bob</TextValue></VariableValue></TextSource>)"
            R"(<TextSource guid="T" name="gone" plainTextPath="internal://../../etc/passwd"/>)"
            R"(<PDFSource guid="X" name="scan"><Representation guid="Y"><PlainTextContent>Read from a scan.</PlainTextContent></Representation></PDFSource>)"
            R"(<PictureSource guid="Z" name="picture"/></Sources>)"
            R"(<Notes><Note guid="N" name="n"><PlainTextContent>Why?</PlainTextContent></Note></Notes></Project>)"},
       {"Sources/s.txt", "It works.\r\nReally."}});
}

}  // namespace

TEST_CASE("a codebook is a list of outcomes: codable codes, with their descriptions as texts") {
  const ScratchFolder folder;
  const auto outcomes = read_outcomes(folder.write("c.qdc", kCodes));
  CHECK(outcomes ==
        std::vector<Outcome>{{"1", "People are reached & heard.", "Reach", {}}, {"2", "Trust", "", {}}});
  CHECK(folder.here(error_message([&] { (void)read_outcomes(folder.write("d.qdc", "<html/>")); })) ==
        "d.qdc:1: is neither a REFI-QDA project nor a codebook (root element \"html\")");
}

TEST_CASE("ids that Bearout wrote are found again, titles too") {
  const auto code = [](const std::string& id, const std::string& rest, const std::string& description) {
    return RefiCode{name_guid(kRefiOutcome, id), id + ". " + rest, description, true};
  };
  const auto entries = outcomes_of({code("7", "Trust", "People trust us."),
                                    code("a. b", "People trust\u00a0…", "People trust us."),
                                    {name_guid(kRefiMark, "contrary"), "Negative framing", "", true}});
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].outcome == Outcome{"7", "People trust us.", "Trust", {}});
  CHECK(entries[1].outcome == Outcome{"a. b", "People trust us.", "", {}});
}

TEST_CASE("guids are those of version 5, the same in every export") {
  const auto guid = name_guid("outcome", "1");
  CHECK(guid.size() == 36);
  CHECK(guid[14] == '5');
  CHECK(guid == name_guid("outcome", "1"));
  CHECK(guid != name_guid("outcome", "2"));
  CHECK(same_guid("{AB-1}", "ab-1"));
  CHECK_FALSE(same_guid("ab-1", "ab-2"));
}

TEST_CASE("sources and selections within codings, which no schema allows, are read as far as they go") {
  const ScratchFolder folder;
  const auto file = write_zip(
      folder.path() / "p.qdpx",
      {{"project.qde",
        R"(<Project><Sources><TextSource guid="S" plainTextPath="internal://s.txt"><Coding guid="Q"><CodeRef targetGUID="B"/>)"
        R"(<PlainTextSelection startPosition="0" endPosition="2"><CodeRef targetGUID="B"/><Coding><TextSource guid="T" )"
        R"(plainTextPath="internal://s.txt"><NoteRef targetGUID="N"/><CodeRef targetGUID="B"/><Description>no</Description></TextSource>)"
        R"(<CodeRef targetGUID="B"/></Coding><NoteRef targetGUID="N"/></PlainTextSelection><CodeRef targetGUID="C"/></Coding>)"
        R"(</TextSource></Sources></Project>)"},
       {"Sources/s.txt", "It works."}});
  const auto found = read_refi_project(Archive(file));
  REQUIRE(found.sources.size() == 2);
  REQUIRE(found.sources[0].codings.size() == 1);
  CHECK(found.sources[0].codings[0].code == "B");
  REQUIRE(found.sources[0].selections.size() == 1);
  CHECK(found.sources[1].selections.empty());
  CHECK(found.sources[1].codings.empty());
}

TEST_CASE("a project's sources are documents, its codings are kept") {
  const ScratchFolder folder;
  const auto file = project(folder);
  const auto found = read_refi_project(Archive(file));
  REQUIRE(found.sources.size() == 3);
  REQUIRE(found.sources[0].selections.size() == 1);
  const auto& selection = found.sources[0].selections[0];
  CHECK(selection.start == 0);
  CHECK(selection.end == 2);
  REQUIRE(selection.codings.size() == 1);
  CHECK(selection.codings[0].code == "B");
  CHECK(selection.codings[0].user == "U");
  CHECK(selection.codings[0].at == "2024-09-15T15:36:45Z");
  CHECK(selection.codings[0].notes == std::vector<std::string>{"N"});
  CHECK(selection.description == "A remark.");
  CHECK(selection.notes == std::vector<std::string>{"M"});
  REQUIRE(found.sources[0].codings.size() == 1);
  CHECK(found.sources[0].codings[0].code == "C");
  REQUIRE(found.notes.size() == 1);
  CHECK(found.notes[0].text == "Why?");

  auto stream = open_documents({{file, Input::Kind::comments}});
  const auto batch = stream.next();
  REQUIRE(batch);
  REQUIRE(batch->documents.size() == 2);
  CHECK(batch->documents[0].id == "first");
  CHECK(batch->documents[0].text == "It works.\nReally.");
  CHECK(batch->documents[0].author == "Bob");
  CHECK(batch->documents[0].attributes == std::vector<std::pair<std::string, std::string>>{{"Age", "30-39"}});
  CHECK(batch->documents[1].id == "scan");
  REQUIRE(batch->skipped.size() == 1);
  CHECK(batch->skipped[0].message ==
        "source \"gone\" is missing from the project (internal://../../etc/passwd)");
}
