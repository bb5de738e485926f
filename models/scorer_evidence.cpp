#include <algorithm>
#include <array>
#include <cmath>

#include "models/scorer.hpp"

namespace bearout::models {

namespace {

bool by_weight(const Evidence& a, const Evidence& b) {
  return std::abs(a.weight) != std::abs(b.weight) ? std::abs(a.weight) > std::abs(b.weight)
                                                  : a.span.begin < b.span.begin;
}

/// A word that the outcome holds is itself the evidence, whatever channel noticed it.
Via via_of(Channel channel, bool shared) {
  switch (channel) {
    case Channel::words:
    case Channel::alike:
      return shared ? Via::words : Via::knowledge;
    case Channel::parts:
      return shared ? Via::words : Via::parts;
    case Channel::meaning:
      return shared ? Via::words : Via::knowledge;
    default:
      return Via::learned;
  }
}

}  // namespace

Mapping Scorer::map(std::string_view text, Judged& unit, std::uint32_t outcome) {
  Mapping mapping;
  mapping.outcome = outcome;
  mapping.passage = best_passage(unit, outcome);
  mapping.score = probability(logits_[outcome]);
  mapping.band = mapping.score >= kLikely   ? Band::likely
                 : mapping.score >= kUnsure ? Band::unsure
                                            : Band::below;
  for (std::size_t c = 0; c < kChannels; ++c) {
    const auto values = channels_.values(static_cast<Channel>(c));
    mapping.channels[c] = {static_cast<double>(values[outcome]), passage_mean(values)};
  }
  add_words(text, unit, outcome, mapping.evidence);
  add_references(text, unit, outcome, mapping.evidence);
  mapping.base = logits_[outcome];
  for (const Evidence& evidence : mapping.evidence) mapping.base -= evidence.weight;
  std::sort(mapping.evidence.begin(), mapping.evidence.end(), by_weight);
  mapping.framing = framing_.judge(tone_of(text, unit), text, unit.tokens, outcome);
  mapping.decided = decided(unit, outcome);
  return mapping;
}

/// The passage of the unit that speaks most for the outcome: the only one, or the best sentence of a whole
/// document.
std::uint32_t Scorer::best_passage(const Judged& unit, std::uint32_t outcome) {
  if (unit.last - unit.first == 1) return static_cast<std::uint32_t>(unit.first);
  const std::size_t m = logits_.size();
  if (sentence_logits_.empty()) {
    sentence_logits_.resize((unit.last - unit.first) * m);
    for (std::size_t p = unit.first; p < unit.last; ++p) {
      weigher_.weigh(unit.read->tokens_of(p), reader_.analyzer(), sentence_);
      sentences_->read(sentence_, reader_.analyzer());
      judge_.judge(sentences_->values(), std::span(sentence_logits_).subspan((p - unit.first) * m, m));
    }
  }
  std::size_t best = unit.first;
  for (std::size_t p = unit.first; p < unit.last; ++p) {
    if (sentence_logits_[(p - unit.first) * m + outcome] >
        sentence_logits_[(best - unit.first) * m + outcome])
      best = p;
  }
  return static_cast<std::uint32_t>(best);
}

/// What each word gives, by the way in which it gives it.
void Scorer::add_words(std::string_view text, const Judged& unit, std::uint32_t outcome,
                       std::vector<Evidence>& evidence) const {
  const StageWeights& weights = model_->matcher.weights.second;
  const Reviewed& reviewed = model_->reviewed;
  const auto column = static_cast<Eigen::Index>(outcome);
  double gain = model_->matcher.standing.confidence;
  if (reviewed_) {
    gain *= reviewed.correction.slope *
            (1 + reviewed.correction.standings[column] / reviewed.scale.logit_deviation);
  }
  for (std::size_t t = 0; t < channels_.terms(); ++t) {
    std::array<double, 4> sums{};  // by Via
    const TermId term = weighted_.terms[t].term;
    const bool shared = term != Vocabulary::kNone && model_->space.rows.coeff(outcome, term) != 0;
    for (std::size_t c = 0; c < kChannels; ++c) {
      const auto channel = static_cast<Channel>(c);
      const double own = channels_.summand(channel, t, outcome);
      const double mean = logits_.size() < 2 ? 0 : channels_.mean_summand(channel, t);
      sums[static_cast<std::size_t>(via_of(channel, shared))] +=
          gain * (weights[c].slope() * own - weights[c].against_passage * mean);
    }
    const corpus::Span span = unit.tokens[weighted_.terms[t].first_token].span;
    for (std::size_t via = 0; via < sums.size(); ++via) {
      if (sums[via] != 0)
        evidence.push_back({std::string(corpus::cut(text, span)), span, sums[via], static_cast<Via>(via)});
    }
    if (!reviewed_) continue;
    const double taught =
        reviewed.correction.slope * reviewed_->vectors().part(t, reviewed.correction.texts.col(column));
    if (taught != 0) evidence.push_back({std::string(corpus::cut(text, span)), span, taught, Via::reviewed});
  }
}

void Scorer::add_references(std::string_view text, const Judged& unit, std::uint32_t outcome,
                            std::vector<Evidence>& evidence) const {
  for (const Placed& placed : references_) {
    if (placed.reference.outcome != outcome || !is_evidence(placed, unit)) continue;
    const corpus::Span span = placed.reference.span;
    evidence.push_back(
        {std::string(corpus::cut(text, span)), span, model_->matcher.weights.reference, Via::reference});
  }
}

}  // namespace bearout::models
