#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "corpus/clause_bounds.hpp"
#include "corpus/span.hpp"
#include "corpus/text_masks.hpp"

namespace bearout::corpus {

/// Cuts a very long sentence where a clause begins and adds the clauses to `out`; a sentence of common length
/// is added as it is. No word is cut and none is lost.
class ClauseSplitter {
 public:
  void split(std::string_view text, const TextMasks& masks, Span sentence, std::vector<Span>& out);

 private:
  [[nodiscard]] const ClauseBound* choose(std::size_t first, std::size_t words_done, std::size_t words) const;

  std::vector<ClauseBound> bounds_;
};

}  // namespace bearout::corpus
