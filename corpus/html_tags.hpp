#pragma once

#include <string>
#include <string_view>

namespace bearout::corpus {

/// HTML with nothing in it that extraction does not need and that parsers stumble over: tags without their
/// attributes, no doctype, no processing instructions or `<![if …]>`; a '<' that begins no tag ("a<b and c",
/// "<3") as `&lt;`. Comments stay.
[[nodiscard]] std::string bare_tags(std::string_view html);

/// Whether the fragment marks its paragraphs itself, with <p> or <div>.
[[nodiscard]] bool has_paragraph_tags(std::string_view html);

}  // namespace bearout::corpus
