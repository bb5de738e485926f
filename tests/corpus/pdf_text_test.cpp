#include "corpus/pdf_text.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

#include "tests/corpus/error_message.hpp"
#include "tests/corpus/scratch_folder.hpp"

using namespace bearout::corpus;
using bearout::tests::error_message;
using bearout::tests::ScratchFolder;

TEST_CASE("divided words are put together, page numbers dropped") {
  CHECK(text_of_pages("It was an exam-\nple of help.\n\n12\n\fNext page.\n\f") ==
        "It was an example of help.\n\n\nNext page.");
  CHECK(text_of_pages("A well-\nKnown name, 1990-\n2000.") == "A well-\nKnown name, 1990-\n2000.");
  CHECK(text_of_pages("\n \f").empty());
}

TEST_CASE("a PDF is read through pdftotext, and errors say what to do") {
  const ScratchFolder folder;
  // The smallest PDF that shows a line of text; readers make the table of objects themselves.
  const auto file = folder.write(
      "a.pdf",
      "%PDF-1.4\n"
      "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
      "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 144]/Contents 4 0 R"
      "/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
      "4 0 obj<</Length 44>>stream\nBT /F1 18 Tf 20 80 Td (It helped us.) Tj ET\nendstream endobj\n"
      "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
      "trailer<</Root 1 0 R>>\n");
  if (std::system("command -v pdftotext >/dev/null") != 0) {
    CHECK(folder.here(error_message([&] { (void)pdf_to_text(file); })) ==
          "a.pdf: reading a PDF needs the program pdftotext; install it (poppler-utils)");
    return;
  }
  CHECK(pdf_to_text(file) == "It helped us.");
  CHECK(folder.here(error_message([&] { (void)pdf_to_text(folder.write("b.pdf", "no PDF")); })) ==
        "b.pdf: pdftotext can't read it; is it damaged or protected by a password?");
}
