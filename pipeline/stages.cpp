#include "pipeline/stages.hpp"

#include <algorithm>

#include "pipeline/document_batches.hpp"
#include "pipeline/ordered_workers.hpp"

namespace bearout::pipeline {

namespace {

void report(const OnProgress& progress, std::string_view stage, std::uint64_t documents,
            std::uint64_t bytes) {
  if (progress) progress({stage, documents, bytes});
}

struct ObservedBatch {
  std::string lines;
  std::vector<corpus::Diagnostic> skipped;
  std::size_t documents = 0;
  std::uint64_t bytes = 0;
};

struct ScoredBatch {
  std::string rows;
  ShardCounts counts;
  std::uint64_t bytes = 0;
};

void count(const corpus::Document& document, const models::DocumentResult& result, ShardCounts& counts) {
  if (document.role == corpus::Role::author) {
    ++counts.author_documents;
    return;
  }
  ++counts.documents;
  counts.passages += result.passages.size();
}

}  // namespace

Observed observe(corpus::DocumentStream& stream, const models::StatisticsOptions& options,
                 std::size_t threads, const Sink& sink, const OnProgress& progress,
                 const std::stop_token& stop) {
  std::vector<models::Statistics> statistics;
  for (std::size_t i = 0; i < std::max<std::size_t>(1, threads); ++i) statistics.emplace_back(options);
  std::vector<corpus::Diagnostic> skipped;
  std::uint64_t skipped_count = 0;
  std::uint64_t documents = 0;
  const auto work = [&](std::size_t worker, Batch batch) {
    ObservedBatch observed{{}, std::move(batch.content.skipped), batch.content.documents.size(), batch.bytes};
    JsonText lines;
    for (const corpus::Document& document : batch.content.documents) {
      statistics[worker].observe(document);
      if (!sink) continue;
      append_document(lines, document);
      lines.end_line();
    }
    observed.lines = lines.take();
    return observed;
  };
  const auto consume = [&](ObservedBatch observed) {
    if (sink) sink(observed.lines);
    skipped_count += observed.skipped.size();
    const auto kept = std::min(observed.skipped.size(), kMostSkipped - skipped.size());
    skipped.insert(skipped.end(), observed.skipped.begin(),
                   observed.skipped.begin() + static_cast<std::ptrdiff_t>(kept));
    documents += observed.documents;
    report(progress, "reading", documents, observed.bytes);
  };
  run_ordered(
      threads, [&] { return next_batch(stream, stop); }, work, consume);
  for (std::size_t i = 1; i < statistics.size(); ++i) statistics.front() += statistics[i];
  return {std::move(statistics.front()), std::move(skipped), skipped_count};
}

ShardCounts score(corpus::DocumentStream& stream, const models::Model& model, const ScoreStage& stage,
                  const Sink& sink, const OnProgress& progress) {
  ShardCounts counts;
  const auto work = [&](models::Scorer& scorer, Batch batch) {
    ScoredBatch scored;
    scored.bytes = batch.bytes;
    JsonText rows;
    for (const corpus::Diagnostic& diagnostic : batch.content.skipped) append_skipped_row(rows, diagnostic);
    scored.counts.skipped = batch.content.skipped.size();
    for (const corpus::Document& document : batch.content.documents) {
      if (stage.document_rows) append_document_row(rows, document);
      const models::DocumentResult result = scorer.score(document, stage.options);
      count(document, result, scored.counts);
      append_result_rows(rows, model, document, result);
    }
    scored.rows = rows.take();
    return scored;
  };
  const auto consume = [&](ScoredBatch scored) {
    sink(scored.rows);
    counts.documents += scored.counts.documents;
    counts.author_documents += scored.counts.author_documents;
    counts.passages += scored.counts.passages;
    counts.skipped += scored.counts.skipped;
    report(progress, "scoring", counts.documents + counts.author_documents, scored.bytes);
  };
  score_batches(stream, model, stage.threads, stage.stop, work, consume);
  return counts;
}

ShardCounts score_shard(corpus::DocumentStream& stream, const models::Model& model, const ScoreStage& stage,
                        const Sink& sink, const OnProgress& progress) {
  JsonText text;
  append_shard_row(text, models::fingerprint(model), stage.options);
  sink(text.take());
  const ShardCounts counts = score(stream, model, stage, sink, progress);
  append_end_row(text, counts, stream.digests());
  sink(text.take());
  return counts;
}

}  // namespace bearout::pipeline
