#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

#include "corpus/document_stream.hpp"
#include "models/model.hpp"
#include "models/scorer.hpp"
#include "pipeline/error.hpp"
#include "pipeline/ordered_workers.hpp"

namespace bearout::pipeline {

/// A batch and how far the stream was when it was read.
struct Batch {
  corpus::DocumentBatch content;
  std::uint64_t bytes = 0;  ///< stored bytes of the inputs
};

/// The next batch, or nothing at the end. Throws Stopped if a stop was asked for, and what the stream throws.
[[nodiscard]] inline std::optional<Batch> next_batch(corpus::DocumentStream& stream,
                                                     const std::stop_token& stop) {
  if (stop.stop_requested()) throw Stopped();
  auto content = stream.next();
  if (!content) return std::nullopt;
  return Batch{std::move(*content), stream.bytes_read()};
}

/// Calls `work(scorer, batch)` for all batches that `produce()` gives on `threads` threads, each with a
/// scorer of its own, and `consume(output)` with what that gives, on the calling thread in the order of the
/// batches.
template <typename Produce, typename Work, typename Consume>
void score_batches(Produce produce, const models::Model& model, std::size_t threads, Work work,
                   Consume consume) {
  std::vector<std::unique_ptr<models::Scorer>> scorers;
  const auto index = std::make_shared<const models::ModelIndex>(model);
  for (std::size_t i = 0; i < std::max<std::size_t>(1, threads); ++i) {
    scorers.push_back(std::make_unique<models::Scorer>(model, index));
  }
  using Input = typename decltype(produce())::value_type;
  run_ordered(
      threads, std::move(produce),
      [&](std::size_t worker, Input batch) { return work(*scorers[worker], std::move(batch)); },
      std::move(consume));
}

}  // namespace bearout::pipeline
