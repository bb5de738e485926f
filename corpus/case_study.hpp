#pragma once

#include <filesystem>
#include <vector>

#include "corpus/byte_source.hpp"
#include "corpus/record_reader.hpp"

namespace bearout::corpus {

/// One case study (`.txt`, `.md`, `.html`, `.htm`, `.docx`, `.pdf`, in capitals too) as a document: id = file
/// name without folders. The caller has opened `source`, and reads what this leaves of it for the digest:
/// Word documents and PDFs are opened by their path. What is not UTF-8 is read as decode_text() reads it, and
/// noted. NUL bytes, an empty text, more than 256 MB, a damaged Word document or PDF: a Diagnostic. Throws
/// Error for an unreadable file.
///
/// Text files stay as they are but for line ends and blank lines at the front and the end, unless they are
/// clearly hard-wrapped: see unwrapped().
[[nodiscard]] Record read_case_study(ByteSource& source, const std::filesystem::path& path);

/// The files that a case-study input stands for, in the order of their paths' bytes: the path itself, or a
/// folder's files recursively (hidden files and folders left out, links to folders not followed), whatever
/// their endings. Throws Error if the path is missing or a folder can't be read.
[[nodiscard]] std::vector<std::filesystem::path> list_case_studies(const std::filesystem::path& path);

/// True for endings that read_case_study understands.
[[nodiscard]] bool is_case_study(const std::filesystem::path& path);

}  // namespace bearout::corpus
