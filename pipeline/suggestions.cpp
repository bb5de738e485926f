#include "pipeline/suggestions.hpp"

#include <utility>

#include "pipeline/decisions_store.hpp"
#include "pipeline/error.hpp"
#include "pipeline/results_folder.hpp"
#include "pipeline/stored_documents.hpp"

namespace bearout::pipeline {

Suggestions::Suggestions(std::filesystem::path results) : folder_(std::move(results)) {
  check_results(folder_);
  outcomes_ = read_outcome_list(checked_result(folder_, "outcomes.json"));
  (void)checked_result(folder_, "mappings.jsonl");
  const auto file = current_decisions(folder_);
  if (std::filesystem::exists(file)) log_ = read_decisions(file);
  decisions_ = Decisions(log_);
}

std::filesystem::path Suggestions::documents() const {
  if (!has("documents.jsonl.zst")) {
    throw Error(folder_.string() +
                ": the run kept no documents, which this format needs; run without --no-documents");
  }
  return checked_result(folder_, "documents.jsonl.zst");
}

void Suggestions::for_each(const std::function<void(const Suggestion&)>& look) const {
  std::optional<StoredDocuments> stored;
  if (has("documents.jsonl.zst")) stored.emplace(documents());
  const corpus::Document* document = nullptr;
  for_each_mapping(folder_ / "mappings.jsonl", [&](const MappingLine& row) {
    while (stored && (document == nullptr || document->id != row.document)) {
      document = stored->next();
      if (document == nullptr)
        throw Error("mappings.jsonl: names a document that is not in documents.jsonl.zst");
    }
    look({row, document, decisions_.mapping(row.document, row.place, row.text, row.outcome)});
  });
}

}  // namespace bearout::pipeline
