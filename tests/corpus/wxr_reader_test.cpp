#include "corpus/wxr_reader.hpp"

#include <doctest/doctest.h>

#include "xml_records.hpp"

using namespace bearout::corpus;

namespace {

/// An export with one post by the log-in "anna" (user 7, shown as "Anna B. & Co").
std::string wxr(std::string_view comments) {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Site</title><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_id>7</wp:author_id><wp:author_login><![CDATA[anna]]></wp:author_login>
<wp:author_email>anna@example.org</wp:author_email>
<wp:author_display_name><![CDATA[Anna B. &amp; Co]]></wp:author_display_name></wp:author>
<item><title>Fish &amp;amp; chips</title><link>http://example.org/fish/</link><dc:creator><![CDATA[anna]]></dc:creator>
<content:encoded><![CDATA[<p>The post, not a comment</p>]]></content:encoded>)" +
         std::string(comments) + "</item></channel></rss>";
}

std::string comment(std::string_view id, std::string_view fields) {
  return "<wp:comment><wp:comment_id>" + std::string(id) + "</wp:comment_id>" + std::string(fields) +
         "</wp:comment>\n";
}

std::string content(std::string_view html) {
  return "<wp:comment_approved>1</wp:comment_approved><wp:comment_content><![CDATA[" + std::string(html) +
         "]]></wp:comment_content>";
}

}  // namespace

TEST_CASE("a comment of a WordPress export") {
  const auto records = read_xml(wxr(R"(<wp:comment>
    <wp:comment_id>12</wp:comment_id>
    <wp:comment_author><![CDATA[Tom &amp; Jo]]></wp:comment_author>
    <wp:comment_author_email>tom@example.org</wp:comment_author_email>
    <wp:comment_author_url>http://example.org/tom</wp:comment_author_url>
    <wp:comment_author_IP>192.0.2.7</wp:comment_author_IP>
    <wp:comment_date>2012-05-01 12:00:00</wp:comment_date>
    <wp:comment_date_gmt>2012-05-01 10:00:00</wp:comment_date_gmt>
    <wp:comment_content>
       <![CDATA[It&#039;s <b>good</b>.
Really.]]></wp:comment_content>
    <wp:comment_approved>1</wp:comment_approved>
    <wp:comment_type></wp:comment_type>
    <wp:comment_parent>11</wp:comment_parent>
    <wp:comment_user_id>0</wp:comment_user_id>
    <wp:commentmeta><wp:meta_key>k</wp:meta_key><wp:comment_author>x</wp:comment_author></wp:commentmeta>
  </wp:comment>)"));
  REQUIRE(records.documents.size() == 1);
  Document expected;
  expected.id = "c12";
  expected.text = "It's good.\nReally.";
  expected.author = "Tom & Jo";
  expected.date = "2012-05-01T10:00:00Z";
  expected.parent = "c11";
  expected.url = "http://example.org/fish/#comment-12";
  expected.source = "export.xml";
  expected.attributes = {{"post", "Fish & chips"}};
  CHECK(records.documents[0] == expected);
  CHECK(records.skipped.empty());
}

TEST_CASE("the post's creator is the author, by log-in, shown name or user id") {
  const auto by = [](std::string_view name, std::string_view user) {
    const auto fields = "<wp:comment_author>" + std::string(name) +
                        "</wp:comment_author><wp:comment_user_id>" + std::string(user) +
                        "</wp:comment_user_id>" + content("x");
    return read_xml(wxr(comment("1", fields))).documents.at(0).role;
  };
  CHECK(by("anna", "0") == Role::author);
  CHECK(by("Anna B. &amp;amp; Co", "0") == Role::author);
  CHECK(by("somebody", "7") == Role::author);
  CHECK(by("Anna", "0") == Role::participant);
  CHECK(by("somebody", "8") == Role::participant);
  CHECK(by("", "0") == Role::participant);
}

TEST_CASE("only approved comments by people, others on request or never") {
  const auto with = [](std::string_view approved, std::string_view type) {
    return comment(std::string(approved) + "-" + std::string(type),
                   "<wp:comment_content>x</wp:comment_content><wp:comment_approved>" + std::string(approved) +
                       "</wp:comment_approved><wp:comment_type>" + std::string(type) + "</wp:comment_type>");
  };
  const auto xml = wxr(with("1", "") + with("1", "comment") + with("1", "pingback") + with("1", "trackback") +
                       with("0", "") + with("0", "pingback") + with("spam", "") + with("trash", "") +
                       with("post-trashed", ""));
  const auto ids = [](const XmlRecords& records) {
    std::string all;
    for (const auto& document : records.documents) all += document.id + " ";
    return all;
  };
  CHECK(ids(read_xml(xml)) == "c1- c1-comment ");
  CHECK(ids(read_xml(xml, true)) == "c1- c1-comment c0- ");
  CHECK(read_xml(xml, true).skipped.empty());
}

TEST_CASE("dates that are none") {
  const auto date = [](std::string_view gmt, std::string_view local) {
    const auto fields = "<wp:comment_date_gmt>" + std::string(gmt) +
                        "</wp:comment_date_gmt><wp:comment_date>" + std::string(local) +
                        "</wp:comment_date>" + content("x");
    return read_xml(wxr(comment("1", fields))).documents.at(0).date;
  };
  CHECK(date("0000-00-00 00:00:00", "2012-05-01 12:00:00") == "2012-05-01 12:00:00");
  CHECK(date("2012-02-30 10:00:00", "1 May") == "1 May");
  CHECK(date("2012-02-29 24:00:00", "") == "");
  CHECK(date("2012-02-29 23:59:59", "") == "2012-02-29T23:59:59Z");
  CHECK(date("", "0000-00-00 00:00:00") == "");
}

TEST_CASE("a split CDATA section is one text") {
  const auto records = read_xml(wxr(comment("1", content("one ]]]]><![CDATA[> two"))));
  CHECK(records.documents.at(0).text == "one ]]> two");
}

TEST_CASE("a comment without text is a diagnostic") {
  const auto records = read_xml(wxr("\n" + comment("5", content(" <br> "))));
  CHECK(records.documents.empty());
  REQUIRE(records.skipped.size() == 1);
  CHECK(records.skipped[0].line == 10);
  CHECK(records.skipped[0].message == "comment 5 has no text");
  CHECK(records.skipped[0].source.ends_with("/export.xml"));
}

TEST_CASE("the namespace counts, not the prefix") {
  const auto records =
      read_xml(R"(<rss xmlns:w="https://wordpress.org/export/1.0/" xmlns:wp="urn:other"><channel>
    <item><title>T</title>
    <wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content>wrong</wp:comment_content></wp:comment>
    <w:comment><w:comment_id>2</w:comment_id><w:comment_content>right</w:comment_content>
    <wp:comment_content>wrong</wp:comment_content><w:comment_approved>1</w:comment_approved></w:comment>
    </item></channel></rss>)");
  REQUIRE(records.documents.size() == 1);
  CHECK(records.documents[0].id == "c2");
  CHECK(records.documents[0].text == "right");
  CHECK(records.documents[0].url.empty());
}

TEST_CASE("comments know the post they stand under") {
  const auto records = read_xml(R"(<rss xmlns:wp="http://wordpress.org/export/1.1/"><channel>
    <item><title>A</title><link>http://a/</link><wp:comment><wp:comment_id>1</wp:comment_id>
      <wp:comment_content>x</wp:comment_content></wp:comment></item>
    <item><wp:comment><wp:comment_content>y</wp:comment_content></wp:comment></item></channel></rss>)");
  REQUIRE(records.documents.size() == 2);
  CHECK(records.documents[0].attributes == std::vector<std::pair<std::string, std::string>>{{"post", "A"}});
  CHECK(records.documents[1].attributes.empty());
  CHECK(records.documents[1].url.empty());
  CHECK(records.documents[1].id.empty());
}

TEST_CASE("a comment of 12 MB is read, one of 65 MB reported") {
  std::string words;
  while (words.size() < 12'000'000) words += "words and more ";
  const auto records = read_xml(wxr(comment("1", content(words))));
  CHECK(records.documents.at(0).text.size() == words.size() - 1);
  const auto larger =
      read_xml(wxr(comment("2", content(std::string(65 << 20, 'x'))) + comment("3", content("small"))));
  CHECK(larger.skipped.at(0).message == "comment 2 is larger than 64 MB");
  CHECK(larger.documents.at(0).id == "c3");
}
