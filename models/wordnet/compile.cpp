#include "models/wordnet/compile.hpp"

#include <utility>

namespace bearout::models::wordnet {

KnowledgeContent compile(const std::filesystem::path& wordnet_folder, const CompileOptions& options) {
  KnowledgeContent content;
  Cooccurrence counted;
  {
    const WordNet wordnet = read_wordnet(wordnet_folder);
    Analyzer analyzer({.language = "en"});
    content.aliases = irregular_stems(wordnet, analyzer);
    content.antonyms = antonym_list(wordnet, analyzer);
    counted = cooccurrence(wordnet, analyzer, content.aliases, options.cooccurrence);
  }
  TruncatedSvd svd = truncated_svd(counted.ppmi, options.svd);
  content.stems = std::move(counted.stems);
  content.vectors = std::move(svd.left);
  content.vectors *= svd.singular_values.cwiseSqrt().asDiagonal();
  return content;
}

}  // namespace bearout::models::wordnet
