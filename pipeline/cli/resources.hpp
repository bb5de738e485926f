#pragma once

#include <memory>
#include <string>

#include "models/knowledge.hpp"
#include "models/model.hpp"

namespace bearout::cli {

/// What commands take from beside their options: named before the command, or found beside the program.
struct Resources {
  std::string weights_folder;  ///< empty: the built-in weights

  /// Puts the folder's matcher.weights and framing.tsv into the options of a fit, which the model keeps. What
  /// the folder lacks stays built in. Throws Error if it has neither, or one that can't be read.
  void put_weights(models::FitOptions& fit) const;
};

/// The knowledge of words, or null where the program was built without it.
[[nodiscard]] std::shared_ptr<const models::Knowledge> open_knowledge();

/// Says so if a fit in that language goes without knowledge of words.
void warn_without_knowledge(const models::Knowledge* knowledge, const std::string& language);

}  // namespace bearout::cli
