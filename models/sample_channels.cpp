#include "models/sample_channels.hpp"

namespace bearout::models {

SampleChannels::SampleChannels(const Model& model, const ModelIndex& index,
                               std::span<const WeightedText> rows, const Analyzer& analyzer,
                               const CorpusLearning* learning)
    : rows_(rows),
      analyzer_(&analyzer),
      outcomes_(model.outcomes.size()),
      reader_(model, index, nullptr),
      first_neighbour_{0} {
  values_.reserve(rows.size() * kFirstChannels * outcomes_);
  first_neighbour_.reserve(rows.size() + 1);
  for (const WeightedText& row : rows) {
    reader_.read(row, analyzer);
    const auto values = reader_.values().first(kFirstChannels * outcomes_);
    values_.insert(values_.end(), values.begin(), values.end());
    const auto neighbours = reader_.neighbours();
    neighbours_.insert(neighbours_.end(), neighbours.begin(), neighbours.end());
    first_neighbour_.push_back(neighbours_.size());
  }
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
