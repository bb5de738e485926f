#include "corpus/html_tags.hpp"

#include <doctest/doctest.h>

using bearout::corpus::bare_tags;
using bearout::corpus::has_paragraph_tags;

TEST_CASE("tags lose their attributes") {
  CHECK(bare_tags("<a href='x>y' title=\"<b>\">z</a >") == "<a>z</a>");
  CHECK(bare_tags("<br class='x' /><br/><IMG src=a.png>") == "<br/><br/><IMG>");
}

TEST_CASE("a '<' that begins no tag is text") {
  CHECK(bare_tags("I <3 it, 1 < 2, a<b and c, </3") == "I &lt;3 it, 1 &lt; 2, a&lt;b and c, &lt;/3");
  CHECK(bare_tags("x<y <b>z</b>") == "x&lt;y <b>z</b>");
  CHECK(bare_tags("<") == "&lt;");
  CHECK(bare_tags("end <a href=\"x") == "end &lt;a href=\"x");
}

TEST_CASE("doctype, instructions and Word's conditions go, comments stay") {
  CHECK(bare_tags("<!DOCTYPE html><?xml x?><![if !mso]>a<![endif]><!-- <b> -->") == "a<!-- <b> -->");
  CHECK(bare_tags("a<!-- open") == "a<!-- open");
}

TEST_CASE("paragraph tags are told from their likes") {
  CHECK(has_paragraph_tags("a<P class=x>b"));
  CHECK(has_paragraph_tags("a<div>"));
  CHECK_FALSE(has_paragraph_tags("<pre>x</pre> <param> </p> < p> <br> divide"));
}
