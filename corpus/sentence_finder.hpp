#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "corpus/span.hpp"
#include "corpus/text_masks.hpp"

namespace bearout::corpus {

/// Finds the sentences of a paragraph. Latin stops are judged here, by UAX #29 and by what comments need
/// beyond it; the stops of other scripts are left to ICU's sentence iterator, which is created once. Not
/// thread-safe.
class SentenceFinder {
 public:
  SentenceFinder();
  ~SentenceFinder();

  /// Adds the sentences of `paragraph` to `out`: in order, visible at both ends, none empty. `masks` are the
  /// text's.
  void find(std::string_view text, const TextMasks& masks, Span paragraph, std::vector<Span>& out);

 private:
  struct ForeignStops;
  std::unique_ptr<ForeignStops> foreign_;
  std::vector<std::size_t> ends_;
};

}  // namespace bearout::corpus
