// Learns the weights of the matcher from labelled cases, with what each family's figures are when the whole
// family is left out.
//
// usage: bearout_calibrate [--knowledge FILE] [--leave-out DIR] [--out FILE] [--date TEXT] FOLDER...
// Every folder below that holds a case.json ("family", "task": "mapping", "question"?, "gold_rest"? 0: pairs
// that gold.jsonl does not name are no matches), outcomes.jsonl, comments.jsonl and gold.jsonl ("document",
// "outcome", "match") is a case. A family is what stands before the first '-' of its name.
// --leave-out DIR: DIR/FAMILY/matcher.weights, learned without that family; --out FILE: from all.

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "corpus/outcome.hpp"
#include "models/calibration.hpp"
#include "models/evaluation.hpp"
#include "models/matcher_fit.hpp"
#include "models/model.hpp"
#include "models/random_stream.hpp"
#include "scripts/labelled_case.hpp"

namespace {

namespace fs = std::filesystem;
using namespace bearout;
using nlohmann::json;

constexpr std::size_t kRowsPerFamily = 12'000;
// No labelled case refers to outcomes by number: this is set by hand, to lift a passage that shares no word
// with the outcome over one half where a few outcomes of a short list compete.
constexpr double kReference = 6;

struct Options {
  fs::path knowledge;
  fs::path leave_out;
  fs::path out;
  std::string date = "undated";
  std::vector<fs::path> folders;
};

/// One of the three sets of weights.
struct WeightSet {
  const char* name;
  bool knowledge;
  bool words_alone;
  models::MatcherWeights models::WeightTable::*weights;
};
constexpr std::array<WeightSet, 3> kSets = {
    {{"with WordNet", true, false, &models::WeightTable::with_knowledge},
     {"without WordNet", false, false, &models::WeightTable::without_knowledge},
     {"words alone", false, true, &models::WeightTable::words_alone}}};

struct LabelledPair {
  std::uint32_t passage;  // of the sample
  std::uint32_t outcome;
  bool match;
};

/// A case, read and counted, as the matcher's fit sees it.
struct Case {
  std::string family;
  std::string group;  // the folder above it: figures are printed by group
  models::Model model;
  std::vector<models::SamplePassage> sample;
  std::vector<models::WeightedText> rows;
  std::unique_ptr<models::TextReader> reader;
  std::vector<LabelledPair> pairs;
  models::LabelledCase labelled;  // features of the stage that is being learned
};

Case read_case(const fs::path& folder, bool words_alone, std::shared_ptr<const models::Knowledge> knowledge) {
  const json about = json::parse(std::ifstream(folder / "case.json"));
  Case result;
  result.group = folder.parent_path().filename();
  const std::string family = about.at("family");
  result.family = family.substr(0, family.find('-'));
  const auto outcomes = corpus::read_outcomes(folder / "outcomes.jsonl");
  const models::Statistics statistics = scripts::count_comments(folder);
  models::FitOptions options;
  options.question = about.value("question", "");
  options.candidates = false;
  options.words_alone = words_alone;
  options.weights.words_alone.reference = kReference;  // the rest of it is what this is to learn
  result.model = models::fit(statistics, outcomes, options, std::move(knowledge));
  result.sample = statistics.sample();
  result.rows.resize(result.sample.size());
  result.reader = std::make_unique<models::TextReader>(result.model.analyzer);
  models::Weigher weigher(result.model.vocabulary, result.model.weights);
  const scripts::Gold gold = scripts::read_gold(folder / "gold.jsonl");
  const bool all = about.contains("gold_rest");
  for (std::uint32_t i = 0; i < result.sample.size(); ++i) {
    weigher.weigh(result.reader->read(result.sample[i].text).tokens, result.reader->analyzer(),
                  result.rows[i]);
    for (std::uint32_t j = 0; j < outcomes.size(); ++j) {
      const auto label = gold.find({result.sample[i].document, outcomes[j].id});
      if (label == gold.end() && !all) continue;
      result.pairs.push_back({i, j, label != gold.end() && label->second});
    }
  }
  return result;
}

/// Features of the labelled pairs: for each channel its value against the passage, the outcome, the rival.
void measure_features(Case& one, models::SampleChannels& passages, std::size_t count) {
  const std::size_t m = one.model.outcomes.size();
  std::vector<double> unused;
  const models::Standing standing = models::stand({}, 0.5, passages, unused);
  auto& features = one.labelled.features;
  features.resize(static_cast<Eigen::Index>(one.pairs.size()), static_cast<Eigen::Index>(3 * count));
  one.labelled.matches.resize(static_cast<Eigen::Index>(one.pairs.size()));
  one.labelled.family = one.family;
  std::uint32_t read = 0xffffffff;
  std::span<const float> channels;
  for (std::size_t p = 0; p < one.pairs.size(); ++p) {
    const LabelledPair& pair = one.pairs[p];
    const auto row = static_cast<Eigen::Index>(p);
    one.labelled.matches[row] = pair.match ? 1 : 0;
    if (pair.passage != read) channels = passages.read(pair.passage);
    read = pair.passage;
    for (std::size_t c = 0; c < count; ++c) {
      const auto values = channels.subspan(c * m, m);
      const auto value = static_cast<double>(values[pair.outcome]);
      const auto at = static_cast<Eigen::Index>(3 * c);
      features(row, at) = value - models::passage_mean(values);
      features(row, at + 1) = value - standing.outcome_means[c * m + pair.outcome];
      features(row, at + 2) = value - models::find_rivals(values).of(pair.outcome);
    }
  }
}

/// A large family is thinned by lot: its order holds no more after so many pairs.
models::LabelledCase thinned(const models::LabelledCase& whole, double share) {
  if (share >= 1) return whole;
  models::RandomStream lots(1);
  std::vector<Eigen::Index> kept;
  for (Eigen::Index i = 0; i < whole.features.rows(); ++i) {
    if (lots.uniform() < share) kept.push_back(i);
  }
  return {whole.family, whole.features(kept, Eigen::all), whole.matches(kept)};
}

std::vector<models::LabelledCase> training_rows(const std::vector<Case>& cases) {
  std::map<std::string, std::size_t> rows;
  for (const Case& one : cases) rows[one.family] += one.pairs.size();
  std::vector<models::LabelledCase> training;
  training.reserve(cases.size());
  for (const Case& one : cases) {
    training.push_back(
        thinned(one.labelled, static_cast<double>(kRowsPerFamily) / static_cast<double>(rows[one.family])));
  }
  return training;
}

models::StageWeights learn_stage(const std::vector<Case>& cases,
                                 const std::vector<models::LabelledCase>& training,
                                 const std::string& without) {
  std::vector<const models::LabelledCase*> chosen;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (cases[i].family != without && cases[i].group != without) chosen.push_back(&training[i]);
  }
  const Eigen::VectorXd slopes = models::fit_weights(chosen);
  models::StageWeights stage{};
  for (Eigen::Index c = 0; 3 * c < slopes.size(); ++c)
    stage[static_cast<std::size_t>(c)] = {slopes[3 * c], slopes[3 * c + 1], slopes[3 * c + 2]};
  return stage;
}

/// Weights of both stages by family left out, and "" for none. What the second stage learns from comes from a
/// first one that has not seen the case's family (cross-fitting), or it would trust it too much.
std::map<std::string, models::MatcherWeights> learn(std::vector<Case>& cases,
                                                    const std::set<std::string>& families, bool words_alone) {
  std::map<std::string, models::MatcherWeights> result;
  std::vector<std::unique_ptr<models::ModelIndex>> indexes;
  for (Case& one : cases) {
    indexes.push_back(std::make_unique<models::ModelIndex>(one.model));
    models::SampleChannels passages(one.model, *indexes.back(), one.rows, one.reader->analyzer());
    measure_features(one, passages, words_alone ? 1 : models::kFirstChannels);
  }
  auto training = training_rows(cases);
  for (const std::string& family : families) {
    result[family].first = learn_stage(cases, training, family);
    result[family].second = result[family].first;
    result[family].reference = kReference;
  }
  if (words_alone) return result;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    Case& one = cases[i];
    models::SampleChannels passages(one.model, *indexes[i], one.rows, one.reader->analyzer());
    std::vector<double> logits;
    (void)models::stand(result[one.family].first, models::expected_rate(one.model), passages, logits);
    models::teach(one.model, one.sample, logits, passages);
    measure_features(one, passages, models::kChannels);
  }
  training = training_rows(cases);
  for (const std::string& family : families) result[family].second = learn_stage(cases, training, family);
  return result;
}

std::string family_of(const std::vector<Case>& cases, const std::string& group) {
  return std::find_if(cases.begin(), cases.end(), [&](const Case& one) { return one.group == group; })
      ->family;
}

/// Figures of each group with the weights that have not seen its family, or the group itself.
void print_figures(std::vector<Case>& cases, const std::map<std::string, models::MatcherWeights>& weights,
                   bool by_group) {
  std::map<std::string, std::vector<models::JudgedPair>> pooled;
  std::map<std::string, std::vector<double>> outcome_precision;
  for (Case& one : cases) {
    const models::MatcherWeights& blind = weights.at(by_group ? one.group : one.family);
    one.model.options.weights = {blind, blind, blind};
    const std::vector<float> probabilities = models::to_probabilities(
        models::fit_matcher(one.model, one.sample, one.rows, one.reader->analyzer()).logits);
    std::vector<models::JudgedPair> pairs;
    auto& pool = pooled[one.group];
    const auto first = static_cast<std::uint32_t>(pool.size());
    for (const LabelledPair& pair : one.pairs) {
      const auto score =
          static_cast<double>(probabilities[pair.passage * one.model.outcomes.size() + pair.outcome]);
      pairs.push_back({pair.passage, pair.outcome, score, pair.match});
      pool.push_back({first + pair.passage, first + pair.outcome, score, pair.match});
    }
    outcome_precision[one.group].push_back(models::mean_average_precision(pairs));
  }
  for (const auto& [group, pairs] : pooled) {
    const bool alone = std::all_of(cases.begin(), cases.end(), [&, &group = group](const Case& one) {
      return one.group == group || one.family != family_of(cases, group);
    });
    if (by_group && alone) continue;
    double sum = 0;
    for (const double one : outcome_precision[group]) sum += one;
    std::printf("%-20s AP %.3f  MAP %.3f  ECE %.3f\n", group.c_str(), models::average_precision(pairs),
                sum / static_cast<double>(outcome_precision[group].size()), models::calibration_error(pairs));
  }
}

Options read_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view name = argv[i];
    const bool valued = i + 1 < argc;
    if (name == "--knowledge" && valued) {
      options.knowledge = argv[++i];
    } else if (name == "--leave-out" && valued) {
      options.leave_out = argv[++i];
    } else if (name == "--out" && valued) {
      options.out = argv[++i];
    } else if (name == "--date" && valued) {
      options.date = argv[++i];
    } else {
      options.folders.emplace_back(argv[i]);
    }
  }
  return options;
}

std::vector<Case> read_cases(const Options& options, bool words_alone,
                             const std::shared_ptr<const models::Knowledge>& knowledge) {
  std::vector<Case> cases;
  for (const fs::path& folder : scripts::mapping_cases(options.folders))
    cases.push_back(read_case(folder, words_alone, knowledge));
  return cases;
}

void write_weights(const fs::path& path, const Options& options, const std::vector<Case>& cases,
                   const std::string& without, const models::WeightTable& table) {
  if (!path.parent_path().empty()) fs::create_directories(path.parent_path());
  std::ofstream out(path);
  std::map<std::string, std::size_t> counts;
  for (const Case& one : cases) {
    if (one.family != without && one.group != without) ++counts[one.family];
  }
  out << "# Weights of the matcher, made by scripts/calibrate on " << options.date
      << ". What a unit of a channel adds to the logit:\n"
         "# knowledge, stage, channel; of the value against the passage's mean, the outcome's mean, the "
         "passage's "
         "best rival.\n# Cases:";
  for (const auto& [family, count] : counts)
    out << ' ' << family << ' ' << count << (family == counts.rbegin()->first ? '\n' : ',');
  out << models::format_weights(table, 6);
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = read_options(argc, argv);
  std::map<std::string, models::WeightTable> tables;
  std::vector<Case> cases;
  for (const WeightSet& set : kSets) {
    if (set.knowledge && options.knowledge.empty()) continue;
    auto knowledge = set.knowledge ? std::make_shared<const models::Knowledge>(options.knowledge) : nullptr;
    cases = read_cases(options, set.words_alone, knowledge);
    if (cases.empty()) {
      std::cerr
          << "usage: bearout_calibrate [--knowledge FILE] [--leave-out DIR] [--out FILE] FOLDER...   (no "
             "labelled case for mapping was found)\n";
      return 2;
    }
    std::set<std::string> families{""};
    for (const Case& one : cases) families.insert({one.family, one.group});
    const auto weights = learn(cases, families, set.words_alone);
    for (const auto& [family, learned] : weights) tables[family].*set.weights = learned;
    std::printf("%s, weights learned without the family:\n", set.name);
    print_figures(cases, weights, false);
    std::printf("%s, weights learned without the group alone, where its family has several:\n", set.name);
    print_figures(cases, weights, true);
  }
  for (const auto& [family, table] : tables) {
    if (family.empty() && !options.out.empty()) write_weights(options.out, options, cases, "", table);
    if (!family.empty() && !options.leave_out.empty())
      write_weights(options.leave_out / family / "matcher.weights", options, cases, family, table);
  }
  return 0;
}
