#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "corpus/error.hpp"
#include "corpus/line_reader.hpp"
#include "pipeline/decisions.hpp"
#include "pipeline/parse_json.hpp"

namespace bearout::pipeline {

namespace {

using nlohmann::json;

std::string in_quotes(std::string_view text) {
  return std::string("\"").append(text).append("\"");
}

/// The string under a key; nothing where it is missing or null.
std::optional<std::string> find_string(const json& line, const char* key) {
  const auto found = line.find(key);
  if (found == line.end() || found->is_null()) return {};
  if (!found->is_string()) throw BadDecision(in_quotes(key) + " is not a string");
  return found->get<std::string>();
}

std::string need_string(const json& line, const char* key) {
  auto text = find_string(line, key);
  if (!text || text->empty()) throw BadDecision(in_quotes(key) + " is missing");
  return std::move(*text);
}

std::optional<std::uint64_t> find_offset(const json& line, const char* key) {
  const auto found = line.find(key);
  if (found == line.end() || found->is_null()) return {};
  if (!found->is_number_unsigned()) throw BadDecision(in_quotes(key) + " is not a count of code points");
  return found->get<std::uint64_t>();
}

std::optional<Place> find_place(const json& line) {
  const auto start = find_offset(line, "start");
  const auto end = find_offset(line, "end");
  if (start.has_value() != end.has_value()) {
    throw BadDecision(R"("start" and "end" belong together)");
  }
  if (!start) return {};
  if (*end <= *start) throw BadDecision(R"("end" is not after "start")");
  return Place{*start, *end};
}

bool find_flag(const json& line, const char* key) {
  const auto found = line.find(key);
  if (found == line.end() || found->is_null()) return false;
  if (!found->is_boolean()) throw BadDecision(in_quotes(key) + " is not true or false");
  return found->get<bool>();
}

/// The value that a word under a key stands for.
template <typename Value>
Value choose(const std::string& word, const char* key,
             std::initializer_list<std::pair<std::string_view, Value>> choices) {
  std::string allowed;
  for (const auto& choice : choices) {
    if (choice.first == word) return choice.second;
    allowed += (allowed.empty() ? "" : ", ") + std::string(choice.first);
  }
  throw BadDecision(in_quotes(key) + " is " + in_quotes(word) + ", not one of " + allowed);
}

Signature read_signature(const json& line, std::size_t number) {
  return {find_string(line, "by").value_or(""), find_string(line, "at").value_or(""),
          find_string(line, "note").value_or(""), number};
}

MappingDecision read_mapping(const json& line, std::size_t number) {
  MappingDecision act;
  act.document = need_string(line, "document");
  act.place = find_place(line);
  act.text = find_string(line, "text").value_or("");
  act.outcome = need_string(line, "outcome");
  act.decision = choose<Decision>(
      need_string(line, "decision"), "decision",
      {{"accept", Decision::accept}, {"reject", Decision::reject}, {"unsure", Decision::unsure}});
  if (const auto framing = find_string(line, "framing"); framing && !framing->empty()) {
    act.framing = choose<models::Verdict>(*framing, "framing",
                                          {{"supports", models::Verdict::supports},
                                           {"contrary", models::Verdict::contrary},
                                           {"unclear", models::Verdict::unclear}});
  }
  act.star = find_flag(line, "star");
  act.signature = read_signature(line, number);
  return act;
}

OutcomeDecision read_outcome(const json& line, std::size_t number) {
  OutcomeDecision act;
  act.action = choose<OutcomeAction>(
      need_string(line, "action"), "action",
      {{"add", OutcomeAction::add}, {"reword", OutcomeAction::reword}, {"retire", OutcomeAction::retire}});
  act.outcome = act.action == OutcomeAction::add ? find_string(line, "outcome").value_or("")
                                                 : need_string(line, "outcome");
  act.text = act.action == OutcomeAction::retire ? find_string(line, "text").value_or("")
                                                 : need_string(line, "text");
  act.from_candidate = find_string(line, "from_candidate").value_or("");
  act.signature = read_signature(line, number);
  return act;
}

CandidateDecision read_candidate(const json& line, std::size_t number) {
  CandidateDecision act;
  act.action = choose<CandidateAction>(need_string(line, "action"), "action",
                                       {{"promote", CandidateAction::promote},
                                        {"merge", CandidateAction::merge},
                                        {"dismiss", CandidateAction::dismiss}});
  act.statement = need_string(line, "statement");
  act.into = act.action == CandidateAction::merge ? need_string(line, "into")
                                                  : find_string(line, "into").value_or("");
  act.signature = read_signature(line, number);
  return act;
}

FramingDecision read_framing(const json& line, std::size_t number) {
  FramingDecision act;
  act.document = need_string(line, "document");
  act.place = find_place(line);
  act.text = find_string(line, "text").value_or("");
  if (!act.place && act.text.empty())
    throw BadDecision(R"(neither "text" nor "start" says which passage is meant)");
  act.outcome = find_string(line, "outcome");
  act.confirmed =
      choose<bool>(need_string(line, "decision"), "decision", {{"confirm", true}, {"dismiss", false}});
  act.signature = read_signature(line, number);
  return act;
}

}  // namespace

void read_decision(DecisionLog& log, std::string_view text, std::size_t number) {
  const json line = parse_json(text);
  if (line.is_discarded()) throw BadDecision("not JSON");
  if (!line.is_object()) throw BadDecision("not a JSON object");
  const std::string kind = find_string(line, "kind").value_or("mapping");
  if (kind == "mapping") {
    log.mappings.push_back(read_mapping(line, number));
  } else if (kind == "outcome") {
    log.outcomes.push_back(read_outcome(line, number));
  } else if (kind == "candidate") {
    log.candidates.push_back(read_candidate(line, number));
  } else if (kind == "framing") {
    log.framings.push_back(read_framing(line, number));
  } else {
    throw BadDecision("\"kind\" is " + in_quotes(kind) + ", not one of mapping, outcome, candidate, framing");
  }
}

DecisionLog read_decisions(const std::filesystem::path& file) {
  corpus::LineReader lines{corpus::ByteSource(file)};
  DecisionLog log;
  while (const auto line = lines.next()) {
    if (line->text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    try {
      read_decision(log, line->text, line->number);
    } catch (const BadDecision& bad) {
      throw corpus::Error(file.filename().string() + ':' + std::to_string(line->number) + ": " + bad.what());
    }
  }
  return log;
}

}  // namespace bearout::pipeline
