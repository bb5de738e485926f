#pragma once

#include <string_view>
#include <vector>

#include "corpus/span.hpp"
#include "corpus/text_masks.hpp"

namespace bearout::corpus {

/// Lines that read as one; no sentence crosses its edge. The span leaves list markers ("-", "2.", "a)") and
/// '>' out.
struct Paragraph {
  Span span;
  bool list_item = false;
  bool after_blank_line = false;

  friend bool operator==(const Paragraph&, const Paragraph&) = default;
};

/// Paragraphs of a text with '\n' line ends, in order, added to `out`; none is blank. A single '\n' parts two
/// paragraphs, as comment writers press Enter once, unless the text was wrapped there by a mail program.
/// `masks` are the text's.
void find_paragraphs(std::string_view text, const TextMasks& masks, std::vector<Paragraph>& out);

}  // namespace bearout::corpus
