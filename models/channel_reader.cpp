#include "models/channel_reader.hpp"

#include <algorithm>
#include <cmath>

namespace bearout::models {

ChannelReader::ChannelReader(const Model& model, const ModelIndex& index, const CorpusLearning* learning)
    : model_(&model),
      index_(&index),
      learning_(learning),
      outcomes_(model.space.outcomes()),
      table_(index.sources(model), *index.figures, learning),
      values_(kChannels * outcomes_),
      likeness_(model.landmarks.size()),
      block_highest_((model.landmarks.size() + kHighestBlock - 1) / kHighestBlock),
      meaning_(static_cast<std::size_t>(model.space.meanings.rows())),
      vector_(meaning_.size()) {
  bound_prior();
  if (outcomes_ < 2) return;
  const std::span<const float> mean(index.mean_to_outcomes.data(), outcomes_);
  mean_bound_ = {-static_cast<double>(*std::min_element(mean.begin(), mean.end())), -passage_mean(mean)};
}

void ChannelReader::learn(const CorpusLearning* learning) {
  learning_ = learning;
  table_.learn(learning);
  bound_prior();
}

void ChannelReader::bound_prior() {
  prior_bound_ = {};
  if (learning_ == nullptr || outcomes_ < 2) return;
  const Spread spread = measure_spread(learning_->prior);
  prior_bound_ = {static_cast<double>(spread.highest),
                  static_cast<double>(spread.sum) / static_cast<double>(outcomes_)};
}

void ChannelReader::find_figures(const WeightedText& text, const Analyzer& analyzer) {
  table_.begin_text();
  figures_.clear();
  terms_.clear();
  for (const TextTerm& term : text.terms) {
    figures_.push_back(&table_.find(term, analyzer));
    terms_.push_back(term.term);
  }
  shares_.assign(kChannels * figures_.size(), 0.0F);
  length_factor_ = length_factor(text.length, model_->pivot);
  meant_ = false;
  meaning_factor_ = 0;
  neighbours_.clear();
  neighbour_factor_ = 0;
}

void ChannelReader::begin(const WeightedText& text, const Analyzer& analyzer) {
  find_figures(text, analyzer);
  weigh_known(text);
  share_out(text);
  share_learned(text);
}

void ChannelReader::read_again(const WeightedText& text, const Analyzer& analyzer,
                               std::span<const float> first, std::span<const Neighbour> neighbours) {
  find_figures(text, analyzer);
  share_learned(text);
  std::copy(first.begin(), first.end(), values_.begin());
  sum_channel(Channel::self_trained);
  bound_learned();
  sum_channel(Channel::smoothed);
  read_neighbours_again(text, neighbours);
}

void ChannelReader::read_neighbours_again(const WeightedText& text, std::span<const Neighbour> neighbours) {
  neighbours_.assign(neighbours.begin(), neighbours.end());
  sum_neighbours(!text.terms.empty());
}

void ChannelReader::sum_channel(Channel channel) {
  const auto c = static_cast<std::size_t>(channel);
  const std::size_t n = figures_.size();
  scaled_.clear();
  for (std::size_t t = 0; t < n; ++t) {
    const float* const row = figures_[t]->channels[c];
    const float factor = shares_[c * n + t];
    if (row != nullptr && factor != 0) scaled_.push_back({row, factor});
  }
  if (channel == Channel::meaning && meaning_factor_ > 0)
    scaled_.push_back({index_->mean_to_outcomes.data(), static_cast<float>(-meaning_factor_)});
  sum_rows(scaled_, std::span(values_).subspan(c * outcomes_, outcomes_));
}

void ChannelReader::sum_terms() {
  for (std::size_t c = 0; c < kTermChannels; ++c) {
    if (static_cast<Channel>(c) != Channel::words) sum_channel(static_cast<Channel>(c));
  }
  bound_learned();
  const std::span<float> neighbours = std::span(values_).subspan(kTermChannels * outcomes_);
  std::fill(neighbours.begin(), neighbours.end(), 0.0F);
}

ChannelBounds ChannelReader::bounds() const {
  ChannelBounds bounds;
  const std::size_t n = figures_.size();
  for (std::size_t c = 0; c < kTermChannels; ++c) {
    for (std::size_t t = 0; t < n; ++t) {
      const auto part = static_cast<double>(shares_[c * n + t]);
      bounds[c].highest += part * static_cast<double>(figures_[t]->highest[c]);
      bounds[c].mean += part * static_cast<double>(figures_[t]->means[c]);
    }
  }
  const auto add = [&](Channel channel, double factor, const ChannelBound& all) {
    ChannelBound& bound = bounds[static_cast<std::size_t>(channel)];
    bound.highest += factor * all.highest;
    bound.mean += factor * all.mean;
  };
  if (learned_factor_ > 0) {
    add(Channel::self_trained, learned_factor_, prior_bound_);
    // What is cut off above would lower the mean; what is cut off below can only raise it.
    if (bounds[static_cast<std::size_t>(Channel::self_trained)].highest > kMostLogOdds * learning_->trust)
      bounds[static_cast<std::size_t>(Channel::self_trained)].mean = -kMostLogOdds * learning_->trust;
  }
  if (!meant_ && model_->space.knowledge) {
    // A cosine, whatever the vectors are; and its mean over unit vectors is one with their mean.
    bounds[static_cast<std::size_t>(Channel::meaning)] = {length_factor_,
                                                          -length_factor_ * index_->mean_outcome_length};
  } else if (meaning_factor_ > 0) {
    add(Channel::meaning, meaning_factor_, mean_bound_);
  }
  return bounds;
}

bool ChannelReader::words_may_reach(double value) const {
  constexpr auto kWords = static_cast<std::size_t>(Channel::words);
  const std::size_t n = figures_.size();
  double highest = kBoundRounding;
  for (std::size_t t = 0; t < n; ++t) {
    highest +=
        static_cast<double>(shares_[kWords * n + t]) * static_cast<double>(figures_[t]->highest[kWords]);
  }
  return highest >= value;
}

/// The channels over words: cosines, and the share of the passage that has a near word.
void ChannelReader::share_out(const WeightedText& text) {
  const std::size_t n = figures_.size();
  double parts_square = 0;
  double idf_sum = 0;
  for (std::size_t t = 0; t < n; ++t) {
    const double tf = dampened_frequency(text.terms[t].frequency);
    parts_square += tf * tf * static_cast<double>(figures_[t]->parts_square);
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
void ChannelReader::measure_meaning(const WeightedText& text) {
  meant_ = true;
  const OutcomeSpace& space = model_->space;
  if (!space.knowledge) return;
  const std::size_t n = figures_.size();
  scaled_bytes_.clear();
  double to_mean = 0;
  for (std::size_t t = 0; t < n; ++t) {
    const std::uint32_t vector = figures_[t]->vector;
    if (vector == Knowledge::kNone) continue;
    table_.complete(text.terms[t].stem);
    const auto weight = static_cast<float>(text.terms[t].weight);
    scaled_bytes_.push_back(
        {space.knowledge->vector(vector).data(), weight * space.knowledge->scale(vector)});
    to_mean += text.terms[t].weight * static_cast<double>(figures_[t]->to_mean);
  }
  if (scaled_bytes_.empty()) return;
  sum_rows(scaled_bytes_, meaning_);
  const double length = std::sqrt(static_cast<double>(dot(meaning_, meaning_)));
  if (length < 1e-9) return;
  // |z - mu|^2 = 1 - 2 z.mu + |mu|^2 for unit z
  const double square = 1 - 2 * to_mean / length + index_->mean_square;
  if (square < 1e-12) return;
  meaning_factor_ = length_factor_ / std::sqrt(square);
  float* shares = shares_.data() + static_cast<std::size_t>(Channel::meaning) * n;
  for (std::size_t t = 0; t < n; ++t)
    shares[t] = static_cast<float>(text.terms[t].weight / length * meaning_factor_);
  meaning_length_ = length;
}

void ChannelReader::share_learned(const WeightedText& text) {
  learned_factor_ = 0;
  if (learning_ == nullptr) return;
  const std::size_t n = figures_.size();
  double tokens = 0;
  double weights = 0;
  for (std::size_t t = 0; t < n; ++t) {
    weights += text.terms[t].weight;
    if (figures_[t]->learned()) tokens += text.terms[t].frequency;
  }
  // A passage of which nothing was learned hears nothing, not even how common each outcome is.
  learned_factor_ = tokens == 0 ? 0 : learning_->trust / std::sqrt(tokens);
  for (std::size_t t = 0; t < n; ++t) {
    if (!figures_[t]->learned()) continue;
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
void ChannelReader::find_neighbours() {
  neighbours_.clear();
  if (model_->landmarks.size() == 0 || figures_.empty()) return;
  const bool meant = meaning_factor_ > 0;
  if (meant) {
    const double factor = kMeaningLikeness * meaning_factor_ / length_factor_;
    for (std::size_t k = 0; k < meaning_.size(); ++k) {
      vector_[k] = static_cast<float>(
          factor * (static_cast<double>(meaning_[k]) / meaning_length_ -
                    static_cast<double>(model_->space.mean_meaning[static_cast<Eigen::Index>(k)])));
    }
    index_->landmark_meanings.multiply(vector_, likeness_);
  } else {
    std::fill(likeness_.begin(), likeness_.end(), 0.0F);
  }
  for (std::size_t t = 0; t < figures_.size(); ++t) {
    if (terms_[t] == Vocabulary::kNone) continue;
    for (SparseRows::InnerIterator it(index_->landmark_postings, static_cast<Eigen::Index>(terms_[t])); it;
         ++it)
      likeness_[static_cast<std::size_t>(it.col())] += weights_[t] * static_cast<float>(it.value());
  }
  highest_by_block(likeness_, block_highest_);
  choose_neighbours(likeness_, block_highest_, 1 + (meant ? static_cast<float>(kMeaningLikeness) : 0.0F),
                    neighbours_);
}

void ChannelReader::sum_neighbours(bool has_terms) {
  const std::span<float> values = std::span(values_).subspan(kTermChannels * outcomes_);
  if (learning_ == nullptr || model_->landmarks.size() == 0 || !has_terms) {
    std::fill(values.begin(), values.end(), 0.0F);
    return;
  }
  double sum = kAverageNeighbour;
  for (const Neighbour& neighbour : neighbours_) sum += static_cast<double>(neighbour.likeness);
  neighbour_factor_ = learning_->coherence / sum;
  scaled_.clear();
  scaled_.push_back(
      {learning_->mean_roots.data(), static_cast<float>(neighbour_factor_ * kAverageNeighbour)});
  for (const Neighbour& neighbour : neighbours_) {
    scaled_.push_back({learning_->landmark_roots.data() + neighbour.landmark * outcomes_,
                       static_cast<float>(neighbour_factor_ * static_cast<double>(neighbour.likeness))});
  }
  sum_rows(scaled_, values);
}

/// What one term gives to the likeness with each neighbour.
void ChannelReader::add_likeness_parts(std::size_t term) {
  const auto meaning = static_cast<double>(share(Channel::meaning, term));
  const bool meant = meaning > 0 && figures_[term]->vector != Knowledge::kNone;
  if (meant) {
    const Knowledge& knowledge = *model_->space.knowledge;
    const auto bytes = knowledge.vector(figures_[term]->vector);
    const float scale = knowledge.scale(figures_[term]->vector);
    for (std::size_t k = 0; k < bytes.size(); ++k) vector_[k] = scale * static_cast<float>(bytes[k]);
  }
  for (const Neighbour& neighbour : neighbours_) {
    const auto landmark = static_cast<Eigen::Index>(neighbour.landmark);
    double part = 0;
    if (meant) {
      const std::span own(model_->landmarks.meanings.col(landmark).data(), vector_.size());
      part += kMeaningLikeness / length_factor_ * meaning * static_cast<double>(dot(vector_, own));
    }
    if (terms_[term] != Vocabulary::kNone) {
      part += static_cast<double>(weights_[term]) *
              index_->landmark_postings.coeff(static_cast<Eigen::Index>(terms_[term]), landmark);
    }
    likeness_parts_.push_back(part);
  }
}

bool ChannelReader::speaks_for(std::size_t outcome) const {
  if (values(Channel::words)[outcome] > 0) return true;
  if (learned_factor_ == 0) return false;
  return values(Channel::self_trained)[outcome] >
         static_cast<float>(learned_factor_) * learning_->prior[outcome];
}

void ChannelReader::prepare() {
  const std::size_t n = figures_.size();
  const auto mean = [&](const float* row) { return outcomes_ < 2 ? 0.0 : passage_mean({row, outcomes_}); };
  likeness_parts_.clear();
  for (std::size_t t = 0; t < n; ++t) add_likeness_parts(t);
  mean_summands_.assign(kChannels * n, 0.0);
  for (std::size_t c = 0; c < kTermChannels; ++c) {
    for (std::size_t t = 0; t < n; ++t) {
      const float* const row = figures_[t]->channels[c];
      const float factor = shares_[c * n + t];
      if (row != nullptr && factor != 0) mean_summands_[c * n + t] = static_cast<double>(factor) * mean(row);
    }
  }
  for (std::size_t k = 0; k < neighbours_.size(); ++k) {
    const double root = mean(learning_->landmark_roots.data() + neighbours_[k].landmark * outcomes_);
    for (std::size_t t = 0; t < n; ++t) {
      mean_summands_[kTermChannels * n + t] +=
          neighbour_factor_ * likeness_parts_[t * neighbours_.size() + k] * root;
    }
  }
}

double ChannelReader::summand(Channel channel, std::size_t term, std::size_t outcome) const {
  if (channel != Channel::neighbours) {
    const float* const row = figures_[term]->of(channel);
    return row == nullptr ? 0.0
                          : static_cast<double>(share(channel, term)) * static_cast<double>(row[outcome]);
  }
  double sum = 0;
  for (std::size_t k = 0; k < neighbours_.size(); ++k) {
    sum += likeness_parts_[term * neighbours_.size() + k] *
           static_cast<double>(learning_->landmark_roots[neighbours_[k].landmark * outcomes_ + outcome]);
  }
  return neighbour_factor_ * sum;
}

}  // namespace bearout::models
