#include "corpus/html_text.hpp"

#include <doctest/doctest.h>
#include <simdjson.h>

using bearout::corpus::comment_html_to_text;
using bearout::corpus::html_to_text;

namespace {

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("entities and references become characters") {
  CHECK(html_to_text("Tom &amp; Jerry&#039;s &quot;caf&eacute;&quot; &#8211; &#x201C;x&#x201d; &hellip;") ==
        "Tom & Jerry's \"café\" – “x” …");
  CHECK(html_to_text("a&nbsp;&nbsp; b&shy;c&#8203;d") == "a bcd");
  CHECK(html_to_text("it&#146;s") == "it’s");
  CHECK(html_to_text("&copy; 2012, &lt;b&gt; is a tag") == "© 2012, <b> is a tag");
}

TEST_CASE("what only looks like markup survives") {
  CHECK(html_to_text("R&D, AT&T & you; I <3 this") == "R&D, AT&T & you; I <3 this");
  CHECK(html_to_text("a < b and b > c") == "a < b and b > c");
  CHECK(html_to_text("if income<costs then <b>stop</b> now") == "if income<costs then stop now");
  CHECK(html_to_text("&bogus; &; #1 & end&") == "&bogus; &; #1 & end&");
  CHECK(html_to_text("<") == "<");
}

TEST_CASE("references to what is no character vanish") {
  const auto text = html_to_text("a&#0;b&#xD800;c&#x110000;d&#99999999999;e&#1;f");
  CHECK(simdjson::validate_utf8(text.data(), text.size()));
  CHECK(text.find('\0') == std::string::npos);
  CHECK(text.front() == 'a');
  CHECK(text.back() == 'f');
}

TEST_CASE("inline elements do not part words, blocks do") {
  CHECK(html_to_text("<b>Great</b> post, <i>re</i>ally") == "Great post, really");
  CHECK(html_to_text("<p>One\n two</p><p>Three</p>") == "One two\n\nThree");
  CHECK(html_to_text("a<br>b<br/><br />c") == "a\nb\n\nc");
  CHECK(html_to_text("<div>a<br></div><div>b</div><div><br></div><div>c</div>") == "a\nb\n\nc");
  CHECK(html_to_text("<h2>Title</h2>text<blockquote>quote</blockquote>more") ==
        "Title\n\ntext\n\nquote\n\nmore");
  CHECK(html_to_text("<table><tr><th>a</th><td>b</td></tr><tr><td>c</table>d") == "a\nb\nc\n\nd");
  CHECK(html_to_text("foo</div></p><b>bar</b> baz").ends_with("bar baz"));
}

TEST_CASE("list items stand on lines of their own") {
  CHECK(html_to_text("See:<ul><li>one</li>\n<li> two</li></ul>after") == "See:\n\n- one\n- two\n\nafter");
  CHECK(html_to_text("<ol><li><p>one</p></li><li></li><li>two<ul><li>inner</ul></ol>") ==
        "- one\n\n- two\n- inner");
}

TEST_CASE("preformatted lines stay lines") {
  CHECK(html_to_text("<pre>one\n  two\n\nthree</pre>four\nfive") == "one\ntwo\n\nthree\n\nfour five");
}

TEST_CASE("a page gives its prose only") {
  CHECK(html_to_text(
            "<!DOCTYPE html><html><head><title>T</title><meta charset=latin1><style>p{}</style></head>"
            "<body><header><nav>Home</nav><h1>Café &uuml;ber</h1></header><main><p>Text<script>if (a<b) "
            "'</p>'</script> goes on.</p><form>Search<button>Go</button></form><svg><text>s</text></svg>"
            "<aside>Ads</aside><noscript>no</noscript><iframe>if</iframe><template><p>t</p></template>"
            "<p>End <select><option>o</select>.</p></main><footer>Imprint</footer></body></html>") ==
        "Café über\n\nText goes on.\n\nEnd .");
  CHECK(html_to_text("<p>a<!-- hidden <b> -->b</p><?php echo ?>") == "ab");
  CHECK(html_to_text("<script>x").empty());
  CHECK(html_to_text("<nav>Home</nav>").empty());
}

TEST_CASE("a page that lies in a form is not lost with it") {
  CHECK(html_to_text("<body><form id=aspnet><p>Text</p><select><option>o</select></form></body>") == "Text");
}

TEST_CASE("newlines of a comment are breaks") {
  CHECK(comment_html_to_text("First &amp; second\r\nline\r\n\r\nNew <em>paragraph</em>") ==
        "First & second\nline\n\nNew paragraph");
  CHECK(comment_html_to_text("plain\ntext\n\n\n\nhere\n") == "plain\ntext\n\nhere");
  CHECK(comment_html_to_text("a<br />\nb<br />\n<br />\nc") == "a\nb\n\nc");
  CHECK(comment_html_to_text("<blockquote>said\nso</blockquote>\nNo.\n<ul>\n<li>x</li>\n<li>y</li>\n</ul>") ==
        "said\nso\n\nNo.\n\n- x\n- y");
}

TEST_CASE("newlines of a comment with paragraphs are white space") {
  CHECK(comment_html_to_text("<p>hard\nwrapped</p>\n<p>next</p>") == "hard wrapped\n\nnext");
  CHECK(html_to_text("plain\ntext") == "plain text");
}

TEST_CASE("broken bytes come out as valid text") {
  CHECK(html_to_text("<p>caf\xE9</p>") == "caf\uFFFD");
  CHECK(html_to_text(std::string_view("<p>a\0b</p>c", 11)) == "ab\n\nc");
}

TEST_CASE("nothing is lost beyond the deepest nesting") {
  std::string html;
  std::string words;
  for (int i = 0; i < 3000; ++i) {
    html += "<span>w" + std::to_string(i) + " é ";
    words += (i > 0 ? " w" : "w") + std::to_string(i) + " é";
  }
  CHECK(html_to_text(html) == words);
}

TEST_CASE("nesting a million deep takes seconds and loses nothing") {
  for (const std::string tag : {"div", "b", "p><font><b", "blockquote"}) {
    CAPTURE(tag);
    CHECK(html_to_text(repeated("<" + tag + ">", 1'000'000) + "I keep in touch.") == "I keep in touch.");
  }
  CHECK(html_to_text(repeated("<ul><li>", 1'000'000) + "I keep in touch.") == "- I keep in touch.");
  CHECK(html_to_text(repeated("<div>", 1'000'000) + "x" + repeated("</div>", 1'000'000)) == "x");
}

TEST_CASE("hostile input ends soon") {
  CHECK(html_to_text(repeated("<b>", 50000) + repeated("</i>", 50000) + "x") == "x");
  CHECK(html_to_text("<a " + repeated("b c=d ", 100000) + ">x</a>") == "x");
  CHECK(html_to_text(repeated("<", 100000)).size() == 100000);
  CHECK(html_to_text(repeated("<a=\"", 100000)).size() == 400000);
  CHECK(html_to_text(repeated("<!-", 100000)).size() == 300000);
  CHECK(html_to_text(repeated("&", 100000)).size() == 100000);
  CHECK(html_to_text("<p>" + repeated("0123456789", 1200000)).size() == 12000000);
}

TEST_CASE("any soup of tags gives valid text") {
  constexpr std::string_view kPieces[] = {
      "<p>",      "</p>",     "<div>",     "</div>", "<ul>",    "<li>",    "</ul>",  "<b>",     "</b>",
      "<form>",   "</form>",  "<html>",    "<body>", "</body>", "</html>", "<head>", "<table>", "<td>",
      "</table>", "<script>", "</script>", "<br/>",  "<",       ">",       "&",      "&#",      "&amp",
      "\"",       "'",        "x",         " ",      "\n",      "é",       "<!--",   "-->",     "<![CDATA[",
      "]]>",      "\xFF",     "<pre>",     "</pre>", "<nav>",   "</nav>",  "<svg/>"};
  std::uint32_t state = 7;
  for (int round = 0; round < 2000; ++round) {
    std::string html;
    for (int i = 0; i < 40; ++i)
      html += kPieces[((state = state * 1664525U + 1013904223U) >> 16) % std::size(kPieces)];
    for (const auto& text : {html_to_text(html), comment_html_to_text(html)}) {
      CHECK(simdjson::validate_utf8(text.data(), text.size()));
      CHECK(text.find('\0') == std::string::npos);
      CHECK(text.find("\n\n\n") == std::string::npos);
    }
  }
}
