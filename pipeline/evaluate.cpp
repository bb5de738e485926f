#include "pipeline/evaluate.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "corpus/line_reader.hpp"
#include "corpus/utf8_source.hpp"
#include "models/scorer.hpp"
#include "pipeline/decisions.hpp"
#include "pipeline/decisions_store.hpp"
#include "pipeline/error.hpp"
#include "pipeline/parse_json.hpp"
#include "pipeline/results_folder.hpp"
#include "pipeline/stored_documents.hpp"

namespace bearout::pipeline {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

struct Label {
  bool match = false;
  std::string framing;  ///< "supports", "contrary" or empty
};
using Pair = std::pair<std::string, std::string>;  // document, outcome
using Labels = std::map<Pair, Label>;

struct Suggested {
  double score = 0;
  double framing_score = 0;
};

/// Calls `use` with every line of a JSONL file; what it throws is told with the line.
template <typename Use>
void for_each_line(const fs::path& path, Use use) {
  corpus::LineReader lines{corpus::ByteSource(path)};
  while (const auto line = lines.next()) {
    if (line->text.find_first_not_of(" \t") == std::string_view::npos) continue;
    const std::string position = path.string() + ":" + std::to_string(line->number);
    try {
      use(parse_json(line->text));
    } catch (const Json::exception&) {
      throw Error(position + R"(: is not of the form {"document":"c1","outcome":"3","match":1})");
    } catch (const Error& error) {
      throw Error(position + ": " + error.what());
    }
  }
}

std::string id_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

bool match_of(const Json& value) {
  if (value.is_boolean()) return value.get<bool>();
  if (value != 0 && value != 1) throw Error("\"match\" is " + value.dump() + "; it may be 0 or 1");
  return value == 1;
}

std::string framing_of(const Json& row) {
  if (!row.contains("framing") || row["framing"].is_null()) return {};
  const Json& framing = row["framing"];
  if (framing == "unclear" || framing == "neutral") return {};
  if (framing != "supports" && framing != "contrary")
    throw Error("\"framing\" is " + framing.dump() + R"(; it may be "supports", "contrary" or "unclear")");
  return framing;
}

Labels read_gold(const fs::path& path) {
  Labels labels;
  for_each_line(path, [&](const Json& row) {
    labels[{id_of(row.at("document")), id_of(row.at("outcome"))}] = {match_of(row.at("match")),
                                                                     framing_of(row)};
  });
  return labels;
}

/// A document shows an outcome if reviewers accepted any of its passages, and does not if all that they
/// settled were rejected.
Labels labels_of(const DecisionLog& log) {
  const Decisions decisions(log);
  Labels labels;
  for (const MappingDecision& act : log.mappings) {
    const auto verdict =
        act.place || !act.text.empty()
            ? decisions.mapping(act.document, act.place.value_or(Place{}), act.text, act.outcome)
            : decisions.mapping(act.document, act.outcome);
    if (!verdict || verdict->decision == Decision::unsure) continue;
    Label& label = labels[{act.document, act.outcome}];
    if (verdict->decision != Decision::accept) continue;
    label.match = true;
    if (verdict->framing == models::Verdict::supports) label.framing = "supports";
    if (verdict->framing == models::Verdict::contrary) label.framing = "contrary";
  }
  return labels;
}

/// The acts of each reviewer alone, by name.
std::map<std::string, DecisionLog> by_reviewer(const DecisionLog& log) {
  std::map<std::string, DecisionLog> logs;
  for (const MappingDecision& act : log.mappings) logs[act.signature.by].mappings.push_back(act);
  return logs;
}

std::map<Pair, Suggested> read_suggested(const fs::path& results) {
  std::map<Pair, Suggested> suggested;
  for_each_line(checked_result(results, "mappings.jsonl"), [&](const Json& row) {
    const double score = row.at("score");
    Suggested& best = suggested[{row.at("document"), row.at("outcome")}];
    if (score > best.score) best = {score, row.at("framing_score")};
  });
  return suggested;
}

std::map<std::string, std::uint32_t> read_documents(const fs::path& results, const Labels& labels) {
  std::map<std::string, std::uint32_t> numbers;
  for (const auto& label : labels) numbers.emplace(label.first.first, 0);
  std::map<std::string, std::uint32_t> present;
  StoredDocuments stored(checked_result(results, "documents.jsonl.zst"));
  while (const corpus::Document* document = stored.next()) {
    if (numbers.contains(document->id))
      present.emplace(document->id, static_cast<std::uint32_t>(present.size()));
  }
  return present;
}

MeasuredValue measure(const std::vector<models::JudgedPair>& pairs, std::uint64_t seed,
                      const models::Measure& how) {
  return {how(pairs), models::bootstrap(pairs, how, seed)};
}

/// Of the pairs that are listed but not likely, all counted as suggested.
models::Agreement unsure(std::span<const models::JudgedPair> pairs) {
  std::vector<models::JudgedPair> own;
  for (const models::JudgedPair& pair : pairs) {
    if (pair.score < models::kLikely) own.push_back(pair);
  }
  return models::agreement(own, models::kUnsure);
}

void measure_all(const std::vector<models::JudgedPair>& pairs, std::uint64_t seed, Evaluation& evaluation) {
  using Pairs = std::span<const models::JudgedPair>;
  const auto likely = [](Pairs p) { return models::agreement(p, models::kLikely); };
  const auto listed = [](Pairs p) { return models::agreement(p, models::kUnsure); };
  evaluation.likely_precision = measure(pairs, seed, [&](Pairs p) { return likely(p).precision(); });
  evaluation.likely_recall = measure(pairs, seed, [&](Pairs p) { return likely(p).recall(); });
  evaluation.likely_f1 = measure(pairs, seed, [&](Pairs p) { return likely(p).f1(); });
  evaluation.likely_kappa = measure(pairs, seed, [&](Pairs p) { return likely(p).kappa(); });
  evaluation.unsure_precision = measure(pairs, seed, [](Pairs p) { return unsure(p).precision(); });
  evaluation.listed_precision = measure(pairs, seed, [&](Pairs p) { return listed(p).precision(); });
  evaluation.listed_recall = measure(pairs, seed, [&](Pairs p) { return listed(p).recall(); });
  evaluation.average_precision = measure(pairs, seed, [](Pairs p) { return models::average_precision(p); });
  evaluation.mean_average_precision =
      measure(pairs, seed, [](Pairs p) { return models::mean_average_precision(p); });
}

/// What pairs are measured against: the run, its list, its documents.
struct Ground {
  std::map<Pair, Suggested> suggested;
  std::map<std::string, std::uint32_t> documents;
  std::map<std::string, std::uint32_t> outcomes;

  /// The labelled pairs that this run has.
  [[nodiscard]] std::vector<models::JudgedPair> judged(const Labels& labels) const {
    std::vector<models::JudgedPair> pairs;
    for (const auto& entry : labels) {
      const auto document = documents.find(entry.first.first);
      const auto outcome = outcomes.find(entry.first.second);
      if (document == documents.end() || outcome == outcomes.end()) continue;
      const auto found = suggested.find(entry.first);
      const double score = found == suggested.end() ? 0 : found->second.score;
      pairs.push_back({document->second, outcome->second, score, entry.second.match});
    }
    return pairs;
  }
};

ReviewerAgreement agree(std::string first, std::string second, const std::vector<models::JudgedPair>& pairs,
                        std::uint64_t seed) {
  const auto kappa = [](std::span<const models::JudgedPair> p) {
    return models::agreement(p, models::kLikely).kappa();
  };
  return {std::move(first), std::move(second), pairs.size(), measure(pairs, seed, kappa)};
}

std::vector<ReviewerAgreement> agreements(const DecisionLog& log, const Ground& ground, std::uint64_t seed) {
  std::vector<ReviewerAgreement> result;
  std::map<std::string, Labels> labels;
  for (const auto& reviewer : by_reviewer(log)) labels.emplace(reviewer.first, labels_of(reviewer.second));
  result.reserve(labels.size());
  for (const auto& reviewer : labels)
    result.push_back(agree(reviewer.first, "", ground.judged(reviewer.second), seed));
  for (auto first = labels.begin(); first != labels.end(); ++first) {
    for (auto second = std::next(first); second != labels.end(); ++second) {
      std::vector<models::JudgedPair> pairs;
      std::map<std::string, std::uint32_t> documents;
      for (const auto& label : first->second) {
        const auto other = second->second.find(label.first);
        if (other == second->second.end()) continue;
        const auto next = static_cast<std::uint32_t>(documents.size());
        const std::uint32_t document = documents.emplace(label.first.first, next).first->second;
        pairs.push_back({document, 0, label.second.match ? 1.0 : 0.0, other->second.match});
      }
      if (!pairs.empty()) result.push_back(agree(first->first, second->first, pairs, seed));
    }
  }
  return result;
}

/// True pairs that were suggested and whose label takes sides: is the sign right?
void judge_framing(const Labels& labels, const Ground& ground, Evaluation& evaluation) {
  for (const auto& entry : labels) {
    const auto found = ground.suggested.find(entry.first);
    if (!entry.second.match || found == ground.suggested.end() || entry.second.framing.empty()) continue;
    if (!ground.documents.contains(entry.first.first) || !ground.outcomes.contains(entry.first.second))
      continue;
    const double score = found->second.framing_score;
    ++evaluation.framed;
    evaluation.framed_right += (score > 0) == (entry.second.framing == "supports") && score != 0 ? 1 : 0;
  }
}

std::uint64_t taught_in(const fs::path& results) {
  const Json run = Json::parse(corpus::read_text(corpus::ByteSource(results / "run.json")));
  return run.contains("decisions") ? run["decisions"].value("taught", std::uint64_t{0}) : 0;
}

}  // namespace

Evaluation evaluate(const fs::path& results, const std::optional<fs::path>& gold, std::uint64_t seed) {
  check_results(results);
  const fs::path source = gold ? *gold : current_decisions(results);
  if (!fs::exists(source)) {
    throw Error(gold ? source.string() + ": no such file"
                     : results.string() + ": there are no decisions in review/ yet; give labels with --gold");
  }
  const DecisionLog log = gold ? DecisionLog() : read_decisions(source);
  const Labels labels = gold ? read_gold(source) : labels_of(log);
  Evaluation evaluation;
  evaluation.labels = source.filename().string();
  Ground ground{read_suggested(results), read_documents(results, labels), {}};
  const Json outcome_list =
      Json::parse(corpus::read_text(corpus::ByteSource(checked_result(results, "outcomes.json"))));
  for (const Json& outcome : outcome_list) {
    ground.outcomes.emplace(outcome.at("id"), static_cast<std::uint32_t>(ground.outcomes.size()));
    evaluation.outcomes.push_back({outcome.at("id"), {}, {}});
  }
  const std::vector<models::JudgedPair> pairs = ground.judged(labels);
  evaluation.pairs = pairs.size();
  evaluation.unknown = labels.size() - pairs.size();
  if (pairs.empty())
    throw Error(source.string() + ": no label speaks of a document and an outcome of this run");
  std::vector<std::vector<models::JudgedPair>> by_outcome(evaluation.outcomes.size());
  for (const models::JudgedPair& pair : pairs) {
    by_outcome[pair.outcome].push_back(pair);
    evaluation.matches += pair.match ? 1 : 0;
  }
  for (std::size_t j = 0; j < by_outcome.size(); ++j) {
    evaluation.outcomes[j].likely = models::agreement(by_outcome[j], models::kLikely);
    evaluation.outcomes[j].unsure = unsure(by_outcome[j]);
  }
  judge_framing(labels, ground, evaluation);
  measure_all(pairs, seed, evaluation);
  if (!gold) {
    evaluation.reviewers = agreements(log, ground, seed);
    evaluation.taught = taught_in(results);
  }
  return evaluation;
}

}  // namespace bearout::pipeline
