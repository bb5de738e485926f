#pragma once

#include <Eigen/Core>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/channels.hpp"
#include "models/decision_learning.hpp"
#include "models/matcher.hpp"
#include "models/passage_space.hpp"

namespace bearout::models {

/// What figures of pairs are measured by, from the sample.
struct PairScale {
  double mean_logit = 0;
  double logit_deviation = 1;
  std::array<double, kChannels> channel_means{};  ///< of what each channel gives to the logit
  std::array<double, kChannels> channel_deviations{1, 1, 1, 1, 1, 1, 1};

  friend bool operator==(const PairScale&, const PairScale&) = default;
};

/// The channel that reviewers' decisions teach. Empty where nothing was decided.
struct Reviewed {
  PassageSpace space;
  PairScale scale;
  Correction correction;
  std::uint64_t taught = 0;  ///< decisions that it was learned from
};

/// A pair whose answer says much about the others: place and outcome of a suggestion to ask about.
struct Question {
  std::string document;
  std::uint64_t start = 0;  ///< of the passage, in code points; nothing for whole documents
  std::uint32_t outcome = 0;

  friend bool operator==(const Question&, const Question&) = default;
};

/// The order in which answers teach most, worked out from the sample.
struct Questions {
  std::vector<Question> among_all;        ///< where every pair is given
  std::vector<Question> among_suggested;  ///< where only suggestions are

  friend bool operator==(const Questions&, const Questions&) = default;
};

/// What each channel gives to a passage's logits: kChannels x m. Their sum and the shift are the logits.
void measure_contributions(const Matcher& matcher, std::span<const float> values, std::span<double> out);

/// Turns a passage that was read into pairs to learn from or to correct. Holds what it is given, which must
/// outlive it; `space` and `scale` may still be learned while it exists. Not thread-safe: one per thread.
class PairReader {
 public:
  PairReader(const Matcher& matcher, const PairScale& scale, PassageVectors vectors, std::size_t outcomes);

  /// Reads a passage: `values` of its channels (kChannels x m) and its logits without references (m).
  void read(const FormCounts& forms, const WeightedText& text, const Analyzer& analyzer,
            std::span<const float> values, std::span<const double> logits);
  [[nodiscard]] LearnedPair pair(std::size_t outcome) const;
  /// Replaces logits (m) by the corrected ones. `texts`, of m entries, is what its words add for each
  /// outcome.
  void correct(const Correction& correction, std::span<double> logits, std::span<double> texts) const;
  [[nodiscard]] const PassageVectors& vectors() const { return vectors_; }

 private:
  [[nodiscard]] double standing(std::size_t outcome) const;
  [[nodiscard]] float channel(std::size_t channel, std::size_t outcome) const;

  const Matcher* matcher_;
  const PairScale* scale_;
  PassageVectors vectors_;
  const Eigen::VectorXf* vector_ = nullptr;
  std::vector<double> logits_;
  std::vector<double> contributions_;
};

}  // namespace bearout::models
