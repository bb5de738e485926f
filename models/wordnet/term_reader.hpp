#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "models/analyzer.hpp"
#include "models/wordnet/inflections.hpp"

namespace bearout::models::wordnet {

/// Text into the stems that say what it is about, as the program's own Analyzer makes them, each replaced by
/// what it stands for. Doesn't keep the aliases; the analyzer must outlive it.
class TermReader {
 public:
  TermReader(Analyzer& analyzer, const std::vector<StemAlias>& aliases);

  /// Appends the stems of `text` in order; ids are the analyzer's.
  void read(std::string_view text, std::vector<StemId>& stems);

 private:
  Analyzer& analyzer_;
  std::unordered_map<StemId, StemId> bases_;  ///< looked up only, never walked
  std::vector<Token> tokens_;
};

}  // namespace bearout::models::wordnet
