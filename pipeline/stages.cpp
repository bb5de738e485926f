#include "pipeline/stages.hpp"

#include <algorithm>
#include <cassert>

#include "models/packed_readings.hpp"
#include "pipeline/document_batches.hpp"
#include "pipeline/ordered_workers.hpp"

namespace bearout::pipeline {

namespace {

void report(const OnProgress& progress, const Progress& so_far) {
  if (progress) progress(so_far);
}

struct ObservedBatch {
  std::string lines;
  std::string packed;  // for score_again()
  std::vector<corpus::Diagnostic> skipped;
  std::size_t documents = 0;
  std::uint64_t bytes = 0;
};

/// Counts and packs on one thread.
struct Observer {
  models::Statistics statistics;
  models::ReadingPacker packer = {};

  ObservedBatch observe(Batch batch, const ObserveSinks& sinks) {
    const auto& documents = batch.content.documents;
    ObservedBatch observed{{}, {}, std::move(batch.content.skipped), documents.size(), batch.bytes};
    JsonText lines;
    for (const corpus::Document& document : documents) {
      statistics.observe(document, sinks.batches ? &packer : nullptr);
      if (!sinks.lines) continue;
      append_document(lines, document);
      lines.end_line();
    }
    observed.lines = lines.take();
    if (sinks.batches) observed.packed = pack_batch(documents, packer.take());
    return observed;
  }
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

/// Hands on the rows of batches in their order, and counts.
class RowConsumer {
 public:
  RowConsumer(const Sink& sink, const OnProgress& progress, std::uint64_t of_bytes, std::stop_token stop)
      : sink_(&sink), progress_(&progress), of_bytes_(of_bytes), stop_(std::move(stop)) {}

  void consume(const ScoredBatch& scored) {
    if (stop_.stop_requested()) throw Stopped();  // what was read ahead is not waited for
    (*sink_)(scored.rows);
    counts_.documents += scored.counts.documents;
    counts_.author_documents += scored.counts.author_documents;
    counts_.passages += scored.counts.passages;
    counts_.skipped += scored.counts.skipped;
    report(*progress_, {"scoring", counts_.documents + counts_.author_documents, scored.bytes, of_bytes_});
  }
  [[nodiscard]] const ShardCounts& counts() const { return counts_; }

 private:
  const Sink* sink_;
  const OnProgress* progress_;
  std::uint64_t of_bytes_;
  std::stop_token stop_;
  ShardCounts counts_;
};

/// Packed, and how far the file was when it was read.
struct PackedBatch {
  std::string content;
  std::uint64_t bytes = 0;
};

std::optional<PackedBatch> next_batch(BatchReader& batches, const std::stop_token& stop) {
  if (stop.stop_requested()) throw Stopped();
  auto content = batches.next();
  if (!content) return std::nullopt;
  return PackedBatch{std::move(*content), batches.bytes_read()};
}

}  // namespace

Observed observe(corpus::DocumentStream& stream, const models::StatisticsOptions& options,
                 std::size_t threads, const ObserveSinks& sinks, const OnProgress& progress,
                 const std::stop_token& stop) {
  std::vector<Observer> observers;
  for (std::size_t i = 0; i < std::max<std::size_t>(1, threads); ++i)
    observers.push_back({models::Statistics(options)});
  std::vector<corpus::Diagnostic> skipped;
  std::uint64_t skipped_count = 0;
  std::uint64_t documents = 0;
  const auto work = [&](std::size_t worker, Batch batch) {
    return observers[worker].observe(std::move(batch), sinks);
  };
  const auto consume = [&](ObservedBatch observed) {
    if (stop.stop_requested()) throw Stopped();  // what was read ahead is not waited for
    if (sinks.lines) sinks.lines(observed.lines);
    if (sinks.batches) sinks.batches(observed.packed);
    skipped_count += observed.skipped.size();
    const auto kept = std::min(observed.skipped.size(), kMostSkipped - skipped.size());
    skipped.insert(skipped.end(), observed.skipped.begin(),
                   observed.skipped.begin() + static_cast<std::ptrdiff_t>(kept));
    documents += observed.documents;
    report(progress, {"reading", documents, observed.bytes});
  };
  run_ordered(
      threads, [&] { return next_batch(stream, stop); }, work, consume);
  models::Statistics all = std::move(observers.front().statistics);
  all.set_aside();
  for (; observers.size() > 1; observers.pop_back()) all += std::move(observers.back().statistics);
  return {std::move(all), std::move(skipped), skipped_count};
}

ShardCounts score(corpus::DocumentStream& stream, const models::Model& model, const ScoreStage& stage,
                  const Sink& sink, const OnProgress& progress) {
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
  RowConsumer rows(sink, progress, 0, stage.stop);
  score_batches([&] { return next_batch(stream, stage.stop); }, model, stage.threads, work,
                [&](const ScoredBatch& scored) { rows.consume(scored); });
  return rows.counts();
}

ShardCounts score_again(BatchReader& batches, const models::Model& model, const ScoreStage& stage,
                        const Sink& sink, const OnProgress& progress) {
  assert(!stage.document_rows);
  const auto work = [&](models::Scorer& scorer, const PackedBatch& packed) {
    ScoredBatch scored;
    scored.bytes = packed.bytes;
    JsonText rows;
    const ReadBatch batch = unpack_batch(packed.content);
    scorer.score(batch.documents, batch.readings, stage.options,
                 [&](const corpus::Document& document, const models::DocumentResult& result) {
                   count(document, result, scored.counts);
                   append_result_rows(rows, model, document, result);
                 });
    scored.rows = rows.take();
    return scored;
  };
  RowConsumer rows(sink, progress, batches.size(), stage.stop);
  score_batches([&] { return next_batch(batches, stage.stop); }, model, stage.threads, work,
                [&](const ScoredBatch& scored) { rows.consume(scored); });
  return rows.counts();
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
