#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document_stream.hpp"
#include "models/model.hpp"
#include "models/scorer.hpp"
#include "models/statistics.hpp"
#include "pipeline/read_batches.hpp"
#include "pipeline/rows.hpp"

namespace bearout::pipeline {

/// With every pair written, a batch of documents makes a thousand times its size in rows: then batches are
/// small.
inline constexpr std::size_t kAllPairsBatchBytes = std::size_t{1} << 14;

/// How many skipped records are told of one by one; the rest is counted.
inline constexpr std::size_t kMostSkipped = 10'000;

/// Called now and then on the thread that called the stage.
struct Progress {
  std::string_view stage;       ///< "reading", "scoring"
  std::uint64_t documents = 0;  ///< so far
  std::uint64_t bytes = 0;      ///< stored bytes read so far; in score_again(): of batches
  std::uint64_t of_bytes = 0;   ///< in all; 0: the stage can't tell
};
using OnProgress = std::function<void(const Progress&)>;

/// What takes the bytes that a stage writes, in order.
using Sink = std::function<void(std::string_view)>;

/// What one walk over the documents has seen.
struct Observed {
  models::Statistics statistics;
  std::vector<corpus::Diagnostic> skipped;  ///< the first kMostSkipped
  std::uint64_t skipped_count = 0;          ///< all of them
};

/// What observe() hands on of the documents themselves, to those that are set.
struct ObserveSinks {
  Sink lines = {};    ///< lines of documents.jsonl.zst
  Sink batches = {};  ///< batches for score_again(), each whole
};

/// Counts all documents of the stream on `threads` threads. The result does not depend on the number of
/// threads. Asked to stop, it throws Stopped after the batches under way.
[[nodiscard]] Observed observe(corpus::DocumentStream& stream, const models::StatisticsOptions& options,
                               std::size_t threads, const ObserveSinks& sinks, const OnProgress& progress,
                               const std::stop_token& stop = {});

struct ScoreStage {
  models::ScoreOptions options;
  bool document_rows = true;  ///< rows hold the documents themselves
  std::size_t threads = 1;
  std::stop_token stop = {};  ///< asked to stop, score() throws Stopped after the batches under way
};

/// Scores all documents of the stream: rows into `sink`, but for the first and the last one. Returns what it
/// counted. The rows do not depend on the number of threads.
[[nodiscard]] ShardCounts score(corpus::DocumentStream& stream, const models::Model& model,
                                const ScoreStage& stage, const Sink& sink, const OnProgress& progress);

/// The same of documents that observe() has read, without reading them again. Records that it skipped are
/// neither counted nor told of again. ScoreStage::document_rows must be off: a batch holds no more of a
/// document than scoring asks for.
[[nodiscard]] ShardCounts score_again(BatchReader& batches, const models::Model& model,
                                      const ScoreStage& stage, const Sink& sink, const OnProgress& progress);

/// score() with the first and the last row: all that `assemble` needs of a shard.
ShardCounts score_shard(corpus::DocumentStream& stream, const models::Model& model, const ScoreStage& stage,
                        const Sink& sink, const OnProgress& progress);

}  // namespace bearout::pipeline
