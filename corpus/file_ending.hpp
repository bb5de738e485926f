#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace bearout::corpus {

enum class Compression : std::uint8_t { none, gzip, zstd };

/// By the last ending, `.gz` or `.zst` in whatever case.
[[nodiscard]] Compression compression_of(const std::filesystem::path& path);

/// The ending that names the format, in lower case and without the compression: ".csv" for "Comments.CSV.gz";
/// empty if there is none.
[[nodiscard]] std::string format_ending(const std::filesystem::path& path);

}  // namespace bearout::corpus
