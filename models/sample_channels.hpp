#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/analyzer.hpp"
#include "models/channel_reader.hpp"
#include "models/model.hpp"
#include "models/parallel.hpp"
#include "models/weighting.hpp"

namespace bearout::models {

/// Passages of a sample in all channels, again and again while the corpus teaches: what it does not change
/// is worked out once and kept (kFirstChannels x m figures and some neighbours a passage). Not thread-safe.
class SampleChannels {
 public:
  /// All must outlive it; stems of `rows` belong to `analyzer`. `learning` may be null: then its channels are
  /// 0. The model's landmarks and space are as they will stay. Passages are read in parallel.
  SampleChannels(const Model& model, const ModelIndex& index, std::span<const WeightedText> rows,
                 const Analyzer& analyzer, const CorpusLearning* learning = nullptr,
                 const Parallel& parallel = one_after_another);

  /// Reads on with what the corpus taught.
  void learn(const CorpusLearning* learning) { reader_.learn(learning); }
  /// The values of one passage, kChannels x m, until the next call.
  [[nodiscard]] std::span<const float> read(std::size_t passage);
  /// The same of the last channel alone.
  [[nodiscard]] std::span<const float> read_neighbours(std::size_t passage);
  /// See ChannelReader: of the passage that was read last.
  [[nodiscard]] bool speaks_for(std::size_t outcome) const { return reader_.speaks_for(outcome); }

  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] std::size_t outcomes() const { return outcomes_; }
  [[nodiscard]] std::span<const WeightedText> rows() const { return rows_; }
  /// See confidence_of().
  [[nodiscard]] double confidence() const { return reader_.confidence(); }

 private:
  [[nodiscard]] std::span<const Neighbour> neighbours_of(std::size_t passage) const {
    return std::span(neighbours_).subspan(passage * kNeighbours, neighbour_counts_[passage]);
  }

  std::span<const WeightedText> rows_;
  const Analyzer* analyzer_;
  std::size_t outcomes_;
  ChannelReader reader_;
  std::vector<float> values_;          // passages x kFirstChannels x m
  std::vector<Neighbour> neighbours_;  // passages x kNeighbours
  std::vector<std::uint8_t> neighbour_counts_;
};

}  // namespace bearout::models
