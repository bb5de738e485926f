#include "pipeline/rows.hpp"

#include <algorithm>
#include <set>

#include "pipeline/code_points.hpp"
#include "pipeline/version.hpp"

namespace bearout::pipeline {

namespace {

constexpr std::size_t kMostCues = 8;

/// What all rows about a stretch of text begin with.
void append_place(JsonText& out, const corpus::Document& document, const models::DocumentResult& result,
                  std::uint32_t passage) {
  const corpus::Passage& place = result.passages[passage];
  out.field("document", document.id)
      .field("passage", passage)
      .field("start", std::uint64_t{place.start})
      .field("end", std::uint64_t{place.end});
}

void append_span(JsonText& out, const CodePoints& code_points, corpus::Span span) {
  out.field("start", code_points.at(span.begin)).field("end", code_points.at(span.end));
}

void append_evidence(JsonText& out, const CodePoints& code_points, const models::Mapping& mapping) {
  out.key("evidence").open_array();
  for (std::size_t i = 0; i < std::min(kMostEvidence, mapping.evidence.size()); ++i) {
    const models::Evidence& evidence = mapping.evidence[i];
    out.open_object().field("term", evidence.term);
    append_span(out, code_points, evidence.span);
    out.field("weight", evidence.weight).field("via", name_of(evidence.via)).close_object();
  }
  out.close_array().field("base", mapping.base);
}

void append_mapping(JsonText& out, const models::Model& model, const corpus::Document& document,
                    const models::DocumentResult& result, const CodePoints& code_points,
                    const models::Mapping& mapping) {
  out.open_object().field("row", "mapping");
  append_place(out, document, result, mapping.passage);
  out.field("text", corpus::cut(document.text, result.passages[mapping.passage].span))
      .field("outcome", model.outcomes[mapping.outcome].id)
      .field("score", mapping.score)
      .field("band", name_of(mapping.band))
      .field("framing", name_of(mapping.framing.verdict))
      .field("framing_score", mapping.framing.score)
      .key("priority")
      .null()
      .key("decided");
  if (mapping.decided) {
    out.value(name_of(*mapping.decided));
  } else {
    out.null();
  }
  append_evidence(out, code_points, mapping);
  out.close_object().end_line();
}

void append_negative(JsonText& out, const models::Model& model, const corpus::Document& document,
                     const models::DocumentResult& result, const CodePoints& code_points,
                     const models::NegativePassage& negative) {
  out.open_object().field("row", "negative");
  append_place(out, document, result, negative.passage);
  out.field("text", corpus::cut(document.text, result.passages[negative.passage].span)).key("outcome");
  if (negative.outcome) {
    out.value(model.outcomes[*negative.outcome].id);
  } else {
    out.null();
  }
  out.field("score", negative.score).key("cues").open_array();
  std::size_t written = 0;
  for (const models::Cue& cue : negative.cues) {
    if (cue.weight >= 0) continue;  // what speaks for the outcome all the same is `explain`'s to tell
    if (written++ == kMostCues) break;
    out.open_object().field("cue", cue.text);
    append_span(out, code_points, cue.span);
    out.field("kind", name_of(cue.kind)).close_object();
  }
  out.close_array().close_object().end_line();
}

void append_member(JsonText& out, const corpus::Document& document, const models::DocumentResult& result,
                   const models::ThemeMember& member) {
  out.open_object().field("row", "member").field("theme", member.membership.theme);
  append_place(out, document, result, member.passage);
  out.field("score", member.membership.score)
      .field("text", corpus::cut(document.text, result.passages[member.passage].span))
      .close_object()
      .end_line();
}

void append_list(JsonText& out, std::string_view key, const std::vector<std::string>& list) {
  out.key(key).open_array();
  for (const std::string& item : list) out.value(item);
  out.close_array();
}

/// The passage in which a span begins.
std::uint32_t passage_of(const models::DocumentResult& result, corpus::Span span) {
  std::uint32_t passage = 0;
  while (passage + 1 < result.passages.size() && result.passages[passage + 1].span.begin <= span.begin)
    ++passage;
  return passage;
}

void append_proposals(JsonText& out, const corpus::Document& document, const models::DocumentResult& result,
                      const CodePoints& code_points) {
  for (const models::Proposal& proposal : result.proposals) {
    out.open_object()
        .field("row", "proposal")
        .field("document", document.id)
        .field("passage", passage_of(result, proposal.wording));
    append_span(out, code_points, proposal.wording);
    out.field("text", corpus::cut(document.text, proposal.wording))
        .field("statement", proposal.statement)
        .field("quoted", proposal.quoted)
        .field("weight", proposal.weight)
        .field("author", document.author);
    append_list(out, "stems", proposal.stems);
    out.close_object().end_line();
  }
}

void append_acceptances(JsonText& out, const corpus::Document& document,
                        const models::DocumentResult& result) {
  for (const models::Acceptance& acceptance : result.acceptances) {
    out.open_object()
        .field("row", "acceptance")
        .field("document", document.id)
        .field("parent", document.parent)
        .field("addressee", acceptance.addressee)
        .field("accepts", acceptance.accepts)
        .field("refuses", acceptance.refuses)
        .field("takes_wording", acceptance.takes_wording);
    append_list(out, "stems", acceptance.stems);
    append_list(out, "refused", acceptance.refused);
    out.close_object().end_line();
  }
}

}  // namespace

void append_document(JsonText& out, const corpus::Document& document) {
  out.open_object().field("id", document.id).field("text", document.text).field("author", document.author);
  out.field("role", name_of(document.role))
      .field("date", document.date)
      .field("parent", document.parent)
      .field("url", document.url)
      .field("source", document.source);
  if (!document.question.empty()) out.field("question", document.question);
  out.key("attributes").open_object();
  std::set<std::string_view> written;  // a table may have two columns of one name; JSON may not
  for (const auto& attribute : document.attributes) {
    if (!written.insert(attribute.first).second) continue;
    out.foreign_key(attribute.first).value(attribute.second);
  }
  out.close_object().close_object();
}

void append_shard_row(JsonText& out, std::string_view model_fingerprint,
                      const models::ScoreOptions& options) {
  out.open_object()
      .field("row", "shard")
      .field("bearout", version())
      .field("model", model_fingerprint)
      .field("all_pairs", options.all_pairs)
      .field("min_score", options.min_score)
      .field("top", std::uint64_t{options.top})
      .close_object()
      .end_line();
}

void append_end_row(JsonText& out, const ShardCounts& counts,
                    const std::vector<corpus::InputDigest>& inputs) {
  out.open_object()
      .field("row", "end")
      .field("documents", counts.documents)
      .field("author_documents", counts.author_documents)
      .field("passages", counts.passages)
      .key("inputs")
      .open_array();
  for (const corpus::InputDigest& input : inputs) {
    out.open_object()
        .field("path", input.path)
        .field("bytes", input.bytes)
        .field("sha256", input.sha256)
        .close_object();
  }
  out.close_array().close_object().end_line();
}

void append_document_row(JsonText& out, const corpus::Document& document) {
  out.open_object().field("row", "document").key("content");
  append_document(out, document);
  out.close_object().end_line();
}

void append_skipped_row(JsonText& out, const corpus::Diagnostic& diagnostic) {
  out.open_object()
      .field("row", "skipped")
      .field("source", diagnostic.source)
      .field("line", diagnostic.line)
      .field("message", diagnostic.message)
      .close_object()
      .end_line();
}

void append_result_rows(JsonText& out, const models::Model& model, const corpus::Document& document,
                        const models::DocumentResult& result) {
  if (!result.decisions.empty()) {
    out.open_object().field("row", "decisions").field("document", document.id).key("found").open_array();
    for (const std::uint32_t number : result.decisions) out.value(std::uint64_t{number});
    out.close_array().close_object().end_line();
  }
  const CodePoints code_points(document.text);
  for (const models::Mapping& mapping : result.mappings)
    append_mapping(out, model, document, result, code_points, mapping);
  for (const models::NegativePassage& negative : result.negative) {
    append_negative(out, model, document, result, code_points, negative);
  }
  for (const models::ThemeMember& member : result.members) append_member(out, document, result, member);
  for (const models::Reference& request : result.requests) {
    out.open_object()
        .field("row", "request")
        .field("document", document.id)
        .field("outcome", model.outcomes[request.outcome].id)
        .close_object()
        .end_line();
  }
  append_proposals(out, document, result, code_points);
  append_acceptances(out, document, result);
}

std::string_view name_of(models::Decision decision) {
  switch (decision) {
    case models::Decision::accept:
      return "accept";
    case models::Decision::reject:
      return "reject";
    case models::Decision::unsure:
      break;
  }
  return "unsure";
}

std::string_view name_of(models::Via via) {
  switch (via) {
    case models::Via::words:
      return "words";
    case models::Via::parts:
      return "parts";
    case models::Via::knowledge:
      return "knowledge";
    case models::Via::learned:
      return "learned";
    case models::Via::reviewed:
      return "reviewed";
    default:
      return "reference";
  }
}

std::string_view name_of(models::Verdict verdict) {
  switch (verdict) {
    case models::Verdict::supports:
      return "supports";
    case models::Verdict::contrary:
      return "contrary";
    case models::Verdict::unclear:
      break;
  }
  return "unclear";
}

std::string_view name_of(models::CueKind kind) {
  switch (kind) {
    case models::CueKind::criticism:
      return "criticism";
    case models::CueKind::negation:
      return "negation";
    case models::CueKind::reversal:
      return "reversal";
    case models::CueKind::antonym:
      return "antonym";
    case models::CueKind::contrast:
      return "contrast";
    case models::CueKind::number:
      break;
  }
  return "number";
}

std::string_view name_of(models::Band band) {
  switch (band) {
    case models::Band::likely:
      return "likely";
    case models::Band::unsure:
      return "unsure";
    case models::Band::below:
      break;
  }
  return "below";
}
std::string_view name_of(corpus::Role role) {
  return role == corpus::Role::author ? "author" : "participant";
}

}  // namespace bearout::pipeline
