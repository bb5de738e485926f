#include "pipeline/evaluate.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "corpus/line_reader.hpp"
#include "corpus/utf8_source.hpp"
#include "models/scorer.hpp"
#include "pipeline/decisions.hpp"
#include "pipeline/decisions_store.hpp"
#include "pipeline/error.hpp"
#include "pipeline/results_folder.hpp"

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
      use(Json::parse(line->text));
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
Labels labels_of_decisions(const fs::path& path) {
  const DecisionLog log = read_decisions(path);
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
  for_each_line(checked_result(results, "documents.jsonl.zst"), [&](const Json& row) {
    const std::string id = row.at("id");
    if (numbers.contains(id)) present.emplace(id, static_cast<std::uint32_t>(present.size()));
  });
  return present;
}

MeasuredValue measure(const std::vector<models::JudgedPair>& pairs, std::uint64_t seed,
                      const models::Measure& how) {
  return {how(pairs), models::bootstrap(pairs, how, seed)};
}

void measure_all(const std::vector<models::JudgedPair>& pairs, std::uint64_t seed, Evaluation& evaluation) {
  using Pairs = std::span<const models::JudgedPair>;
  const auto likely = [](Pairs p) { return models::agreement(p, models::kLikely); };
  const auto listed = [](Pairs p) { return models::agreement(p, models::kUnsure); };
  evaluation.likely_precision = measure(pairs, seed, [&](Pairs p) { return likely(p).precision(); });
  evaluation.likely_recall = measure(pairs, seed, [&](Pairs p) { return likely(p).recall(); });
  evaluation.likely_f1 = measure(pairs, seed, [&](Pairs p) { return likely(p).f1(); });
  evaluation.likely_kappa = measure(pairs, seed, [&](Pairs p) { return likely(p).kappa(); });
  evaluation.listed_precision = measure(pairs, seed, [&](Pairs p) { return listed(p).precision(); });
  evaluation.listed_recall = measure(pairs, seed, [&](Pairs p) { return listed(p).recall(); });
  evaluation.average_precision = measure(pairs, seed, [](Pairs p) { return models::average_precision(p); });
  evaluation.mean_average_precision =
      measure(pairs, seed, [](Pairs p) { return models::mean_average_precision(p); });
}

}  // namespace

Evaluation evaluate(const fs::path& results, const std::optional<fs::path>& gold, std::uint64_t seed) {
  check_results(results);
  const fs::path source = gold ? *gold : current_decisions(results);
  if (!fs::exists(source)) {
    throw Error(gold ? source.string() + ": no such file"
                     : results.string() + ": there are no decisions in review/ yet; give labels with --gold");
  }
  const Labels labels = gold ? read_gold(source) : labels_of_decisions(source);
  const auto suggested = read_suggested(results);
  const auto documents = read_documents(results, labels);

  Evaluation evaluation;
  evaluation.labels = source.filename().string();
  std::map<std::string, std::uint32_t> outcomes;
  const Json outcome_list =
      Json::parse(corpus::read_text(corpus::ByteSource(checked_result(results, "outcomes.json"))));
  for (const Json& outcome : outcome_list) {
    outcomes.emplace(outcome.at("id"), static_cast<std::uint32_t>(outcomes.size()));
    evaluation.outcomes.push_back({outcome.at("id"), {}});
  }

  std::vector<models::JudgedPair> pairs;
  for (const auto& entry : labels) {
    const auto document = documents.find(entry.first.first);
    const auto outcome = outcomes.find(entry.first.second);
    if (document == documents.end() || outcome == outcomes.end()) {
      ++evaluation.unknown;
      continue;
    }
    const auto found = suggested.find(entry.first);
    const Suggested best = found == suggested.end() ? Suggested{} : found->second;
    pairs.push_back({document->second, outcome->second, best.score, entry.second.match});
    evaluation.matches += entry.second.match ? 1 : 0;
    if (entry.second.match && found != suggested.end() && !entry.second.framing.empty()) {
      ++evaluation.framed;
      evaluation.framed_right +=
          (best.framing_score > 0) == (entry.second.framing == "supports") && best.framing_score != 0 ? 1 : 0;
    }
  }
  evaluation.pairs = pairs.size();
  if (pairs.empty())
    throw Error(source.string() + ": no label speaks of a document and an outcome of this run");
  for (OutcomeEvaluation& outcome : evaluation.outcomes) {
    std::vector<models::JudgedPair> own;
    for (const models::JudgedPair& pair : pairs) {
      if (pair.outcome == outcomes.at(outcome.id)) own.push_back(pair);
    }
    outcome.likely = models::agreement(own, models::kLikely);
  }
  measure_all(pairs, seed, evaluation);
  return evaluation;
}

}  // namespace bearout::pipeline
