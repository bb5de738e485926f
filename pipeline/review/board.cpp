#include "pipeline/review/board.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "pipeline/quote_highlights.hpp"
#include "pipeline/standing.hpp"

namespace bearout::review {

namespace {

using pipeline::Decision;

std::string mapping_key(const std::string& document, pipeline::Place place, std::string_view text,
                        const std::string& outcome) {
  return pipeline::act_key(pipeline::MappingDecision{
      .document = document, .place = place, .text = std::string(text), .outcome = outcome, .signature = {}});
}

std::string framing_key(const std::string& document, pipeline::Place place, std::string_view text,
                        const std::string& outcome) {
  return pipeline::act_key(pipeline::FramingDecision{
      .document = document, .place = place, .text = std::string(text), .outcome = outcome, .signature = {}});
}

/// What most votes say; a tie is unsure, no votes nothing.
std::optional<Decision> majority(std::span<const Vote> votes) {
  if (votes.empty()) return {};
  std::array<std::size_t, 3> counts{};
  for (const Vote& vote : votes) ++counts[static_cast<std::size_t>(vote.decision)];
  const auto* const most = std::max_element(counts.begin(), counts.end());
  if (std::count(counts.begin(), counts.end(), *most) > 1) return Decision::unsure;
  return static_cast<Decision>(most - counts.begin());
}

pipeline::DecisionLog read(const pipeline::StoredAct& act) {
  pipeline::DecisionLog log;
  if (!act.line.empty()) pipeline::read_decision(log, act.line, 1);
  return log;
}

}  // namespace

Board::Board(std::shared_ptr<const Results> results, std::string reviewer)
    : results_(std::move(results)), reviewer_(std::move(reviewer)) {
  index(List::suggestions);
  index(List::negative);
  list_outcomes();
}

std::string Board::key(List list, std::uint32_t number) const {
  const Pair& own = pair(list, number);
  const std::string& document = results_->documents()[own.document].id;
  return list == List::suggestions ? mapping_key(document, own.place, text(list, number), own.outcome)
                                   : framing_key(document, own.place, text(list, number), own.outcome);
}

void Board::index(List list) {
  Listed& own = listed(list);
  own.votes.resize(size(list));
  own.mine.resize(size(list));
  own.majority.resize(size(list));
  own.numbers.reserve(size(list));
  for (std::uint32_t n = 0; n < size(list); ++n) own.numbers.try_emplace(key(list, n), n);
}

/// The list of the run, then what reviewers made of it.
void Board::list_outcomes() {
  outcomes_.clear();
  outcome_index_.clear();
  const auto add = [&](OutcomeCard card) {
    outcome_index_[card.id] = outcomes_.size();
    outcomes_.push_back(std::move(card));
  };
  for (const pipeline::ListedOutcome& outcome : results_->outcomes()) {
    const auto& section = outcome.section;
    add({section.id, section.text, section.title, pipeline::OutcomeChange::none, section.coverage.requests});
  }
  for (const pipeline::OutcomeDecision& act : decisions_.outcomes()) {
    const auto known = outcome_index_.find(act.outcome);
    const bool retired = act.action == pipeline::OutcomeAction::retire;
    if (!retired && known == outcome_index_.end()) {  // added, perhaps reworded since
      add({act.outcome, act.text, "", pipeline::OutcomeChange::added, 0});
    } else if (known != outcome_index_.end()) {
      OutcomeCard& card = outcomes_[known->second];
      if (act.action == pipeline::OutcomeAction::retire) card.change = pipeline::OutcomeChange::retired;
      if (act.action != pipeline::OutcomeAction::reword || card.text == act.text) continue;
      card.text = act.text;
      if (card.change == pipeline::OutcomeChange::none) card.change = pipeline::OutcomeChange::reworded;
    }
  }
  place_outcomes(List::suggestions);
  place_outcomes(List::negative);
}

void Board::place_outcomes(List list) {
  std::vector<std::uint32_t>& places = listed(list).outcome;
  places.resize(size(list));
  for (std::uint32_t n = 0; n < size(list); ++n) {
    const auto found = outcome_index_.find(pair(list, n).outcome);
    places[n] = found == outcome_index_.end() ? kNone : static_cast<std::uint32_t>(found->second);
  }
}

void Board::load(std::span<const pipeline::StoredAct> acts) {
  pipeline::DecisionLog log;
  for (std::size_t i = 0; i < acts.size(); ++i) pipeline::read_decision(log, acts[i].line, i + 1);
  for (List list : {List::suggestions, List::negative}) {
    Listed& own = listed(list);
    for (auto& votes : own.votes) votes.clear();
    std::fill(own.mine.begin(), own.mine.end(), std::nullopt);
    std::fill(own.majority.begin(), own.majority.end(), std::nullopt);
  }
  for (const pipeline::MappingDecision& act : log.mappings) {
    const std::uint32_t document = results_->find_document(act.document);
    if (document == kNone || !act.place || find(List::suggestions, pipeline::act_key(act)) != kNone) continue;
    add_extra({.document = document, .place = *act.place, .outcome = act.outcome}, act.text);
  }
  decisions_ = pipeline::Decisions(std::move(log));
  list_outcomes();
  add_members();
  std::set<std::string> names;
  for (const pipeline::StoredAct& act : acts) names.insert(act.by);
  reviewers_.assign(names.begin(), names.end());
  (void)update(acts);
}

void Board::add_extra(Pair pair, std::string_view text) {
  pair.text = extra_texts_.add(text);
  extra_.push_back(std::move(pair));
  const auto number = static_cast<std::uint32_t>(size(List::suggestions) - 1);
  suggestions_.votes.emplace_back();
  suggestions_.mine.emplace_back();
  suggestions_.majority.emplace_back();
  const auto outcome = outcome_index_.find(extra_.back().outcome);
  suggestions_.outcome.push_back(
      outcome == outcome_index_.end() ? kNone : static_cast<std::uint32_t>(outcome->second));
  suggestions_.numbers.try_emplace(key(List::suggestions, number), number);
}

/// A promoted candidate's members wait for a decision as the suggestions of its outcome, until a run has
/// judged all passages for it.
void Board::add_members() {
  for (std::size_t c = 0; c < results_->candidates().size(); ++c) {
    const auto verdict = candidate(c);
    if (!verdict || verdict->action == pipeline::CandidateAction::dismiss) continue;
    const OutcomeCard* outcome = find_outcome(verdict->into);
    if (outcome == nullptr || outcome->change != pipeline::OutcomeChange::added) continue;
    for (const Member& member : results_->candidates()[c].members) {
      const std::string whole = results_->document_text(member.document);
      const std::size_t begin = pipeline::byte_of(whole, member.place.start);
      const std::size_t end = pipeline::byte_of(whole, member.place.end);
      const std::string text = whole.substr(begin, end - begin);
      const std::string& document = results_->documents()[member.document].id;
      if (find(List::suggestions, mapping_key(document, member.place, text, outcome->id)) != kNone) continue;
      add_extra({.document = member.document,
                 .place = member.place,
                 .outcome = outcome->id,
                 .passage = member.passage,
                 .score = static_cast<float>(member.score),
                 .band = models::Band::unsure},
                text);
    }
  }
}

bool Board::update(std::span<const pipeline::StoredAct> changed) {
  bool votes_alone = true;
  for (const pipeline::StoredAct& act : changed) {
    const bool mapping = act.key.rfind("mapping", 0) == 0;
    const List list = mapping ? List::suggestions : List::negative;
    const bool known = mapping || act.key.rfind("framing", 0) == 0;
    const std::uint32_t number = known ? find(list, act.key) : kNone;
    if (number == kNone) {
      votes_alone = false;
    } else {
      vote(list, number, act.by, read(act));
    }
    if (!std::binary_search(reviewers_.begin(), reviewers_.end(), act.by)) {
      reviewers_.insert(std::lower_bound(reviewers_.begin(), reviewers_.end(), act.by), act.by);
    }
  }
  return votes_alone;
}

void Board::vote(List list, std::uint32_t number, const std::string& by, const pipeline::DecisionLog& act) {
  std::vector<Vote>& votes = listed(list).votes[number];
  std::erase_if(votes, [&](const Vote& vote) { return vote.by == by; });
  for (const pipeline::MappingDecision& one : act.mappings)
    votes.push_back({by, one.decision, one.framing, one.star, one.signature.note});
  for (const pipeline::FramingDecision& one : act.framings) {
    votes.push_back({by, one.confirmed ? Decision::accept : Decision::reject, {}, false, one.signature.note});
  }
  listed(list).majority[number] = majority(votes);
  if (by != reviewer_) return;
  const Vote* own = mine(list, number);
  listed(list).mine[number] = own == nullptr ? std::nullopt : std::optional(own->decision);
}

const OutcomeCard* Board::find_outcome(std::string_view id) const {
  const auto found = outcome_index_.find(std::string(id));
  return found == outcome_index_.end() ? nullptr : &outcomes_[found->second];
}

std::vector<OutcomeCounts> Board::counts() const {
  std::vector<OutcomeCounts> all(outcomes_.size());
  for (std::uint32_t n = 0; n < size(List::suggestions); ++n) {
    if (!shown(List::suggestions, n)) continue;
    OutcomeCounts& counts = all[suggestions_.outcome[n]];
    const auto decision = settled(List::suggestions, n);
    if (decision == Decision::accept) ++counts.accepted;
    if (is_open(List::suggestions, n)) ++counts.open;
    switch (pipeline::standing_of(pair(List::suggestions, n).band, framing(n), decision)) {
      case pipeline::Standing::supporting:
        ++counts.supporting;
        break;
      case pipeline::Standing::against:
        ++counts.against;
        break;
      case pipeline::Standing::unsure:
        ++counts.unsure;
        break;
      case pipeline::Standing::none:
        break;
    }
  }
  for (std::uint32_t n = 0; n < size(List::negative); ++n) {
    const std::uint32_t outcome = negative_.outcome[n];
    if (outcome != kNone && is_open(List::negative, n)) ++all[outcome].negative_open;
  }
  return all;
}

std::string Board::cues_of(std::uint32_t suggestion) const {
  const Pair& own = pair(List::suggestions, suggestion);
  const std::uint32_t number =
      find(List::negative, framing_key(results_->documents()[own.document].id, own.place,
                                       text(List::suggestions, suggestion), own.outcome));
  return number == kNone ? std::string() : results_->line(pair(List::negative, number));
}

std::uint32_t Board::size(List list) const {
  const std::size_t size =
      list == List::negative ? results_->negative().size() : results_->suggestions().size() + extra_.size();
  return static_cast<std::uint32_t>(size);
}

const Pair& Board::pair(List list, std::uint32_t number) const {
  if (list == List::negative) return results_->negative()[number];
  const auto& own = results_->suggestions();
  return number < own.size() ? own[number] : extra_[number - own.size()];
}

std::string_view Board::text(List list, std::uint32_t number) const {
  const bool extra = list == List::suggestions && number >= results_->suggestions().size();
  return (extra ? extra_texts_ : results_->texts()).text(pair(list, number).text);
}

std::string_view Board::folded(List list, std::uint32_t number) const {
  const bool extra = list == List::suggestions && number >= results_->suggestions().size();
  return (extra ? extra_texts_ : results_->texts()).folded(pair(list, number).text);
}

bool Board::shown(List list, std::uint32_t number) const {
  const std::uint32_t outcome = listed(list).outcome[number];
  if (outcome == kNone) return list == List::negative && pair(list, number).outcome.empty();
  if (outcomes_[outcome].change == pipeline::OutcomeChange::retired) return false;
  if (list == List::negative || number < results_->suggestions().size()) return true;
  return pair(list, number).score.has_value() || !votes(list, number).empty();
}

std::span<const Vote> Board::votes(List list, std::uint32_t number) const {
  return listed(list).votes[number];
}

const Vote* Board::mine(List list, std::uint32_t number) const {
  const auto own = votes(list, number);
  const auto found =
      std::find_if(own.begin(), own.end(), [&](const Vote& vote) { return vote.by == reviewer_; });
  return found == own.end() ? nullptr : &*found;
}

models::Verdict Board::framing(std::uint32_t number) const {
  for (const Vote& vote : votes(List::suggestions, number)) {
    if (vote.decision == Decision::accept && vote.framing) return *vote.framing;
  }
  return pair(List::suggestions, number).framing;
}

std::uint32_t Board::find(List list, const std::string& key) const {
  const auto& numbers = listed(list).numbers;
  const auto found = numbers.find(key);
  return found == numbers.end() ? kNone : found->second;
}

std::optional<pipeline::CandidateVerdict> Board::candidate(std::size_t number) const {
  return decisions_.candidate(results_->candidates()[number].section.statement);
}

}  // namespace bearout::review
