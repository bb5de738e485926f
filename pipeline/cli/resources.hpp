#pragma once

#include <memory>
#include <string>

#include "models/framing_weights.hpp"
#include "models/knowledge.hpp"
#include "models/matcher_weights.hpp"

namespace bearout::cli {

/// What commands take from beside their options: named before the command, or found beside the program.
struct Resources {
  std::string weights_folder;  ///< empty: the built-in weights

  /// Of the matcher: the folder's matcher.weights, or the built-in ones if it has none. Throws if it has
  /// neither that nor framing.tsv.
  [[nodiscard]] models::WeightTable weights() const;
  /// Of framing: the folder's framing.tsv; null if it has none.
  [[nodiscard]] std::shared_ptr<const models::FramingWeights> framing() const;
};

/// The knowledge of words, or null where the program was built without it.
[[nodiscard]] std::shared_ptr<const models::Knowledge> open_knowledge();

/// Says so if a fit in that language goes without knowledge of words.
void warn_without_knowledge(const models::Knowledge* knowledge, const std::string& language);

}  // namespace bearout::cli
