#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "models/statistics.hpp"

namespace bearout::scripts {

/// By document and outcome: whether they match. A pair without a label is not in it.
using Gold = std::map<std::pair<std::string, std::string>, bool>;
[[nodiscard]] Gold read_gold(const std::filesystem::path& path);

/// The folders below these that hold a case of mapping, each root's in the order of their names.
[[nodiscard]] std::vector<std::filesystem::path> mapping_cases(std::span<const std::filesystem::path> roots);

/// A case's comments, counted as whole documents.
[[nodiscard]] models::Statistics count_comments(const std::filesystem::path& folder);

}  // namespace bearout::scripts
