#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace bearout::corpus {

/// The text of a PDF, as the program `pdftotext` (Debian: poppler-utils) finds it, in reading order: lines
/// joined to paragraphs, words that were divided at a line's end put together, page numbers dropped. Throws
/// Error if the program is not installed, fails, takes more than two minutes, or writes more than 256 MB.
[[nodiscard]] std::string pdf_to_text(const std::filesystem::path& path);

/// What pdf_to_text() makes of the program's output: pages end with '\f'.
[[nodiscard]] std::string text_of_pages(std::string_view pages);

}  // namespace bearout::corpus
