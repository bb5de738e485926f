#include "models/term_table.hpp"

#include <algorithm>

namespace bearout::models {

namespace {

// Enough for what 20,000 passages say of 100 outcomes: working a stem out again costs more than its room.
constexpr std::size_t kMostBytes = std::size_t{160} << 20U;

}  // namespace

TermTable::TermTable(const OutcomeSpace& space, const OutcomeIndex& index, const Landmarks& landmarks,
                     const CorpusLearning* learning)
    : space_(&space), index_(&index), landmarks_(&landmarks), learning_(learning) {}

void TermTable::forget() {
  places_.clear();
  figures_.clear();
  blocks_.clear();
}

void TermTable::begin_text() {
  const std::size_t figures = kTermChannels * space_->outcomes() + landmarks_->size();
  if (blocks_.size() * figures * sizeof(float) > kMostBytes) forget();
}

TermFigures TermTable::find(const TextTerm& term, std::string_view stem) {
  if (term.stem >= places_.size()) places_.resize(term.stem + std::size_t{1} + term.stem / 2, 0);
  std::uint32_t& place = places_[term.stem];
  if (place == 0) {
    figures_.push_back(work_out(term, stem));
    place = static_cast<std::uint32_t>(figures_.size());
  }
  return figures_[place - 1];
}

TermFigures TermTable::work_out(const TextTerm& term, std::string_view stem) {
  const std::size_t m = space_->outcomes();
  const std::size_t figure_count = kTermChannels * m;
  blocks_.push_back(std::make_unique<float[]>(figure_count + landmarks_->size()));
  float* figures = blocks_.back().get();
  const auto part = [&](Channel channel) {
    return std::span(figures + static_cast<std::size_t>(channel) * m, m);
  };
  TermFigures result;
  result.figures = figures;
  result.vector = index_->vector_of(stem);
  Eigen::VectorXf meaning;
  if (result.vector != Knowledge::kNone) {
    meaning.setZero(space_->meanings.rows());
    add_meaning(*space_->knowledge, result.vector, 1, meaning);
  }
  const OutcomeIndex::Figures out{part(Channel::words), part(Channel::parts), part(Channel::meaning),
                                  part(Channel::alike)};
  result.parts_square = static_cast<float>(index_->read(stem, term.term, result.vector, meaning, out));
  for (std::size_t j = 0; j < m; ++j) {
    if (space_->widened_lengths[j] > 0) out.words[j] /= static_cast<float>(space_->widened_lengths[j]);
  }
  if (result.vector != Knowledge::kNone && landmarks_->size() > 0) {
    Eigen::Map<Eigen::VectorXf>(figures + figure_count, landmarks_->meanings.cols()) =
        landmarks_->meanings.transpose() * meaning;
    result.likeness = figures + figure_count;
  }
  result.term = term.term;
  add_learning(result, figures);
  return result;
}

void TermTable::learn(const CorpusLearning* learning) {
  learning_ = learning;
  for (std::size_t i = 0; i < figures_.size(); ++i) add_learning(figures_[i], blocks_[i].get());
}

void TermTable::add_learning(TermFigures& result, float* figures) const {
  const std::size_t m = space_->outcomes();
  const std::size_t row = learning_ == nullptr ? CorpusLearning::kNoRow : learning_->row_of(result.term);
  result.learned = row != CorpusLearning::kNoRow;
  if (!result.learned) return;
  const auto odds = learning_->log_odds_of(row);
  const auto attraction = learning_->attraction_of(row);
  std::copy(odds.begin(), odds.end(), figures + static_cast<std::size_t>(Channel::self_trained) * m);
  std::copy(attraction.begin(), attraction.end(), figures + static_cast<std::size_t>(Channel::smoothed) * m);
}

}  // namespace bearout::models
