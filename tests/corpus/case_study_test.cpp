#include "corpus/case_study.hpp"

#include <doctest/doctest.h>

#include <optional>

#include "corpus/error.hpp"
#include "scratch_folder.hpp"

using namespace bearout::corpus;

namespace {

Record read(const std::string& name, std::string_view bytes) {
  const bearout::tests::ScratchFolder folder;
  const auto path = folder.write(name, bytes);
  ByteSource source(path);
  return read_case_study(source, path);
}

std::string text_of(const std::string& name, std::string_view bytes) {
  return std::get<Document>(read(name, bytes)).text;
}

std::string message_of(const std::string& name, std::string_view bytes) {
  return std::get<Diagnostic>(read(name, bytes)).message;
}

}  // namespace

TEST_CASE("the ending decides how a case study is read") {
  CHECK(text_of("a.txt", "\n\n  One <b>\r\n*two*  \r\n\r\n") == "  One <b>\n*two*");
  CHECK(text_of("a.md", "# One\n*two*") == "One\n\ntwo");
  CHECK(text_of("a.html", "<p>One<p><i>two</i>") == "One\n\ntwo");
  CHECK(text_of("a.HTM", "<p>One") == "One");
}

TEST_CASE("a case study is named after its file") {
  const auto document = std::get<Document>(read("north/River paths.txt", "\xEF\xBB\xBFText"));
  CHECK(document.id == "River paths.txt");
  CHECK(document.source == "River paths.txt");
  CHECK(document.text == "Text");
  CHECK(document.role == Role::participant);
}

TEST_CASE("hard-wrapped text is unwrapped") {
  const std::string line(60, 'x');
  CHECK(text_of("a.txt", line + "\n" + line + "\n" + line + "\r\n" + line + "\n" + line + "\n\nend") ==
        line + " " + line + " " + line + " " + line + " " + line + "\n\nend");
}

TEST_CASE("what can't be used is a diagnostic") {
  CHECK(message_of("a.txt", std::string_view("ab\0c", 4)) == "holds zero bytes; is it a text?");
  CHECK(message_of("a.txt", " \r\n ") == "has no text");
  CHECK(message_of("a.md", "") == "has no text");
  CHECK(message_of("a.html", "<script>x</script>") == "has no text");
}

TEST_CASE("text that is not UTF-8 is read as what it is") {
  CHECK(text_of("a.txt", "caf\xE9") == "caf\u00e9");
  CHECK(text_of("a.txt", std::string_view("a\0b\0", 4)) == "ab");
  CHECK(text_of("a.html", "<p>caf\xE9") == "caf\u00e9");
  CHECK(text_of("a.html", "<meta charset=\"koi8-r\"><p>\xC4\xC1") == "\u0434\u0430");
}

TEST_CASE("endings that are case studies") {
  CHECK(is_case_study("a/b.txt"));
  CHECK(is_case_study("B.MD"));
  CHECK(is_case_study("x.html"));
  CHECK(is_case_study("x.htm"));
  CHECK(is_case_study("x.pdf"));
  CHECK(is_case_study("x.docx"));
  CHECK_FALSE(is_case_study("x.odt"));
  CHECK_FALSE(is_case_study("txt"));
  CHECK_FALSE(is_case_study(".md"));
}

TEST_CASE("a folder stands for its files, in the order of their paths, hidden ones left out") {
  const bearout::tests::ScratchFolder folder;
  for (const auto* name : {"b.txt", "a/z.md", "a/c.pdf", "a.txt", "B.txt", ".hidden/x.txt", "a/.x.txt"})
    folder.write(name, "x");
  std::filesystem::create_symlink(folder.path() / "missing", folder.path() / "dangling.txt");
  std::filesystem::create_directory_symlink(folder.path(), folder.path() / "loop");
  std::vector<std::string> names;
  for (const auto& file : list_case_studies(folder.path())) {
    names.push_back(file.lexically_relative(folder.path()).string());
  }
  CHECK(names == std::vector<std::string>{"B.txt", "a.txt", "a/c.pdf", "a/z.md", "b.txt"});
}

TEST_CASE("a file stands for itself, a missing one is an error") {
  const bearout::tests::ScratchFolder folder;
  const auto file = folder.write(".case.txt", "x");
  CHECK(list_case_studies(file) == std::vector{file});
  const auto missing = (folder.path() / "none").string();
  CHECK_THROWS_WITH_AS((void)list_case_studies(missing), (missing + ": no such file or folder").c_str(),
                       Error);
}
