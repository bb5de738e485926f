#pragma once

#include <filesystem>
#include <string>

namespace bearout::pipeline {

/// SHA-256 of a file's bytes as 64 hexadecimal digits. Throws corpus::Error if it can't be read.
[[nodiscard]] std::string sha256_of_file(const std::filesystem::path& path);

}  // namespace bearout::pipeline
