#include "corpus/passage.hpp"
#include "corpus/utf8_repair.hpp"
#include "tests/fuzz/fuzzed_input.hpp"

using namespace bearout::corpus;
using bearout::fuzz::view;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = repair_utf8(view(data, size));
  static Segmenter segmenter;
  std::size_t end = 0;
  for (const Passage& passage : segmenter.segment(text)) {
    const bool in_order = passage.span.begin >= end && passage.span.end > passage.span.begin;
    if (!in_order || passage.span.end > text.size()) __builtin_trap();
    end = passage.span.end;
  }
  return 0;
}
