#pragma once

#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

#include "models/truncated_svd.hpp"
#include "models/wordnet/antonym_list.hpp"
#include "models/wordnet/inflections.hpp"

namespace bearout::models::wordnet {

/// What a knowledge file holds.
struct KnowledgeContent {
  std::vector<std::string> stems;   ///< sorted
  DenseFloats vectors;              ///< a row for each stem, of any length
  std::vector<float> gloss_shares;  ///< of each stem: the share of glosses that hold it
  std::vector<StemAlias> aliases;   ///< sorted; those whose base is no stem of the list are left out
  AntonymList antonyms;
  std::string notice;  ///< licence of the dictionary
};

/// Writes the file that models::Knowledge maps: every row is divided by its largest number, rounded to -127 …
/// 127, and has the scale that makes its length 1 again.
void write_knowledge(const KnowledgeContent& content, std::ostream& out);

}  // namespace bearout::models::wordnet
