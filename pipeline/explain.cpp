#include "pipeline/explain.hpp"

#include <algorithm>

#include "corpus/document_stream.hpp"
#include "pipeline/error.hpp"
#include "pipeline/results_folder.hpp"

namespace bearout::pipeline {

Explanation explain(const models::Model& model, const corpus::Document& document, const std::string& outcome,
                    std::optional<std::uint32_t> passage) {
  const auto named = std::find_if(model.outcomes.begin(), model.outcomes.end(),
                                  [&](const auto& o) { return o.id == outcome; });
  if (named == model.outcomes.end()) throw Error("there is no outcome \"" + outcome + "\" on the list");
  const auto index = static_cast<std::uint32_t>(named - model.outcomes.begin());
  models::DocumentResult result = models::Scorer(model).score(document, {.all_pairs = true});
  models::Mapping* best = nullptr;
  for (models::Mapping& mapping : result.mappings) {
    if (mapping.outcome != index || (passage && mapping.passage != *passage)) continue;
    if (best == nullptr || mapping.score > best->score) best = &mapping;
  }
  if (best == nullptr) {
    const std::string what =
        passage ? "has no passage " + std::to_string(*passage) : "has no passage that could be judged";
    throw Error("document \"" + document.id + "\" " + what + "; it has " +
                std::to_string(result.passages.size()));
  }
  const corpus::Passage& place = result.passages[best->passage];
  const models::Matcher& matcher = model.matcher;
  std::array<double, models::kChannels> means{};
  double standing = 0;
  for (std::size_t c = 0; c < models::kChannels; ++c) {
    means[c] = matcher.standing.outcome_means[c * model.outcomes.size() + index];
    standing -= matcher.standing.confidence * matcher.weights.second[c].against_outcome * means[c];
  }
  return {.document = document.id,
          .text = std::string(corpus::cut(document.text, place.span)),
          .start = place.start,
          .end = place.end,
          .outcome = named->id,
          .outcome_text = named->text,
          .mapping = std::move(*best),
          .outcome_means = means,
          .outcome_standing = standing,
          .shift = matcher.standing.shift};
}

corpus::Document find_document(const std::filesystem::path& results, const std::string& id) {
  auto stream = corpus::open_documents(
      {{checked_result(results, "documents.jsonl.zst"), corpus::Input::Kind::comments}});
  while (auto batch = stream.next()) {
    for (corpus::Document& document : batch->documents) {
      if (document.id == id) return std::move(document);
    }
  }
  throw Error(results.string() + ": there is no document \"" + id + "\"");
}

}  // namespace bearout::pipeline
