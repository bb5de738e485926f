#include "corpus/case_study.hpp"
#include "corpus/html_text.hpp"
#include "corpus/markdown_text.hpp"
#include "corpus/text_encoding.hpp"
#include "corpus/utf8.hpp"
#include "tests/fuzz/fuzzed_input.hpp"

using namespace bearout::corpus;
using bearout::fuzz::view;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  TextEncoding encoding;
  const auto text = decode_text(view(data, size), "", &encoding);
  if (!is_valid_utf8(html_to_text(text)) || !is_valid_utf8(comment_html_to_text(text)) ||
      !is_valid_utf8(markdown_to_text(text))) {
    __builtin_trap();
  }
  for (const char* name : {"f.txt", "f.md", "f.html"}) {
    ByteSource source = bearout::fuzz::source_of(view(data, size), name);
    const Record record = read_case_study(source, name);
    const auto* document = std::get_if<Document>(&record);
    if (document != nullptr && find_fault(*document)) __builtin_trap();
  }
  return 0;
}
