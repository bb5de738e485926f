#include "models/wordnet/compile.hpp"

#include <utility>

namespace bearout::models::wordnet {

KnowledgeContent compile(const std::filesystem::path& wordnet_folder, const CompileOptions& options) {
  KnowledgeContent content;
  Cooccurrence counted;
  {
    const WordNet wordnet = read_wordnet(wordnet_folder);
    content.notice = wordnet.notice;
    Analyzer analyzer({.language = "en"});
    const auto forms = inflected_forms(wordnet);
    content.aliases = stem_aliases(wordnet, forms, analyzer);
    content.antonyms = antonym_list(wordnet, forms, analyzer);
    counted = cooccurrence(wordnet, analyzer, content.aliases, options.cooccurrence);
  }
  TruncatedSvd svd = truncated_svd(counted.ppmi, options.svd);
  content.stems = std::move(counted.stems);
  content.gloss_shares = std::move(counted.gloss_shares);
  content.vectors = std::move(svd.left);
  content.vectors *= svd.singular_values.cwiseSqrt().asDiagonal();
  return content;
}

}  // namespace bearout::models::wordnet
