#pragma once

#include <string>
#include <string_view>

namespace bearout::corpus {

/// Markdown (CommonMark as people write it, with GitHub's tables, task lists and ~~struck~~ words; UTF-8) as
/// plain text: markers of headings, emphasis, quotes, code and links dropped, the words kept; front matter
/// (YAML, TOML), fenced code blocks and images dropped; list items each on a line beginning with "- ";
/// hard-wrapped lines joined; paragraphs separated by a blank line. Indented text is prose, not code. Raw
/// HTML is treated as in html_to_text: tags dropped, words kept. The result is always valid UTF-8 without
/// NUL. Throws std::length_error beyond 512 MB.
[[nodiscard]] std::string markdown_to_text(std::string_view markdown);

}  // namespace bearout::corpus
