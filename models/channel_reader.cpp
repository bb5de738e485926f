#include "models/channel_reader.hpp"

#include <algorithm>
#include <cmath>

namespace bearout::models {

ChannelReader::ChannelReader(const Model& model, const ModelIndex& index, const CorpusLearning* learning)
    : model_(&model),
      index_(&index),
      learning_(learning),
      outcomes_(model.space.outcomes()),
      table_(model.space, index.outcomes, model.landmarks, learning),
      values_(kChannels * outcomes_),
      meaning_(model.space.meanings.rows()) {}

void ChannelReader::read(const WeightedText& text, const Analyzer& analyzer) {
  table_.begin_text();
  figures_.clear();
  terms_.clear();
  weights_.clear();
  for (const TextTerm& term : text.terms) {
    figures_.push_back(table_.find(term, analyzer.stem(term.stem)));
    terms_.push_back(term.term);
  }
  weigh_known(text);
  shares_.assign(kChannels * figures_.size(), 0.0F);
  length_factor_ = length_factor(text.length, model_->pivot);
  share_out(text);
  share_meaning(text);
  share_learned(text);
  std::fill(values_.begin(), values_.end(), 0.0F);
  for (std::size_t c = 0; c < kTermChannels; ++c) {
    float* values = values_.data() + c * outcomes_;
    for (std::size_t t = 0; t < figures_.size(); ++t) {
      const float part = shares_[c * figures_.size() + t];
      if (part == 0) continue;
      const float* figures = figures_[t].of(static_cast<Channel>(c), outcomes_);
      for (std::size_t j = 0; j < outcomes_; ++j) values[j] += part * figures[j];
    }
  }
  if (meaning_factor_ > 0) {
    float* meaning = values_.data() + static_cast<std::size_t>(Channel::meaning) * outcomes_;
    for (std::size_t j = 0; j < outcomes_; ++j) {
      meaning[j] -=
          static_cast<float>(meaning_factor_) * index_->mean_to_outcomes[static_cast<Eigen::Index>(j)];
    }
  }
  bound_learned();
  ask_neighbours();
}

/// The channels over words: cosines, and the share of the passage that has a near word.
void ChannelReader::share_out(const WeightedText& text) {
  const std::size_t n = figures_.size();
  double parts_square = 0;
  double idf_sum = 0;
  for (std::size_t t = 0; t < n; ++t) {
    const double tf = dampened_frequency(text.terms[t].frequency);
    parts_square += tf * tf * static_cast<double>(figures_[t].parts_square);
    idf_sum += text.terms[t].idf;
  }
  const auto shares = [&](Channel channel) { return shares_.data() + static_cast<std::size_t>(channel) * n; };
  for (std::size_t t = 0; t < n; ++t) {
    shares(Channel::words)[t] = static_cast<float>(length_factor_ * text.terms[t].weight);
    shares(Channel::alike)[t] = static_cast<float>(length_factor_ * text.terms[t].idf / idf_sum);
    if (parts_square > 0) {
      shares(Channel::parts)[t] = static_cast<float>(
          length_factor_ * dampened_frequency(text.terms[t].frequency) / std::sqrt(parts_square));
    }
  }
}

/// The channel over word vectors: cosine of means, less the corpus' own mean.
void ChannelReader::share_meaning(const WeightedText& text) {
  meaning_factor_ = 0;
  const OutcomeSpace& space = model_->space;
  if (!space.knowledge) return;
  meaning_.setZero();
  const std::size_t n = figures_.size();
  for (std::size_t t = 0; t < n; ++t) {
    if (figures_[t].vector == Knowledge::kNone) continue;
    add_meaning(*space.knowledge, figures_[t].vector, static_cast<float>(text.terms[t].weight), meaning_);
  }
  const auto length = static_cast<double>(meaning_.norm());
  if (length < 1e-9) return;
  meaning_ /= static_cast<float>(length);
  // |z - mu|^2 = 1 - 2 z.mu + |mu|^2 for unit z
  const double square = 1 - 2 * static_cast<double>(meaning_.dot(space.mean_meaning)) + index_->mean_square;
  if (square < 1e-12) return;
  meaning_factor_ = length_factor_ / std::sqrt(square);
  float* shares = shares_.data() + static_cast<std::size_t>(Channel::meaning) * n;
  for (std::size_t t = 0; t < n; ++t)
    shares[t] = static_cast<float>(text.terms[t].weight / length * meaning_factor_);
}

void ChannelReader::share_learned(const WeightedText& text) {
  learned_factor_ = 0;
  if (learning_ == nullptr) return;
  const std::size_t n = figures_.size();
  double tokens = 0;
  double weights = 0;
  for (std::size_t t = 0; t < n; ++t) {
    weights += text.terms[t].weight;
    if (figures_[t].learned) tokens += text.terms[t].frequency;
  }
  // A passage of which nothing was learned hears nothing, not even how common each outcome is.
  learned_factor_ = tokens == 0 ? 0 : learning_->trust / std::sqrt(tokens);
  for (std::size_t t = 0; t < n; ++t) {
    if (!figures_[t].learned) continue;
    shares_[static_cast<std::size_t>(Channel::self_trained) * n + t] =
        static_cast<float>(learned_factor_ * text.terms[t].frequency);
    shares_[static_cast<std::size_t>(Channel::smoothed) * n + t] =
        static_cast<float>(length_factor_ * text.terms[t].weight / std::max(weights, 0.1));
  }
}

/// Adds the outcomes' prior and keeps naive Bayes within bounds.
void ChannelReader::bound_learned() {
  if (learning_ == nullptr || learned_factor_ == 0) return;
  float* values = values_.data() + static_cast<std::size_t>(Channel::self_trained) * outcomes_;
  const auto most = static_cast<float>(kMostLogOdds * learning_->trust);
  for (std::size_t j = 0; j < outcomes_; ++j) {
    values[j] =
        std::clamp(values[j] + static_cast<float>(learned_factor_) * learning_->prior[j], -most, most);
  }
}

/// Landmarks know the vocabulary's terms alone, so likeness in words is a cosine over these.
void ChannelReader::weigh_known(const WeightedText& text) {
  double square_sum = 0;
  for (const TextTerm& term : text.terms) {
    if (term.term != Vocabulary::kNone) square_sum += term.weight * term.weight;
  }
  const double length = square_sum > 0 ? std::sqrt(square_sum) : 1;
  weights_.clear();
  for (const TextTerm& term : text.terms) weights_.push_back(static_cast<float>(term.weight / length));
}

/// The channel over landmarks: likeness of all, then what the nearest say.
void ChannelReader::ask_neighbours() {
  neighbours_.clear();
  neighbour_factor_ = 0;
  if (learning_ == nullptr || model_->landmarks.size() == 0 || figures_.empty()) return;
  likeness_.assign(model_->landmarks.size(), 0.0F);
  const std::size_t n = figures_.size();
  const float* shares = shares_.data() + static_cast<std::size_t>(Channel::meaning) * n;
  const bool meant = meaning_factor_ > 0;
  const double scale = meant ? kMeaningLikeness / length_factor_ : 0;
  for (std::size_t t = 0; t < n; ++t) {
    if (meant && figures_[t].likeness != nullptr) {
      const auto part = static_cast<float>(scale * static_cast<double>(shares[t]));
      for (std::size_t l = 0; l < likeness_.size(); ++l) likeness_[l] += part * figures_[t].likeness[l];
    }
    if (terms_[t] == Vocabulary::kNone) continue;
    for (SparseRows::InnerIterator it(index_->landmark_postings, static_cast<Eigen::Index>(terms_[t])); it;
         ++it)
      likeness_[static_cast<std::size_t>(it.col())] += weights_[t] * static_cast<float>(it.value());
  }
  if (meant) {
    const auto part = static_cast<float>(scale * meaning_factor_);
    for (std::size_t l = 0; l < likeness_.size(); ++l)
      likeness_[l] -= part * index_->mean_to_landmarks[static_cast<Eigen::Index>(l)];
  }
  choose_neighbours(likeness_, 1 + (meant ? static_cast<float>(kMeaningLikeness) : 0.0F), neighbours_);
  double sum = kAverageNeighbour;
  for (const Neighbour& neighbour : neighbours_) sum += static_cast<double>(neighbour.likeness);
  neighbour_factor_ = learning_->coherence / sum;
  float* values = values_.data() + static_cast<std::size_t>(Channel::neighbours) * outcomes_;
  for (std::size_t j = 0; j < outcomes_; ++j) {
    double value = kAverageNeighbour * static_cast<double>(learning_->mean_roots[j]);
    for (const Neighbour& neighbour : neighbours_) {
      value += static_cast<double>(neighbour.likeness) *
               static_cast<double>(learning_->landmark_roots[neighbour.landmark * outcomes_ + j]);
    }
    values[j] = static_cast<float>(neighbour_factor_ * value);
  }
}

/// What one term gives to the likeness with a landmark.
double ChannelReader::likeness_part(std::size_t term, std::size_t landmark) const {
  double part = 0;
  if (meaning_factor_ > 0 && figures_[term].likeness != nullptr) {
    part += kMeaningLikeness / length_factor_ * static_cast<double>(share(Channel::meaning, term)) *
            static_cast<double>(figures_[term].likeness[landmark]);
  }
  if (terms_[term] == Vocabulary::kNone) return part;
  return part + static_cast<double>(weights_[term]) *
                    index_->landmark_postings.coeff(static_cast<Eigen::Index>(terms_[term]),
                                                    static_cast<Eigen::Index>(landmark));
}

bool ChannelReader::speaks_for(std::size_t outcome) const {
  if (values(Channel::words)[outcome] > 0) return true;
  if (learned_factor_ == 0) return false;
  return values(Channel::self_trained)[outcome] >
         static_cast<float>(learned_factor_) * learning_->prior[outcome];
}

void ChannelReader::prepare() {
  const std::size_t n = figures_.size();
  likeness_parts_.clear();
  for (std::size_t t = 0; t < n; ++t) {
    for (const Neighbour& neighbour : neighbours_)
      likeness_parts_.push_back(likeness_part(t, neighbour.landmark));
  }
  mean_summands_.assign(kChannels * n, 0.0);
  for (std::size_t c = 0; c < kChannels; ++c) {
    for (std::size_t t = 0; t < n; ++t) {
      double sum = 0;
      for (std::size_t j = 0; j < outcomes_; ++j) sum += summand(static_cast<Channel>(c), t, j);
      mean_summands_[c * n + t] = sum / static_cast<double>(std::max<std::size_t>(1, outcomes_));
    }
  }
}

double ChannelReader::summand(Channel channel, std::size_t term, std::size_t outcome) const {
  if (channel != Channel::neighbours) {
    return static_cast<double>(share(channel, term)) *
           static_cast<double>(figures_[term].of(channel, outcomes_)[outcome]);
  }
  double sum = 0;
  for (std::size_t k = 0; k < neighbours_.size(); ++k) {
    sum += likeness_parts_[term * neighbours_.size() + k] *
           static_cast<double>(learning_->landmark_roots[neighbours_[k].landmark * outcomes_ + outcome]);
  }
  return neighbour_factor_ * sum;
}

}  // namespace bearout::models
