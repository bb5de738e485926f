#pragma once

#include <string>
#include <vector>

#include "models/analyzer.hpp"
#include "models/wordnet/wordnet_reader.hpp"

namespace bearout::models::wordnet {

/// WordNet's irregular forms, and the regular ones that a stemmer leaves as they are, where they are no
/// lemmas: comparatives and superlatives of short adjectives ("cheaper"), plurals of words that end in "man"
/// ("women").
[[nodiscard]] std::vector<InflectedForm> inflected_forms(const WordNet& wordnet);

/// A stem that stands for another.
struct StemAlias {
  std::string stem, base;

  friend bool operator==(const StemAlias&, const StemAlias&) = default;
};

/// Stems of forms with the stems of their bases where they differ ("children": "child"), sorted by stem:
/// those that belong to no lemma, and those whose base is met so much more often that a reader thinks of that
/// ("built": "build", but not "boring": "bear"). A base is no alias itself.
[[nodiscard]] std::vector<StemAlias> stem_aliases(const WordNet& wordnet,
                                                  const std::vector<InflectedForm>& forms,
                                                  Analyzer& analyzer);

}  // namespace bearout::models::wordnet
