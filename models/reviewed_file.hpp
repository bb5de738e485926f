#pragma once

#include <string_view>

#include "models/archive.hpp"
#include "models/error.hpp"
#include "models/model.hpp"

namespace bearout::models {

/// What a model file holds of reviewers' decisions: themselves, what they taught, what to ask next.
void save_reviewed(const Model& model, ArchiveWriter& out);
/// Reads it into a model of which all else is there. Throws Error; `name` is the file's.
void load_reviewed(ArchiveReader& in, std::string_view name, Model& model);

/// For a file that holds what cannot belong together.
[[nodiscard]] Error parts_unfit(std::string_view name);

}  // namespace bearout::models
