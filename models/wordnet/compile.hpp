#pragma once

#include <cstddef>
#include <filesystem>

#include "models/truncated_svd.hpp"
#include "models/wordnet/cooccurrence.hpp"
#include "models/wordnet/knowledge_writer.hpp"

namespace bearout::models::wordnet {

struct CompileOptions {
  CooccurrenceOptions cooccurrence;
  SvdOptions svd;
};

/// WordNet's database to the content of a knowledge file: positive mutual information of stems, its truncated
/// singular vectors times the roots of the singular values. The same database gives the same content.
[[nodiscard]] KnowledgeContent compile(const std::filesystem::path& wordnet_folder,
                                       const CompileOptions& options = {});

}  // namespace bearout::models::wordnet
