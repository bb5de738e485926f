#pragma once

#include <filesystem>
#include <string>

namespace bearout::corpus {

/// The text of a Word document (.docx, .docm) as a reader sees it: paragraphs separated by blank lines, list
/// items on lines that begin with "- ", a table's cells as paragraphs in the order of reading; footnotes and
/// endnotes behind the text. Left out: what tracked changes deleted, field codes, comments, headers, footers.
/// Throws Error for what is no Word document, is broken, or holds more than 256 MB of text.
[[nodiscard]] std::string docx_to_text(const std::filesystem::path& path);

}  // namespace bearout::corpus
