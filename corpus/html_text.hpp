#pragma once

#include <string>
#include <string_view>

namespace bearout::corpus {

/// HTML (a whole page or a fragment, UTF-8) as plain text: entities decoded; script, style, head, navigation,
/// footers, asides, forms and other content that a browser does not show as prose dropped; block elements and
/// <br> as line breaks, paragraphs separated by a blank line, list items each on a line beginning with "- ";
/// runs of other white space as one space. Table cells stand each on a line; images and their alternative
/// texts are left out. A '<' that begins no tag is text. A page that lies in a form as a whole (ASP.NET) is
/// not dropped with it. The result is always valid UTF-8 without NUL. Never throws for bad HTML; throws
/// std::length_error beyond 1 GB.
[[nodiscard]] std::string html_to_text(std::string_view html);

/// The same for comments as weblogs keep them: people type newlines and few tags, and the weblog shows a
/// newline as a line break, a blank line as a new paragraph. So do we, unless the comment has paragraph tags
/// of its own (<p>, <div>): then newlines are white space as in any HTML.
[[nodiscard]] std::string comment_html_to_text(std::string_view html);

}  // namespace bearout::corpus
