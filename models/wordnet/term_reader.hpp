#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "models/analyzer.hpp"
#include "models/wordnet/wordnet_reader.hpp"

namespace bearout::models::wordnet {

/// A stem that stands for another.
struct StemAlias {
  std::string stem, base;

  friend bool operator==(const StemAlias&, const StemAlias&) = default;
};

/// Stems of irregular forms with the stems of their bases ("children": "child"), sorted by stem: where the
/// form is no lemma of its own, or its base is met so much more often that a reader thinks of that ("built":
/// "build", but not "boring": "bear"). A base is no alias itself.
[[nodiscard]] std::vector<StemAlias> irregular_stems(const WordNet& wordnet, Analyzer& analyzer);

/// Text into the stems that say what it is about, as the program's Analyzer makes them, with those of
/// irregular forms replaced by their bases'.
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
