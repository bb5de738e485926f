#pragma once

#include <filesystem>
#include <optional>

namespace bearout::pipeline {

[[nodiscard]] std::optional<std::filesystem::path> find_knowledge_file();

}  // namespace bearout::pipeline
