#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/analyzer.hpp"
#include "models/truncated_svd.hpp"
#include "models/wordnet/inflections.hpp"
#include "models/wordnet/wordnet_reader.hpp"

namespace bearout::models::wordnet {

struct CooccurrenceOptions {
  std::size_t least_synsets = 3;    ///< a stem seen in fewer is left out
  std::size_t most_stems = 60'000;  ///< of the remaining ones the most frequent are kept
};

/// How much more often than by chance two stems stand together.
struct Cooccurrence {
  std::vector<std::string> stems;   ///< of rows and columns, sorted
  std::vector<float> gloss_shares;  ///< of each stem: the share of glosses that hold it
  SparseFloats ppmi;
};

/// A synset's headwords stand together with each other, its gloss, and the headwords of the synsets it points
/// to; the words of a gloss with those near them. Counts become positive pointwise mutual information with a
/// smoothed distribution of contexts (exponent 0.75; Levy, Goldberg, Dagan 2015).
[[nodiscard]] Cooccurrence cooccurrence(const WordNet& wordnet, Analyzer& analyzer,
                                        const std::vector<StemAlias>& aliases,
                                        const CooccurrenceOptions& options = {});

}  // namespace bearout::models::wordnet
