#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "models/judgement.hpp"
#include "models/near_copy.hpp"

namespace bearout::models {

[[nodiscard]] inline bool overlaps(corpus::Span a, corpus::Span b) {
  return a.begin < b.end && b.begin < a.end;
}

/// Of elements with a `span`, which stand in order and do not overlap, those that overlap `where`: [first,
/// last). A document may be one passage, so looking at all of them for each cue would take for ever.
template <typename Element>
[[nodiscard]] std::pair<std::size_t, std::size_t> overlapping(std::span<const Element> all,
                                                              corpus::Span where) {
  const auto first = std::partition_point(
      all.begin(), all.end(), [&](const Element& element) { return element.span.end <= where.begin; });
  auto last = first;
  while (last != all.end() && overlaps(last->span, where)) ++last;
  return {static_cast<std::size_t>(first - all.begin()), static_cast<std::size_t>(last - all.begin())};
}

/// What an opposite counts that doesn't stand by a word of the outcome's.
inline constexpr double kElsewhere = 0.4;

/// One pair of passage and outcome: collects cues, whose weights add up to the score's logit.
class Judgement {
 public:
  Judgement(const Tone& tone, std::string_view text, std::span<const Token> tokens, const FormNotes& notes,
            const FramingWeights& weights, const Knowledge* knowledge, const OutcomeProfile& outcome,
            double lean)
      : tone_(tone), text_(text), weights_(weights), knowledge_(knowledge), outcome_(outcome), lean_(lean) {
    view_.tokens = tokens;
    view_.notes = &notes;
    view_.denies = tone.denies;
    view_.negated = tone.negated;
    view_.terms.reserve(tokens.size());
    view_.words.reserve(tokens.size());
    neutral_.assign(tokens.size(), 0);
    for (const Token& token : tokens) {
      const FormNote& note = notes[token.form];
      view_.terms.push_back(outcome.find(note.stem));
      view_.words.push_back(note.word);
    }
  }

  Framing judge();
  ClaimSight see() {
    judge();
    return std::move(sight_);
  }

 private:
  void satisfaction();
  void claim();
  template <typename Rule>
  void learned_part(ClaimPart part, Rule rule);
  void place(ClaimPart part, std::size_t token, CueKind kind, double value);
  void set(ClaimPart part, double value);
  void claim_tone();
  double weigh_tone(const std::vector<ToneCue>& found, double rest, double scale, ClaimPart plain,
                    ClaimPart directed);
  void claim_words();
  void claim_stance();
  [[nodiscard]] double weight_of(ClaimPart part) const {
    return (sight_.fact ? weights_.fact : weights_.claim)[static_cast<std::size_t>(part)];
  }
  void benefit();
  void voicing();
  void near_copy(const CopyVerdict& verdict);
  void mirror(double elsewhere);
  void denied_words(double factor);
  [[nodiscard]] bool near_own_word(std::size_t i) const;
  [[nodiscard]] bool turned(std::size_t i) const { return tone_.negated[i] != tone_.reduced[i]; }
  void reduced_word(std::size_t i, bool denied);
  [[nodiscard]] std::size_t shared_words() const;
  void count_turned();
  void reversals(double factor);
  void tone_cues(double factor);
  [[nodiscard]] double passage_demand() const;
  [[nodiscard]] double coverage() const;
  [[nodiscard]] double clause_factor(corpus::Span span) const;
  [[nodiscard]] bool holds_outcome(const Clause& clause) const;
  [[nodiscard]] double holding_share() const;
  [[nodiscard]] bool in_holding_clause(corpus::Span span) const;
  [[nodiscard]] bool increased(std::size_t i) const;
  bool changed_word(std::size_t i);
  [[nodiscard]] bool fell(std::size_t i) const;
  void weigh_clauses();
  void add(std::size_t first, std::size_t last, CueKind kind, double weight) {
    const corpus::Span span{view_.tokens[first].span.begin, view_.tokens[last].span.end};
    cues_.push_back({span, kind, weight, false});
  }
  [[nodiscard]] const OutcomeTerm* term(std::size_t i) const {
    return view_.terms[i] == OutcomeProfile::kNone ? nullptr : &outcome_.terms[view_.terms[i]];
  }
  [[nodiscard]] bool own(std::size_t i) const {
    const OutcomeTerm* known = term(i);
    return known != nullptr && known->own && known->content;
  }
  [[nodiscard]] bool is_neutralised(corpus::Span span) const {
    const auto [first, last] = overlapping(view_.tokens, span);
    for (std::size_t i = first; i < last; ++i) {
      if (neutral_[i] != 0) return true;
    }
    return false;
  }
  Framing conclude();
  [[nodiscard]] bool only_tells() const;
  [[nodiscard]] bool says_too_little(double score) const;
  [[nodiscard]] std::pair<double, double> thresholds() const;

  const Tone& tone_;
  std::string_view text_;
  const FramingWeights& weights_;
  const Knowledge* knowledge_;
  const OutcomeProfile& outcome_;
  double lean_;
  PassageView view_;
  std::vector<ToneCue> cues_;
  std::vector<std::uint8_t> neutral_;       // per token: its tone says nothing here, or has been counted
  std::vector<std::uint8_t> clause_holds_;  // per clause: names what the outcome is about
  bool some_clause_holds_ = false;
  bool contrasts_ = false;  // some clause is set aside
  ClaimSight sight_;
  double turned_ = 0;  // of the cues, what is no tone
  double rest_ = 0;    // what no place in the text accounts for
  bool unsure_ = false;
  bool copied_ = false;  // judged as a near-copy
};

}  // namespace bearout::models
