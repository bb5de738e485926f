#include "pipeline/explain.hpp"

#include <algorithm>

#include "pipeline/error.hpp"
#include "pipeline/json_text.hpp"
#include "pipeline/results_folder.hpp"
#include "pipeline/rows.hpp"
#include "pipeline/stored_documents.hpp"

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
  StoredDocuments stored(checked_result(results, "documents.jsonl.zst"));
  while (const corpus::Document* document = stored.next()) {
    if (document->id == id) return *document;
  }
  throw Error(results.string() + ": there is no document \"" + id + "\"");
}

std::string explanation_json(const Explanation& e) {
  const models::Mapping& m = e.mapping;
  JsonText out;
  out.open_object()
      .field("document", e.document)
      .field("passage", m.passage)
      .field("start", e.start)
      .field("end", e.end);
  out.field("text", e.text)
      .field("outcome", e.outcome)
      .field("score", m.score)
      .field("band", name_of(m.band))
      .key("evidence")
      .open_array();
  for (const models::Evidence& evidence : m.evidence) {
    out.open_object()
        .field("term", evidence.term)
        .field("weight", evidence.weight)
        .field("via", name_of(evidence.via))
        .close_object();
  }
  out.close_array().field("base", m.base).key("channels").open_object();
  for (std::size_t c = 0; c < models::kChannels; ++c) {
    out.key(models::kChannelNames[c])
        .open_object()
        .field("value", m.channels[c].value)
        .field("passage_mean", m.channels[c].passage_mean)
        .field("outcome_mean", e.outcome_means[c])
        .close_object();
  }
  out.close_object()
      .field("outcome_standing", e.outcome_standing)
      .field("shift", e.shift)
      .field("framing", name_of(m.framing.verdict))
      .field("framing_score", m.framing.score)
      .key("cues")
      .open_array();
  for (const models::Cue& cue : m.framing.cues) {
    out.open_object()
        .field("cue", cue.text)
        .field("kind", name_of(cue.kind))
        .field("weight", cue.weight)
        .close_object();
  }
  out.close_array().close_object();
  return out.take();
}

}  // namespace bearout::pipeline
