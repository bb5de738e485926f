#include "models/reviewed.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace bearout::models {

namespace {

// No pair's standing or channel is believed beyond so many deviations: what is learned there has been seen
// nowhere.
constexpr double kMostStanding = 12;
const double kChannelScale = 1 / std::sqrt(static_cast<double>(kChannels));

}  // namespace

void measure_contributions(const Matcher& matcher, std::span<const float> values, std::span<double> out) {
  const Standing& standing = matcher.standing;
  const std::size_t m = values.size() / kChannels;
  for (std::size_t c = 0; c < kChannels; ++c) {
    const ChannelWeights& w = matcher.weights.second[c];
    const std::span<const float> own = values.subspan(c * m, m);
    const double mean = passage_mean(own);
    const Rivals rivals = find_rivals(own);
    for (std::size_t j = 0; j < m; ++j) {
      out[c * m + j] =
          standing.confidence *
          (w.slope() * static_cast<double>(own[j]) - w.against_passage * mean -
           w.against_outcome * standing.outcome_means[c * m + j] - w.against_rival * rivals.of(j));
    }
  }
}

PairReader::PairReader(const Matcher& matcher, const PairScale& scale, PassageVectors vectors,
                       std::size_t outcomes)
    : matcher_(&matcher),
      scale_(&scale),
      vectors_(std::move(vectors)),
      logits_(outcomes),
      contributions_(kChannels * outcomes) {}

void PairReader::read(const FormCounts& forms, const WeightedText& text, const Analyzer& analyzer,
                      std::span<const float> values, std::span<const double> logits) {
  vector_ = &vectors_.read(forms, text, analyzer);
  std::copy(logits.begin(), logits.end(), logits_.begin());
  measure_contributions(*matcher_, values, contributions_);
}

double PairReader::standing(std::size_t outcome) const {
  return std::clamp((logits_[outcome] - scale_->mean_logit) / scale_->logit_deviation, -kMostStanding,
                    kMostStanding);
}

float PairReader::channel(std::size_t channel, std::size_t outcome) const {
  const double figure =
      (contributions_[channel * logits_.size() + outcome] - scale_->channel_means[channel]) /
      scale_->channel_deviations[channel];
  return static_cast<float>(std::clamp(figure * kChannelScale, -1.0, 1.0));
}

LearnedPair PairReader::pair(std::size_t outcome) const {
  LearnedPair pair{*vector_, {}, logits_[outcome], standing(outcome), static_cast<std::uint32_t>(outcome)};
  for (std::size_t c = 0; c < kChannels; ++c) pair.channels[c] = channel(c, outcome);
  return pair;
}

void PairReader::correct(const Correction& correction, std::span<double> logits,
                         std::span<double> texts) const {
  for (std::size_t j = 0; j < logits.size(); ++j) {
    const auto column = static_cast<Eigen::Index>(j);
    texts[j] = static_cast<double>(correction.texts.col(column).dot(*vector_));
    double logit =
        logits_[j] + texts[j] + correction.intercepts[column] + correction.standings[column] * standing(j);
    for (std::size_t c = 0; c < kChannels; ++c)
      logit += correction.channels[c] * static_cast<double>(channel(c, j));
    logits[j] = correction.settled(correction.slope * logit + correction.offset);
  }
}

}  // namespace bearout::models
