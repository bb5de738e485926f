#include "models/sample_channels.hpp"

#include <algorithm>
#include <optional>

namespace bearout::models {

SampleChannels::SampleChannels(const Model& model, const ModelIndex& index,
                               std::span<const WeightedText> rows, const Analyzer& analyzer,
                               const CorpusLearning* learning, const Parallel& parallel)
    : rows_(rows),
      analyzer_(&analyzer),
      outcomes_(model.outcomes.size()),
      reader_(model, index, nullptr),
      values_(rows.size() * kFirstChannels * outcomes_),
      neighbours_(rows.size() * kNeighbours),
      neighbour_counts_(rows.size()) {
  const auto read = [&](ChannelReader& reader, std::size_t i) {
    reader.read(rows[i], analyzer);
    const auto values = reader.values().first(kFirstChannels * outcomes_);
    std::copy(values.begin(), values.end(), values_.begin() + static_cast<std::ptrdiff_t>(i * values.size()));
    const auto neighbours = reader.neighbours();
    std::copy(neighbours.begin(), neighbours.end(),
              neighbours_.begin() + static_cast<std::ptrdiff_t>(i * kNeighbours));
    neighbour_counts_[i] = static_cast<std::uint8_t>(neighbours.size());
  };
  parallel(rows.size(), [&](std::size_t begin, std::size_t end) {
    std::optional<ChannelReader> another;  // a reader serves one thread
    if (begin > 0) another.emplace(model, index, nullptr);
    for (std::size_t i = begin; i < end; ++i) read(another ? *another : reader_, i);
  });
  reader_.learn(learning);
}

std::span<const float> SampleChannels::read(std::size_t passage) {
  const std::size_t figures = kFirstChannels * outcomes_;
  reader_.read_again(rows_[passage], *analyzer_, std::span(values_).subspan(passage * figures, figures),
                     neighbours_of(passage));
  return reader_.values();
}

std::span<const float> SampleChannels::read_neighbours(std::size_t passage) {
  reader_.read_neighbours_again(rows_[passage], neighbours_of(passage));
  return reader_.values(Channel::neighbours);
}

}  // namespace bearout::models
