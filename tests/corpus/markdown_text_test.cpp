#include "corpus/markdown_text.hpp"

#include <doctest/doctest.h>
#include <simdjson.h>

using bearout::corpus::markdown_to_text;

TEST_CASE("markers go, words stay") {
  CHECK(markdown_to_text("# A *big* `title` #\nText with **bold**, [a link](http://x.y \"t\") and ~~struck~~ "
                         "<http://z.z>.") == "A big title\n\nText with bold, a link and struck http://z.z.");
  CHECK(markdown_to_text("Under\nlined\n=====\n> quoted\n> text\n\n---\nafter") ==
        "Under lined\n\nquoted text\n\nafter");
  CHECK(markdown_to_text("a\\*b\\* snake_case_name 2 * 3 * 4") == "a*b* snake_case_name 2 * 3 * 4");
}

TEST_CASE("lines are joined, hard breaks kept") {
  CHECK(markdown_to_text("one\ntwo  \nthree\\\nfour\r\n\r\nfive") == "one two\nthree\nfour\n\nfive");
}

TEST_CASE("lists") {
  CHECK(markdown_to_text("Points:\n\n* one\n  goes on\n* two\n  1. inner\n\nafter") ==
        "Points:\n\n- one goes on\n- two\n- inner\n\nafter");
  CHECK(markdown_to_text("1. a\n\n2. b\n") == "- a\n\n- b");
  CHECK(markdown_to_text("- [x] done\n- [ ] open") == "- done\n- open");
}

TEST_CASE("code blocks, images and front matter are dropped") {
  CHECK(markdown_to_text("a\n\n```cpp\nint x;\n```\n\nb ![alt](i.png) c") == "a\n\nb c");
  CHECK(markdown_to_text("---\ntitle: T\ntags: [a]\n---\nText") == "Text");
  CHECK(markdown_to_text("+++\ntitle = 'T'\n+++\n\nText") == "Text");
  CHECK(markdown_to_text("~~~\nopen to the end").empty());
}

TEST_CASE("a rule is no front matter") {
  CHECK(markdown_to_text("---\nSome prose.\n\n---\nMore") == "Some prose.\n\nMore");
  CHECK(markdown_to_text("---\ntitle: never closed\n\ntext") == "title: never closed\n\ntext");
}

TEST_CASE("marks of footnotes go, their texts are paragraphs") {
  CHECK(markdown_to_text("It works.[^1] So *they*[^b] say.\n\n[^1]: In May.\n[^b]: Not all of them.\n") ==
        "It works. So they say.\n\nIn May.\n\nNot all of them.");
  CHECK(markdown_to_text("[^1]: First.\n\nA[^1]") == "First.\n\nA");
  CHECK(markdown_to_text("No text for it[^2], nor [^ a]: that.") == "No text for it[^2], nor [^ a]: that.");
}

TEST_CASE("indented text is prose") {
  CHECK(markdown_to_text("A paragraph:\n\n    indented by habit\n\nend") ==
        "A paragraph:\n\nindented by habit\n\nend");
}

TEST_CASE("tables give a line a cell") {
  CHECK(markdown_to_text("| a | b |\n|---|---|\n| c | d |\n\nend") == "a\nb\nc\nd\n\nend");
}

TEST_CASE("raw HTML and entities") {
  CHECK(markdown_to_text("a <b>bold</b> word<br>next &amp; &eacute;&nbsp;x & y") ==
        "a bold word\nnext & é x & y");
  CHECK(markdown_to_text("<div class='x'>\n<p>In <i>it</i></p>\n</div>\n\nafter <!-- no --> it") ==
        "In it\n\nafter it");
  CHECK(markdown_to_text("<script>\nalert(1)\n</script>\n\ntext, a < b, `<tag>` & `&lt;`") ==
        "text, a < b, <tag> & &lt;");
}

TEST_CASE("any soup of markers gives valid text") {
  constexpr std::string_view kPieces[] = {"*",    "_",   "`",   "#",     "> ",     "- ",     "1. ", "\n",
                                          "\n\n", "[",   "](",  ")",     "![",     "<",      ">",   "&",
                                          "|",    "---", "```", "    ",  "\\",     "x",      "é",   "\xFF",
                                          " ",    "~~",  ":",   "<div>", "</div>", "[x]: y", "\t"};
  std::uint32_t state = 11;
  for (int round = 0; round < 2000; ++round) {
    std::string markdown;
    for (int i = 0; i < 40; ++i) {
      markdown += kPieces[((state = state * 1664525U + 1013904223U) >> 16) % std::size(kPieces)];
    }
    const auto text = markdown_to_text(markdown);
    CHECK(simdjson::validate_utf8(text.data(), text.size()));
    CHECK(text.find("\n\n\n") == std::string::npos);
  }
}

TEST_CASE("deep nesting") {
  CHECK(markdown_to_text(std::string(5000, '>') + " x") == "x");
  CHECK(markdown_to_text(std::string(1'000'000, '>') + " x") == "x");
  CHECK(markdown_to_text(std::string(20000, '[') + "x").size() == 20001);
}
