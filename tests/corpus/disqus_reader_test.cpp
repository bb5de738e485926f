#include "corpus/disqus_reader.hpp"

#include <doctest/doctest.h>

#include "xml_records.hpp"

using namespace bearout::corpus;

namespace {

std::string disqus(std::string_view posts) {
  return R"(<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
<category dsq:id="1"><forum>f</forum><title>General</title></category>
<thread dsq:id="2"><id>own-id</id><forum>f</forum><category dsq:id="1"/><link>http://example.org/p</link>
  <title>Hello &amp;amp; welcome</title><message/><createdAt>2012-12-12T12:12:12Z</createdAt>
  <author><name>Baz</name><email>baz@example.org</email><username>baz</username></author></thread>
)" + std::string(posts) +
         "</disqus>";
}

std::string post(std::string_view id, std::string_view fields) {
  return "<post dsq:id=\"" + std::string(id) + "\"><id/><message><![CDATA[<p>x</p>]]></message>" +
         std::string(fields) + "<thread dsq:id=\"2\"/></post>\n";
}

std::string ids(const XmlRecords& records) {
  std::string all;
  for (const auto& document : records.documents) all += document.id + " ";
  return all;
}

}  // namespace

TEST_CASE("a comment of a Disqus export") {
  const auto records = read_xml(disqus(R"(<post dsq:id="5"><id>ignored</id>
    <message><![CDATA[<p>Hello, @peter:disqus &amp; all.</p><p>Next</p>]]></message>
    <createdAt>2013-10-11T06:51:33Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam>
    <author><email>user@example.org</email><name>A User</name><isAnonymous>false</isAnonymous>
    <username>user</username></author><ipAddress>192.0.2.1</ipAddress>
    <thread dsq:id="2" /><parent dsq:id="4" /></post>)"));
  REQUIRE(records.documents.size() == 1);
  Document expected;
  expected.id = "c5";
  expected.text = "Hello, @peter & all.\n\nNext";
  expected.author = "A User";
  expected.date = "2013-10-11T06:51:33Z";
  expected.parent = "c4";
  expected.url = "http://example.org/p#comment-5";
  expected.source = "export.xml";
  expected.attributes = {{"post", "Hello & welcome"}};
  CHECK(records.documents[0] == expected);
}

TEST_CASE("deleted comments and spam never, unapproved ones on request") {
  const auto xml =
      disqus(post("1", "<isDeleted>false</isDeleted><isSpam>false</isSpam>") +
             post("2", "<isDeleted>true</isDeleted>") + post("3", "<isSpam>true</isSpam>") +
             post("4", "<isApproved>false</isApproved>") + post("5", "<isApproved>true</isApproved>"));
  CHECK(ids(read_xml(xml)) == "c1 c5 ");
  CHECK(ids(read_xml(xml, true)) == "c1 c4 c5 ");
  CHECK(read_xml(xml, true).skipped.empty());
}

TEST_CASE("the thread's author is the author, by user name where both have one") {
  const auto by = [](std::string_view author) {
    return read_xml(disqus(post("1", "<author>" + std::string(author) + "</author>"))).documents.at(0).role;
  };
  CHECK(by("<name>Other</name><username>baz</username>") == Role::author);
  CHECK(by("<name>Baz</name><username>other</username>") == Role::participant);
  CHECK(by("<name>Baz</name>") == Role::author);
  CHECK(by("<name></name>") == Role::participant);
}

TEST_CASE("a comment whose thread is unknown, and one without text") {
  const auto records =
      read_xml(disqus(R"(<post dsq:id="6"><message>orphan</message><thread dsq:id="99"/></post>
<post dsq:id="7"><message/><thread dsq:id="2"/></post>)"));
  REQUIRE(records.documents.size() == 1);
  CHECK(records.documents[0].url.empty());
  CHECK(records.documents[0].attributes.empty());
  REQUIRE(records.skipped.size() == 1);
  CHECK(records.skipped[0].message == "comment 7 has no text");
  CHECK(records.skipped[0].line == 8);
}

TEST_CASE("only mentions lose the suffix that Disqus adds") {
  const auto text = [](std::string_view message) {
    return read_xml(disqus("<post dsq:id='1'><message>" + std::string(message) + "</message></post>"))
        .documents.at(0)
        .text;
  };
  CHECK(text("@a_b-1:disqus: yes") == "@a_b-1: yes");
  CHECK(text("see dsq:disqus, @x:disqusted, :disqus") == "see dsq:disqus, @x:disqusted, :disqus");
}
