#pragma once

#include <optional>
#include <string>

#include "corpus/document.hpp"

namespace bearout::corpus {

/// Brings the text into the form that Document promises: "\r\n" becomes "\n", NUL characters go. A text
/// without either stays as it is.
void normalize_text(std::string& text);

/// What keeps a document from being used: text that is not valid UTF-8, or of which nothing is to be seen.
[[nodiscard]] std::optional<std::string> find_fault(const Document& document);

}  // namespace bearout::corpus
