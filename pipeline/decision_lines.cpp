#include "pipeline/decision_lines.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "pipeline/json_text.hpp"
#include "pipeline/rows.hpp"

namespace bearout::pipeline {

namespace {

void append_if(JsonText& line, std::string_view key, const std::string& value) {
  if (!value.empty()) line.field(key, value);
}

void append_place(JsonText& line, const std::string& document, const std::optional<Place>& place,
                  const std::string& text) {
  line.field("document", document);
  if (place) line.field("start", place->start).field("end", place->end);
  append_if(line, "text", text);
}

std::string finish(JsonText& line, const Signature& signature) {
  append_if(line, "note", signature.note);
  append_if(line, "by", signature.by);
  append_if(line, "at", signature.at);
  return line.close_object().end_line().take();
}

std::string_view name_of(OutcomeAction action) {
  switch (action) {
    case OutcomeAction::add:
      return "add";
    case OutcomeAction::reword:
      return "reword";
    case OutcomeAction::retire:
      break;
  }
  return "retire";
}

std::string_view name_of(CandidateAction action) {
  switch (action) {
    case CandidateAction::promote:
      return "promote";
    case CandidateAction::merge:
      return "merge";
    case CandidateAction::dismiss:
      break;
  }
  return "dismiss";
}

template <typename Act>
void collect(const std::vector<Act>& acts, std::vector<std::pair<std::size_t, std::string>>& lines) {
  for (const Act& act : acts) lines.emplace_back(act.signature.line, decision_line(act));
}

}  // namespace

std::string decision_line(const MappingDecision& act) {
  JsonText line;
  line.open_object().field("kind", "mapping");
  append_place(line, act.document, act.place, act.text);
  line.field("outcome", act.outcome).field("decision", name_of(act.decision));
  if (act.framing) line.field("framing", name_of(*act.framing));
  if (act.star) line.field("star", true);
  return finish(line, act.signature);
}

std::string decision_line(const OutcomeDecision& act) {
  JsonText line;
  line.open_object().field("kind", "outcome").field("action", name_of(act.action));
  append_if(line, "outcome", act.outcome);
  append_if(line, "text", act.text);
  append_if(line, "from_candidate", act.from_candidate);
  return finish(line, act.signature);
}

std::string decision_line(const CandidateDecision& act) {
  JsonText line;
  line.open_object().field("kind", "candidate").field("action", name_of(act.action));
  line.field("statement", act.statement);
  append_if(line, "into", act.into);
  return finish(line, act.signature);
}

std::string decision_line(const FramingDecision& act) {
  JsonText line;
  line.open_object().field("kind", "framing");
  append_place(line, act.document, act.place, act.text);
  if (act.outcome) line.field("outcome", *act.outcome);
  line.field("decision", act.confirmed ? "confirm" : "dismiss");
  return finish(line, act.signature);
}

std::string decision_lines(const DecisionLog& log) {
  std::vector<std::pair<std::size_t, std::string>> lines;
  collect(log.mappings, lines);
  collect(log.outcomes, lines);
  collect(log.candidates, lines);
  collect(log.framings, lines);
  std::stable_sort(lines.begin(), lines.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string text;
  for (const auto& line : lines) text += line.second;
  return text;
}

}  // namespace bearout::pipeline
