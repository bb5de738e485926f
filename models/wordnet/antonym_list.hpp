#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/analyzer.hpp"
#include "models/wordnet/wordnet_reader.hpp"

namespace bearout::models::wordnet {

struct AntonymLink {
  std::uint32_t word = 0;  ///< index into AntonymList::words
  bool direct = true;      ///< false: through the adjective that stands for a cluster of similar ones
};

/// Opposites of words of one token, folded as the analyzer folds.
struct AntonymList {
  std::vector<std::string> words;  ///< all that have an opposite or are one, sorted
  std::vector<std::vector<AntonymLink>>
      links;  ///< of each word: direct ones first, then by how usual the sense is
};

/// WordNet's antonyms of the first three senses of each lemma, as each part of speech; of an adjective's
/// senses also those of the adjective that its cluster is about. Irregular forms have those of their bases.
[[nodiscard]] AntonymList antonym_list(const WordNet& wordnet, Analyzer& analyzer);

}  // namespace bearout::models::wordnet
