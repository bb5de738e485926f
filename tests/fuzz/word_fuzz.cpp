#include "corpus/case_study.hpp"
#include "tests/fuzz/fuzzed_input.hpp"

using namespace bearout::corpus;
using bearout::fuzz::view;
using bearout::tests::relationships;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<std::string> kParts{"word/document.xml", "word/styles.xml", "word/footnotes.xml"};
  const auto file = bearout::fuzz::archive_of(
      view(data, size), ".docx", kParts,
      {{"_rels/.rels", relationships({{"officeDocument", "/word/document.xml"}})},
       {"word/_rels/document.xml.rels",
        relationships({{"styles", "styles.xml"}, {"footnotes", "footnotes.xml"}})}});
  ByteSource source(file);
  (void)read_case_study(source, file);
  return 0;
}
