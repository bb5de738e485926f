#pragma once

#include <filesystem>
#include <memory>

#include "corpus/byte_source.hpp"
#include "corpus/record_reader.hpp"

namespace bearout::corpus {

/// The texts of a REFI-QDA project (.qdpx) as documents: id = the source's name (with its guid where two have
/// one name), variables of the source and of its cases as attributes (`author`, `date`, `url`, `parent`,
/// `role`, `question` and `source` as what they are). A text that can't be read is a Diagnostic; what has no
/// text (pictures, recordings without transcript) is left out. `source` is the same file, read for its
/// digest.
[[nodiscard]] std::unique_ptr<RecordReader> read_refi_documents(const std::filesystem::path& path,
                                                                ByteSource source);

}  // namespace bearout::corpus
