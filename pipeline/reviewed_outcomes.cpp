#include "pipeline/reviewed_outcomes.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "corpus/folded.hpp"

namespace bearout::pipeline {

namespace {

auto find_by_id(std::vector<corpus::Outcome>& outcomes, const std::string& id) {
  return std::find_if(outcomes.begin(), outcomes.end(),
                      [&](const corpus::Outcome& outcome) { return outcome.id == id; });
}

std::string free_id(std::vector<corpus::Outcome>& outcomes) {
  std::size_t number = outcomes.size() + 1;
  while (find_by_id(outcomes, std::to_string(number)) != outcomes.end()) ++number;
  return std::to_string(number);
}

}  // namespace

std::vector<corpus::Outcome> reviewed_outcomes(std::vector<corpus::Outcome> outcomes,
                                               const Decisions& decisions) {
  for (const OutcomeDecision& act : decisions.outcomes()) {
    const auto known = act.outcome.empty() ? outcomes.end() : find_by_id(outcomes, act.outcome);
    if (known != outcomes.end() && act.action == OutcomeAction::retire) {
      outcomes.erase(known);
    } else if (known != outcomes.end()) {
      known->text = act.text;
    } else if (act.action != OutcomeAction::retire) {
      outcomes.push_back({act.outcome.empty() ? free_id(outcomes) : act.outcome, act.text, "", {}});
    }
  }
  for (const std::string& statement : decisions.promoted()) {
    const auto said = [&](const corpus::Outcome& outcome) {
      return corpus::fold_white_space(outcome.text) == statement;
    };
    const bool own = std::any_of(decisions.outcomes().begin(), decisions.outcomes().end(),
                                 [&](const OutcomeDecision& act) {
                                   return corpus::fold_white_space(act.from_candidate) == statement;
                                 });
    if (own || std::any_of(outcomes.begin(), outcomes.end(), said)) continue;
    outcomes.push_back({free_id(outcomes), statement, "", {}});
  }
  return outcomes;
}

}  // namespace bearout::pipeline
