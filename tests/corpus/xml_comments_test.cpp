#include "corpus/xml_comments.hpp"

#include <doctest/doctest.h>

#include "corpus/document_stream.hpp"
#include "corpus/error.hpp"
#include "xml_records.hpp"

using namespace bearout::corpus;

namespace {

/// The message after the folder.
std::string error_of(std::string_view xml) {
  try {
    (void)read_xml(xml);
    return "no error";
  } catch (const Error& error) {
    const std::string message = error.what();
    return message.substr(message.find("export.xml"));
  }
}

}  // namespace

TEST_CASE("another root is neither") {
  CHECK(error_of("<foo/>") ==
        "export.xml:1: neither a WordPress export nor a Disqus export (root element \"foo\")");
  CHECK(error_of("<?xml version='1.0'?>\n<rss version='2.0'><channel/></rss>") ==
        "export.xml:2: neither a WordPress export nor a Disqus export (root element \"rss\")");
  CHECK(error_of("<html><body/></html>").find("root element \"html\"") != std::string::npos);
}

TEST_CASE("an export without comments gives none") {
  CHECK(read_xml("<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel/></rss>").documents.empty());
  CHECK(read_xml("<disqus xmlns='http://disqus.com'/>").documents.empty());
}

TEST_CASE("a DOCTYPE ends the run before any entity does") {
  CHECK(error_of("<?xml version='1.0'?>\n<!DOCTYPE rss [<!ENTITY x SYSTEM "
                 "'file:///etc/hostname'>]>\n<rss>&x;</rss>") ==
        "export.xml:2: a DOCTYPE is not accepted (it can hide external entities); remove it");
}

TEST_CASE("comments before the break come first, then the error") {
  const bearout::tests::ScratchFolder folder;
  std::string xml = "<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><item>\n";
  const std::string comment =
      "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content>x</wp:comment_content></wp:comment>\n";
  for (int i = 0; i < 2000; ++i) xml += comment;
  const auto reader = read_xml_comments(ByteSource(folder.write("export.xml", xml)), false);
  int count = 0;
  const auto read_all = [&] {
    while (reader->next()) ++count;
  };
  CHECK_THROWS_AS(read_all(), Error);
  CHECK(count > 1000);
}

TEST_CASE("an export as part of a run: names, lines of repeated ids, digest") {
  const bearout::tests::ScratchFolder folder;
  const std::string comment =
      "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content>x</wp:comment_content></wp:comment>\n";
  const auto path =
      folder.write("export.xml", "<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><item>\n" +
                                     comment + comment + "</item></channel></rss>");
  auto stream = open_documents({{path, Input::Kind::comments}});
  const auto batch = stream.next();
  REQUIRE(batch);
  REQUIRE(batch->documents.size() == 1);
  CHECK(batch->documents[0].source == "export.xml");
  REQUIRE(batch->skipped.size() == 1);
  CHECK(batch->skipped[0].line == 3);
  CHECK_FALSE(stream.next());
  CHECK(stream.digests().at(0).bytes == std::filesystem::file_size(path));
}
