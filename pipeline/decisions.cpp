#include "pipeline/decisions.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "corpus/folded.hpp"

namespace bearout::pipeline {

namespace {

std::string key_of_text(std::string_view text) {
  return "text " + corpus::fold_white_space(text);
}

std::string key_of_place(Place place) {
  return "place " + std::to_string(place.start) + ' ' + std::to_string(place.end);
}

// Neither text nor place: the document as a whole.
constexpr std::string_view kWhole = "whole";

std::string key_of(const std::string& text, const std::optional<Place>& place) {
  if (!text.empty()) return key_of_text(text);
  return place ? key_of_place(*place) : std::string(kWhole);
}

/// As key_of(): what has a text is known by it alone.
models::DecidedPassage passage_of(const std::string& document, const std::string& text,
                                  const std::optional<Place>& place) {
  if (text.empty()) return {document, {}, place};
  return {document, corpus::fold_white_space(text), {}};
}

/// "A framing decision that names no outcome": not the same as one towards the empty outcome.
constexpr std::string_view kAnyOutcome = "\n";

/// What most votes say; nothing for a tie.
template <typename Vote>
std::optional<Vote> majority(const std::vector<Vote>& votes) {
  std::map<Vote, std::size_t> counts;
  for (const Vote& vote : votes) ++counts[vote];
  std::optional<Vote> winner;
  std::size_t most = 0;
  for (const auto& entry : counts) {
    if (entry.second == most) winner.reset();
    if (entry.second > most) {
      most = entry.second;
      winner = entry.first;
    }
  }
  return winner;
}

}  // namespace

Decisions::Decisions(DecisionLog log) : log_(std::move(log)) {
  for (std::size_t i = 0; i < log_.mappings.size(); ++i) {
    const MappingDecision& act = log_.mappings[i];
    mappings_[{act.document, key_of(act.text, act.place), act.outcome}][act.signature.by] = i;
  }
  for (std::size_t i = 0; i < log_.framings.size(); ++i) {
    const FramingDecision& act = log_.framings[i];
    const std::string outcome = act.outcome.value_or(std::string(kAnyOutcome));
    framings_[{act.document, key_of(act.text, act.place), outcome}][act.signature.by] = i;
  }
  for (std::size_t i = 0; i < log_.candidates.size(); ++i) {
    const CandidateDecision& act = log_.candidates[i];
    candidates_[corpus::fold_white_space(act.statement)][act.signature.by] = i;
  }
  settle_outcomes();
  count_reviewers();
}

void Decisions::add_votes(Votes& votes, const PassageVotes& all, const PassageKey& key) {
  const auto found = all.find(key);
  if (found == all.end()) return;
  for (const auto& vote : found->second) {
    std::size_t& last = votes.try_emplace(vote.first, vote.second).first->second;
    last = std::max(last, vote.second);
  }
}

std::optional<MappingVerdict> Decisions::settle_mapping(const Votes& votes) const {
  if (votes.empty()) return {};
  std::vector<Decision> decisions;
  std::vector<models::Verdict> framings;
  MappingVerdict verdict;
  for (const auto& vote : votes) {
    const MappingDecision& act = log_.mappings[vote.second];
    decisions.push_back(act.decision);
    if (act.decision != Decision::accept) continue;
    if (act.framing) framings.push_back(*act.framing);
    verdict.star = verdict.star || act.star;
  }
  verdict.decision = majority(decisions).value_or(Decision::unsure);
  if (!framings.empty()) verdict.framing = majority(framings).value_or(models::Verdict::unclear);
  verdict.star = verdict.star && verdict.decision == Decision::accept;
  return verdict;
}

std::optional<MappingVerdict> Decisions::mapping(std::string_view document, Place place,
                                                 std::string_view text, std::string_view outcome) const {
  if (mappings_.empty()) return {};
  Votes votes;
  add_votes(votes, mappings_, {std::string(document), key_of_text(text), std::string(outcome)});
  add_votes(votes, mappings_, {std::string(document), key_of_place(place), std::string(outcome)});
  return settle_mapping(votes);
}

std::optional<MappingVerdict> Decisions::mapping(std::string_view document, std::string_view outcome) const {
  if (mappings_.empty()) return {};
  Votes votes;
  add_votes(votes, mappings_, {std::string(document), std::string(kWhole), std::string(outcome)});
  return settle_mapping(votes);
}

std::optional<bool> Decisions::framing(std::string_view document, Place place, std::string_view text,
                                       std::string_view outcome) const {
  if (framings_.empty()) return {};
  Votes votes;
  for (const std::string_view towards : {outcome, kAnyOutcome}) {
    add_votes(votes, framings_, {std::string(document), key_of_text(text), std::string(towards)});
    add_votes(votes, framings_, {std::string(document), key_of_place(place), std::string(towards)});
  }
  std::vector<int> confirmed;
  for (const auto& vote : votes) confirmed.push_back(log_.framings[vote.second].confirmed ? 1 : 0);
  const std::optional<int> winner = majority(confirmed);
  if (!winner) return {};
  return *winner == 1;
}

std::optional<CandidateVerdict> Decisions::candidate(std::string_view statement) const {
  const auto found = candidates_.find(corpus::fold_white_space(statement));
  if (found == candidates_.end()) return {};
  std::vector<std::pair<CandidateAction, std::string>> votes;
  for (const auto& vote : found->second) {
    const CandidateDecision& act = log_.candidates[vote.second];
    votes.emplace_back(act.action, act.action == CandidateAction::dismiss ? "" : act.into);
  }
  const auto winner = majority(votes);
  if (!winner) return {};
  return CandidateVerdict{winner->first, winner->second};
}

std::vector<std::string> Decisions::promoted() const {
  std::vector<std::string> statements;
  for (const auto& entry : candidates_) {
    const auto verdict = candidate(entry.first);
    if (verdict && verdict->action == CandidateAction::promote) statements.push_back(entry.first);
  }
  return statements;
}

models::DecidedFacts Decisions::facts() const {
  models::DecidedFacts facts;
  for (const auto& entry : mappings_) {
    const MappingDecision& act = log_.mappings[entry.second.begin()->second];
    const auto verdict = settle_mapping(entry.second);
    facts.pairs.push_back({passage_of(act.document, act.text, act.place), act.outcome, verdict->decision,
                           verdict->decision == Decision::accept ? verdict->framing : std::nullopt});
  }
  for (const auto& entry : framings_) {
    const FramingDecision& act = log_.framings[entry.second.begin()->second];
    std::vector<int> confirmed;
    confirmed.reserve(entry.second.size());
    for (const auto& vote : entry.second) confirmed.push_back(log_.framings[vote.second].confirmed ? 1 : 0);
    const std::optional<int> winner = majority(confirmed);
    if (!winner) continue;
    facts.framings.push_back({passage_of(act.document, act.text, act.place), act.outcome, *winner == 1});
  }
  for (const auto& entry : candidates_) {
    const auto verdict = candidate(entry.first);
    if (verdict && verdict->action == CandidateAction::dismiss) facts.dismissed.push_back(entry.first);
  }
  return facts;
}

void Decisions::settle_outcomes() {
  std::map<std::string, Votes> by_outcome;
  std::vector<std::string> order;
  for (std::size_t i = 0; i < log_.outcomes.size(); ++i) {
    const OutcomeDecision& act = log_.outcomes[i];
    // A new outcome without an id is known by its wording.
    const std::string key = act.outcome.empty() ? key_of_text(act.text) : "id " + act.outcome;
    Votes& votes = by_outcome[key];
    if (votes.empty()) order.push_back(key);
    votes[act.signature.by] = i;
  }
  for (const std::string& key : order) {
    std::vector<std::pair<OutcomeAction, std::string>> votes;
    for (const auto& vote : by_outcome[key]) {
      const OutcomeDecision& act = log_.outcomes[vote.second];
      votes.emplace_back(act.action,
                         act.action == OutcomeAction::retire ? "" : corpus::fold_white_space(act.text));
    }
    const auto winner = majority(votes);
    if (!winner) continue;
    for (const auto& vote : by_outcome[key]) {
      const OutcomeDecision& act = log_.outcomes[vote.second];
      if (act.action != winner->first ||
          (act.action != OutcomeAction::retire && corpus::fold_white_space(act.text) != winner->second)) {
        continue;
      }
      outcomes_.push_back(act);
      break;
    }
  }
}

void Decisions::count_reviewers() {
  std::set<std::string_view> names;
  for (const auto& act : log_.mappings) names.insert(act.signature.by);
  for (const auto& act : log_.outcomes) names.insert(act.signature.by);
  for (const auto& act : log_.candidates) names.insert(act.signature.by);
  for (const auto& act : log_.framings) names.insert(act.signature.by);
  reviewers_ = names.size();
}

}  // namespace bearout::pipeline
