#include <algorithm>
#include <utility>

#include "models/scorer.hpp"

namespace bearout::models {

namespace {

// A negative passage turns an outcome round only if it speaks of it at all: from this value of the words
// channel on.
constexpr float kRelated = 0.1F;
// … and says itself that the outcome is not so, from this much of Framing::turned on.
constexpr double kTurnsRound = -0.3;

// … and shares so many words with it.
constexpr std::size_t kTurnedWords = 2;

/// Whether a passage says of the outcome itself that it is not so, and speaks of more than one word of it.
bool turns_round(const Framing& framing) {
  return framing.turned <= kTurnsRound && framing.shared >= kTurnedWords;
}

}  // namespace

const Tone& Scorer::tone_of(std::string_view text, Judged& unit) {
  if (!unit.finished) framing_.finish(text, unit.tokens);
  unit.finished = true;
  return *unit.tone;
}

/// Puts reviewers' word on framing in the place of the program's.
void Scorer::settle_framing(const Judged& unit, std::span<Mapping> mappings,
                            std::vector<NegativePassage>& negative, std::size_t first_negative) const {
  const auto in_unit = [&](const FoundDecision& found) {
    return !found.passage || (*found.passage >= unit.first && *found.passage < unit.last);
  };
  for (const FoundDecision& found : found_.pairs) {
    const auto& framing = model_->decided.pairs[found.number].framing;
    if (!framing || !in_unit(found)) continue;
    for (Mapping& mapping : mappings) {
      if (mapping.outcome == found.outcome && mapping.decided == Decision::accept)
        mapping.framing.verdict = *framing;
    }
  }
  for (const FoundDecision& found : found_.framings) {
    if (!in_unit(found)) continue;
    const bool confirmed = model_->decided.framings[found.number].confirmed;
    for (Mapping& mapping : mappings) {
      if (found.outcome && mapping.outcome != *found.outcome) continue;
      if (confirmed && found.outcome) mapping.framing.verdict = Verdict::contrary;
      if (!confirmed && mapping.framing.verdict == Verdict::contrary)
        mapping.framing.verdict = Verdict::unclear;
    }
    const auto meant = [&](const NegativePassage& one) {
      return !found.outcome || one.outcome == found.outcome;
    };
    const auto own = negative.begin() + static_cast<std::ptrdiff_t>(first_negative);
    if (!confirmed) negative.erase(std::remove_if(own, negative.end(), meant), negative.end());
    if (confirmed && std::none_of(own, negative.end(), meant)) {
      const auto passage = found.passage.value_or(static_cast<std::uint32_t>(unit.first));
      negative.push_back({passage, found.outcome, -1, {}});
    }
  }
}

/// Of every pair, those too are mapped that score high by mere standing.
bool Scorer::is_suggested(const Mapping& mapping) const {
  return mapping.score >= kUnsure && (speaks_for(mapping.outcome) || mapping.decided == Decision::accept);
}

/// Outcomes that the unit speaks of by their words, or that are suggested. Most units are far from all, so
/// whole blocks are passed by.
void Scorer::find_near_outcomes(std::span<const Mapping> mappings) {
  near_outcomes_.clear();
  if (!words_summed_) {  // far from every outcome, so there are no mappings
    if (!channels_.words_may_reach(static_cast<double>(kRelated))) return;
    sum_words();
  }
  const std::span<const float> words = channels_.values(Channel::words);
  block_highest_.resize((words.size() + kHighestBlock - 1) / kHighestBlock);
  highest_by_block(words, block_highest_);
  for (std::size_t b = 0; b < block_highest_.size(); ++b) {
    if (block_highest_[b] < kRelated) continue;
    const std::size_t end = std::min(words.size(), (b + 1) * kHighestBlock);
    for (std::size_t j = b * kHighestBlock; j < end; ++j) {
      if (words[j] >= kRelated) near_outcomes_.push_back(static_cast<std::uint32_t>(j));
    }
  }
  for (const Mapping& mapping : mappings) {
    if (is_suggested(mapping) && words[mapping.outcome] < kRelated) near_outcomes_.push_back(mapping.outcome);
  }
  std::sort(near_outcomes_.begin(), near_outcomes_.end());
}

/// Is the unit negatively framed: towards outcomes that it speaks of (mapped or not), or else in itself?
void Scorer::add_negative(std::string_view text, Judged& unit, std::span<const Mapping> mappings,
                          std::vector<NegativePassage>& found) {
  find_near_outcomes(mappings);
  const bool blames =
      framing_.may_blame(*unit.tone) && framing_.verdict(tone_of(text, unit)) == Verdict::contrary;
  bool supports = false;  // an outcome that it speaks of: bad words in it are no turn against the list
                          // ("share my disgust")
  const std::size_t before = found.size();
  std::optional<NegativePassage> nearest;  // towards the suggested outcome that it speaks of most
  double nearest_logit = 0;
  for (const std::uint32_t outcome : near_outcomes_) {
    const auto mapped = std::find_if(mappings.begin(), mappings.end(),
                                     [&](const Mapping& m) { return m.outcome == outcome; });
    const bool suggested = mapped != mappings.end() && is_suggested(*mapped);
    // Most of what only shares a word can neither turn the outcome round nor excuse anything.
    if (mapped == mappings.end() && !blames && framing_.shared(unit.tokens, outcome) < kTurnedWords) continue;
    Framing framing = mapped != mappings.end()
                          ? mapped->framing
                          : framing_.judge(tone_of(text, unit), text, unit.tokens, outcome);
    supports = supports || framing.verdict == Verdict::supports;
    if (framing.verdict != Verdict::contrary) continue;
    const auto passage = mapped != mappings.end() ? mapped->passage : static_cast<std::uint32_t>(unit.first);
    NegativePassage one{passage, outcome, framing.score, std::move(framing.cues)};
    if (turns_round(framing)) {
      found.push_back(std::move(one));
    } else if (suggested && (!nearest || logits_[outcome] > nearest_logit)) {
      nearest = std::move(one);
      nearest_logit = logits_[outcome];
    }
  }
  if (found.size() == before && nearest) found.push_back(std::move(*nearest));
  if (supports || found.size() > before || !blames) return;
  Framing framing = framing_.judge(*unit.tone, text);
  found.push_back(
      {static_cast<std::uint32_t>(unit.first), std::nullopt, framing.score, std::move(framing.cues)});
}

}  // namespace bearout::models
