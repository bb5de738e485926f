#pragma once

#include <filesystem>
#include <optional>

namespace bearout::pipeline {

/// Where to look for a knowledge file (models/knowledge.hpp).
struct KnowledgePlaces {
  /// What the environment variable BEAROUT_KNOWLEDGE holds, if it is set.
  std::optional<std::filesystem::path> named;
  /// The running program.
  std::filesystem::path program;

  /// Those of this process. Without /proc the program is unknown, and so is all that lies beside it.
  [[nodiscard]] static KnowledgePlaces of_this_process();
};

/// The first that there is: the one named (nothing, if the name is empty: that is how to do without), one in
/// share/bearout beside the program, as a build folder has it, or where an installed program has it, or in
/// the folder for which this library was configured. A named one is taken at its word, so that opening it
/// says what is wrong with it.
[[nodiscard]] std::optional<std::filesystem::path> find_knowledge_file(
    const KnowledgePlaces& places = KnowledgePlaces::of_this_process());

}  // namespace bearout::pipeline
