#pragma once

#include <filesystem>
#include <vector>

#include "corpus/byte_source.hpp"
#include "corpus/record_reader.hpp"

namespace bearout::corpus {

/// One case study (`.txt`, `.md`, `.html`, `.htm`) as a document: id = file name without folders. The caller
/// has opened `source` and afterwards asks it for its digest. Invalid UTF-8 or an empty text: a Diagnostic.
/// Throws Error for an unreadable file.
[[nodiscard]] Record read_case_study(ByteSource& source, const std::filesystem::path& path);

/// The files that a case-study input stands for, in the order of names: the path itself, or a folder's files
/// recursively (hidden ones left out). Throws Error if the path is missing.
[[nodiscard]] std::vector<std::filesystem::path> list_case_studies(const std::filesystem::path& path);

/// True for endings that read_case_study understands.
[[nodiscard]] bool is_case_study(const std::filesystem::path& path);

}  // namespace bearout::corpus
