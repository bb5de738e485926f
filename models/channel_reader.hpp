#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "models/analyzer.hpp"
#include "models/channels.hpp"
#include "models/corpus_learning.hpp"
#include "models/landmarks.hpp"
#include "models/matcher.hpp"
#include "models/model.hpp"
#include "models/passage_judge.hpp"
#include "models/row_sums.hpp"
#include "models/term_table.hpp"
#include "models/weighting.hpp"

namespace bearout::models {

/// A passage in all channels: value(c, j) for channel c and outcome j of m, and what each of its terms gives.
class ChannelReader {
 public:
  /// All must outlive it; `learning` may be null: then its channels are 0.
  ChannelReader(const Model& model, const ModelIndex& index, const CorpusLearning* learning);

  /// Reads one passage; what the functions below say is about the last one read.
  void read(const WeightedText& text, const Analyzer& analyzer) {
    begin(text, analyzer);
    sum_words();
    measure_meaning(text);
    sum_terms();
    ask_neighbours();
  }
  /// The same in steps, of which the later ones are the dearer ones. begin() knows what bounds the channels;
  /// their values are what the last passage left.
  void begin(const WeightedText& text, const Analyzer& analyzer);
  void sum_words() { sum_channel(Channel::words); }
  /// Only the channel of that name: no step of read(), whose sum_terms() does it, too.
  void sum_parts() { sum_channel(Channel::parts); }
  /// Where the passage stands among word vectors: tighter bounds of the meaning channel.
  void measure_meaning(const WeightedText& text);
  /// The other channels over terms (the first is sum_words()'s); neighbours are 0 until they are asked.
  void sum_terms();
  void ask_neighbours() {
    find_neighbours();
    sum_neighbours(!figures_.empty());
  }
  /// Of each channel over terms: what no value exceeds, and what the mean does not fall below. Requires two
  /// outcomes.
  [[nodiscard]] ChannelBounds bounds() const;
  /// Whether the words channel could have so high a value: false is certain. Requires two outcomes.
  [[nodiscard]] bool words_may_reach(double value) const;

  /// The nearest landmarks, whether or not anything is known of them yet.
  void find_neighbours();
  [[nodiscard]] std::span<const Neighbour> neighbours() const { return neighbours_; }
  /// read() of a passage that was read before, of which only what the corpus taught is new. `first`: its
  /// values of the first kFirstChannels channels; `neighbours`: its neighbours.
  void read_again(const WeightedText& text, const Analyzer& analyzer, std::span<const float> first,
                  std::span<const Neighbour> neighbours);
  /// Only the channel of that name.
  void read_neighbours_again(const WeightedText& text, std::span<const Neighbour> neighbours);

  [[nodiscard]] std::span<const float> values(Channel channel) const {
    return std::span(values_).subspan(static_cast<std::size_t>(channel) * outcomes_, outcomes_);
  }
  /// kChannels x m, row by row.
  [[nodiscard]] std::span<const float> values() const { return values_; }
  [[nodiscard]] std::size_t terms() const { return figures_.size(); }
  /// Whether a word, or what the corpus taught about one, speaks for the outcome. Without that a high score
  /// is mere standing.
  [[nodiscard]] bool speaks_for(std::size_t outcome) const;
  /// What term number `term` of the passage gives to value(channel, outcome): its summand. Requires
  /// prepare().
  [[nodiscard]] double summand(Channel channel, std::size_t term, std::size_t outcome) const;
  /// The mean of summand() over the outcomes; 0 where there is one. Requires prepare().
  [[nodiscard]] double mean_summand(Channel channel, std::size_t term) const {
    return mean_summands_[static_cast<std::size_t>(channel) * figures_.size() + term];
  }
  /// Works out what summands have in common, for all outcomes; few passages need it.
  void prepare();

  /// See confidence_of().
  [[nodiscard]] double confidence() const {
    return learning_ == nullptr ? 1 : confidence_of(learning_->trust);
  }

  void forget() { table_.forget(); }
  /// Reads on with what the corpus taught.
  void learn(const CorpusLearning* learning);

 private:
  [[nodiscard]] float share(Channel channel, std::size_t term) const {
    return shares_[static_cast<std::size_t>(channel) * figures_.size() + term];
  }
  void find_figures(const WeightedText& text, const Analyzer& analyzer);
  void share_out(const WeightedText& text);
  void share_learned(const WeightedText& text);
  void sum_channel(Channel channel);
  void sum_neighbours(bool has_terms);
  void bound_learned();
  void bound_prior();
  void weigh_known(const WeightedText& text);
  void add_likeness_parts(std::size_t term);

  const Model* model_;
  const ModelIndex* index_;
  const CorpusLearning* learning_;
  std::size_t outcomes_;
  TermTable table_;
  std::vector<const TermFigures*> figures_;  // by term of the passage
  std::vector<float> shares_;                // kChannels x terms
  std::vector<float> values_;
  std::vector<TermId> terms_;    // of the passage
  std::vector<float> weights_;   // of the terms; those of the vocabulary have length 1
  std::vector<float> likeness_;  // of the landmarks
  std::vector<float> block_highest_;
  std::vector<Neighbour> neighbours_;
  double neighbour_factor_ = 0;         // coherence / sum of likeness
  std::vector<double> likeness_parts_;  // terms x neighbours
  std::vector<double> mean_summands_;   // kChannels x terms
  std::vector<float> meaning_;          // sum of the terms' weighted vectors
  std::vector<float> vector_;           // scratch
  std::vector<ScaledRow> scaled_;       // scratch
  std::vector<ScaledBytes> scaled_bytes_;
  double length_factor_ = 1;
  bool meant_ = false;         // the next two are the passage's
  double meaning_length_ = 0;  // of meaning_
  double meaning_factor_ = 0;  // length factor / length of the unit mean vector minus the corpus' own
  double learned_factor_ = 0;  // 1 / root of the number of learned tokens
  ChannelBound prior_bound_;   // of the outcomes' prior
  ChannelBound mean_bound_;    // of what the corpus' mean takes from the meaning channel
};

}  // namespace bearout::models
