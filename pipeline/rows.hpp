#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/diagnostic.hpp"
#include "corpus/document.hpp"
#include "corpus/document_stream.hpp"
#include "models/model.hpp"
#include "models/scorer.hpp"
#include "pipeline/json_text.hpp"

namespace bearout::pipeline {

/// Rows are what `score` writes and `assemble` reads: JSON, one object a line, told apart by "row":
/// `shard` first (version, model fingerprint), `end` last (counts, inputs); between them, in the order of the
/// documents, `document`, `decisions` (numbers of the model's that speak of it), `mapping`, `negative`,
/// `member`, `request`, `proposal`, `acceptance`, `skipped`. A `mapping` row is a line of mappings.jsonl but
/// for "row" and for "priority", which only `assemble` can know.
inline constexpr std::string_view kNoPriority = "\"priority\":null";

/// How many pieces of evidence a row holds; `explain` shows all.
inline constexpr std::size_t kMostEvidence = 8;

/// What a shard counted.
struct ShardCounts {
  std::uint64_t documents = 0;         ///< of participants
  std::uint64_t author_documents = 0;  ///< by the author of the page: read, but no evidence
  std::uint64_t passages = 0;
  std::uint64_t skipped = 0;  ///< records; their rows say why
};

/// A document as a line of documents.jsonl.zst, without the line's end.
void append_document(JsonText& out, const corpus::Document& document);

void append_shard_row(JsonText& out, std::string_view model_fingerprint, const models::ScoreOptions& options);
void append_end_row(JsonText& out, const ShardCounts& counts, const std::vector<corpus::InputDigest>& inputs);
void append_document_row(JsonText& out, const corpus::Document& document);
void append_skipped_row(JsonText& out, const corpus::Diagnostic& diagnostic);
/// All rows that a document's scores give.
void append_result_rows(JsonText& out, const models::Model& model, const corpus::Document& document,
                        const models::DocumentResult& result);

[[nodiscard]] std::string_view name_of(models::Decision decision);
[[nodiscard]] std::string_view name_of(models::Via via);
[[nodiscard]] std::string_view name_of(models::Verdict verdict);
[[nodiscard]] std::string_view name_of(models::CueKind kind);
[[nodiscard]] std::string_view name_of(models::Band band);
[[nodiscard]] std::string_view name_of(corpus::Role role);

}  // namespace bearout::pipeline
