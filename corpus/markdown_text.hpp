#pragma once

#include <string>
#include <string_view>

namespace bearout::corpus {

/// Markdown (CommonMark as people write it) as plain text: markers of headings, emphasis, quotes, code and
/// links dropped, the words kept; front matter and code blocks dropped; list items each on a line beginning
/// with "- "; hard-wrapped lines joined; paragraphs separated by a blank line.
[[nodiscard]] std::string markdown_to_text(std::string_view markdown);

}  // namespace bearout::corpus
