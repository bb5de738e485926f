#pragma once

#include <string>

#include "pipeline/decisions.hpp"

namespace bearout::pipeline {

/// Acts as lines of decisions.jsonl, with the line's end; read_decisions() reads them again.
[[nodiscard]] std::string decision_line(const MappingDecision& act);
[[nodiscard]] std::string decision_line(const OutcomeDecision& act);
[[nodiscard]] std::string decision_line(const CandidateDecision& act);
[[nodiscard]] std::string decision_line(const FramingDecision& act);

/// All acts of a log, in the order in which they were made.
[[nodiscard]] std::string decision_lines(const DecisionLog& log);

}  // namespace bearout::pipeline
