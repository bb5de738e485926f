#include "corpus/prose_writer.hpp"

#include <doctest/doctest.h>

using bearout::corpus::ProseWriter;

namespace {

std::string written(std::string_view text,
                    ProseWriter::Newlines newlines = ProseWriter::Newlines::are_spaces) {
  ProseWriter prose;
  prose.write(text, newlines);
  return prose.take();
}

}  // namespace

TEST_CASE("white space of every kind becomes one space, none at the edges") {
  CHECK(written("  a \t\n b\u00A0\u2003c\u3000d\u202Fe\u1680f\u205Fg \u00A0") == "a b c d e f g");
  CHECK(written(" \u00A0\n").empty());
}

TEST_CASE("what nobody sees is dropped, joiners stay") {
  CHECK(written("in\u00ADvis\u200Bi\u2060b\uFEFFle\x01\x7F") == "invisible");
  CHECK(written("می\u200Cخواهم 👩\u200D🔬") == "می\u200Cخواهم 👩\u200D🔬");
  CHECK(written(std::string_view("a\0b", 3)) == "ab");
}

TEST_CASE("characters that share leading bytes with white space stay") {
  CHECK(written("£5 § ‘q’ – … € ᚁ ﬁ 「あ」。") == "£5 § ‘q’ – … € ᚁ ﬁ 「あ」。");
}

TEST_CASE("C1 controls are the Windows-1252 characters that were meant") {
  CHECK(written("it\u0092s \u0093so\u0094 \u0080 5") == "it’s “so” € 5");
}

TEST_CASE("newlines as breaks: one ends the line, more the paragraph") {
  constexpr auto kBreaks = ProseWriter::Newlines::are_breaks;
  CHECK(written("\n a \n b\n \n\n\nc\u2028d\n", kBreaks) == "a\nb\n\nc\nd");
}

TEST_CASE("breaks never pile up and items keep their marker") {
  ProseWriter prose;
  prose.end_paragraph();
  prose.write("a");
  prose.break_line();
  prose.end_line();
  prose.write("b");
  prose.break_line();
  prose.break_line();
  prose.break_line();
  prose.begin_item();
  prose.end_paragraph();
  prose.write(" c");
  prose.end_item();
  prose.begin_item();
  prose.end_item();
  prose.write("d ");
  CHECK(prose.take() == "a\nb\n\n- c\nd");
  prose.write("new");
  CHECK(prose.take() == "new");
}
