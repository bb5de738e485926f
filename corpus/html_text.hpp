#pragma once

#include <string>
#include <string_view>

namespace bearout::corpus {

/// HTML (a whole page or a comment's fragment, UTF-8) as plain text: entities decoded; script, style, head
/// and other content that a browser does not show as prose dropped; block elements and <br> as line breaks,
/// paragraphs separated by a blank line, list items each on a line beginning with "- "; runs of other white
/// space as one space. Never throws for bad HTML.
[[nodiscard]] std::string html_to_text(std::string_view html);

}  // namespace bearout::corpus
