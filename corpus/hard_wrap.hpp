#pragma once

#include <string>
#include <string_view>

namespace bearout::corpus {

/// Plain text (UTF-8, '\n' line ends) with the lines of its paragraphs joined if it is hard-wrapped, else as
/// it is.
///
/// It is hard-wrapped if at least 4 lines are followed by another line of their paragraph, more than half of
/// those have 50 to 100 characters, and at most one in twenty has more. Then a line of 50 characters or more
/// is joined with the next by a space (after a hyphen between letters by nothing); shorter lines, which
/// somebody ended on purpose, keep their end, and so does a line before a list item ("- ", "* ", "• ", "1. ",
/// "1) ") or a rule.
[[nodiscard]] std::string unwrapped(std::string_view text);

}  // namespace bearout::corpus
