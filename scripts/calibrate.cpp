// Learns the weights of the matcher from labelled cases and prints them, with what each family's left-out
// figure is.
//
// usage: bearout_calibrate FOLDER...
// Every folder below that holds a case.json ("family", "task": "mapping", "question"?, "gold_rest"? 0: pairs
// that gold.jsonl does not name are no matches), outcomes.jsonl, comments.jsonl and gold.jsonl ("document",
// "outcome", "match") is a case.

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "corpus/document_stream.hpp"
#include "corpus/outcome.hpp"
#include "models/calibration.hpp"
#include "models/evaluation.hpp"
#include "models/model.hpp"

namespace {

namespace fs = std::filesystem;
using namespace bearout;
using nlohmann::json;

constexpr Eigen::Index kFeatures = 3;
constexpr std::size_t kRowsPerFamily = 12'000;

struct Case {
  models::LabelledCase labelled;
  std::vector<models::JudgedPair> pairs;  // of the same rows; scores to be filled in
};

std::vector<corpus::Document> read_documents(const fs::path& path) {
  std::vector<corpus::Document> documents;
  auto stream = corpus::open_documents({{path, corpus::Input::Kind::comments}});
  while (auto batch = stream.next())
    std::move(batch->documents.begin(), batch->documents.end(), std::back_inserter(documents));
  return documents;
}

Case read_case(const fs::path& folder) {
  const json about = json::parse(std::ifstream(folder / "case.json"));
  const auto outcomes = corpus::read_outcomes(folder / "outcomes.jsonl");
  const auto documents = read_documents(folder / "comments.jsonl");
  models::Statistics statistics({.analyzer = {}, .unit = models::Unit::document, .sample_size = 50'000});
  for (const corpus::Document& document : documents) statistics.observe(document);
  models::FitOptions options;
  options.question = about.value("question", "");
  options.candidates = false;
  const models::Model model = models::fit(statistics, outcomes, options);

  std::map<std::pair<std::string, std::string>, bool> gold;
  std::ifstream lines(folder / "gold.jsonl");
  for (std::string line; std::getline(lines, line);) {
    const json row = json::parse(line);
    gold[{row.at("document"), row.at("outcome")}] = row.at("match").get<int>() != 0;
  }
  const bool all = about.contains("gold_rest");
  models::TextReader reader(model.analyzer);
  models::Weigher weigher(model.vocabulary, model.weights);
  models::WeightedText weighted;
  std::vector<double> closeness(outcomes.size());
  std::vector<std::array<double, kFeatures>> rows;
  Case result;
  std::vector<double> matches;
  for (std::uint32_t d = 0; d < documents.size(); ++d) {
    weigher.weigh(reader.read(documents[d].text).tokens, reader.analyzer(), weighted);
    models::measure_closeness(model, weighted, closeness);
    const double mean = models::Matcher::passage_mean(closeness);
    for (std::uint32_t j = 0; j < outcomes.size(); ++j) {
      const auto label = gold.find({documents[d].id, outcomes[j].id});
      if (label == gold.end() && !all) continue;
      const bool match = label != gold.end() && label->second;
      rows.push_back({closeness[j], closeness[j] - mean, closeness[j] - model.matcher.outcome_means[j]});
      matches.push_back(match ? 1 : 0);
      result.pairs.push_back({d, j, 0, match});
    }
  }
  const std::string family = about.at("family");
  result.labelled.family = family.substr(0, family.find('-'));
  result.labelled.features.resize(static_cast<Eigen::Index>(rows.size()), kFeatures);
  result.labelled.matches.resize(static_cast<Eigen::Index>(rows.size()));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (Eigen::Index k = 0; k < kFeatures; ++k) {
      result.labelled.features(static_cast<Eigen::Index>(i), k) = rows[i][static_cast<std::size_t>(k)];
    }
    result.labelled.matches[static_cast<Eigen::Index>(i)] = matches[i];
  }
  return result;
}

/// A large family is thinned evenly: its order holds no more after so many pairs.
models::LabelledCase thinned(const models::LabelledCase& whole, double share) {
  if (share >= 1) return whole;
  const auto step = static_cast<Eigen::Index>(1 / share + 1);
  models::LabelledCase part{whole.family, {}, {}};
  const Eigen::Index rows = (whole.features.rows() + step - 1) / step;
  part.features.resize(rows, kFeatures);
  part.matches.resize(rows);
  for (Eigen::Index i = 0; i < rows; ++i) {
    part.features.row(i) = whole.features.row(i * step);
    part.matches[i] = whole.matches[i * step];
  }
  return part;
}

Eigen::VectorXd learn(const std::vector<models::LabelledCase>& cases, const std::string& without) {
  std::vector<const models::LabelledCase*> chosen;
  for (const models::LabelledCase& one : cases) {
    if (one.family != without) chosen.push_back(&one);
  }
  return models::fit_weights(chosen);
}

void print_figures(const std::string& family, std::vector<Case>& cases, const Eigen::VectorXd& weights) {
  double precision = 0;
  double outcomes = 0;
  std::size_t count = 0;
  for (Case& one : cases) {
    if (one.labelled.family != family) continue;
    const Eigen::VectorXd logits = one.labelled.features * weights;
    for (std::size_t i = 0; i < one.pairs.size(); ++i)
      one.pairs[i].score = logits[static_cast<Eigen::Index>(i)];
    precision += models::average_precision(one.pairs);
    outcomes += models::mean_average_precision(one.pairs);
    ++count;
  }
  std::printf("%-12s %3zu cases  AP %.3f  MAP %.3f   with weights %.2f %.2f %.2f\n", family.c_str(), count,
              precision / static_cast<double>(count), outcomes / static_cast<double>(count), weights[0],
              weights[1], weights[2]);
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<Case> cases;
  for (int i = 1; i < argc; ++i) {
    std::set<fs::path> folders;
    for (const auto& entry : fs::recursive_directory_iterator(argv[i])) {
      if (entry.path().filename() == "case.json") folders.insert(entry.path().parent_path());
    }
    for (const fs::path& folder : folders) {
      if (json::parse(std::ifstream(folder / "case.json")).value("task", "") == "mapping")
        cases.push_back(read_case(folder));
    }
  }
  if (cases.empty()) {
    std::cerr << "usage: bearout_calibrate FOLDER...   (no labelled case for mapping was found)\n";
    return 2;
  }
  std::map<std::string, std::size_t> rows;
  for (const Case& one : cases) rows[one.labelled.family] += one.pairs.size();
  std::vector<models::LabelledCase> training;
  for (const Case& one : cases) {
    training.push_back(thinned(
        one.labelled, static_cast<double>(kRowsPerFamily) / static_cast<double>(rows[one.labelled.family])));
  }
  std::printf("each family with weights learned from the others (mean over its cases):\n");
  for (const auto& family : rows) print_figures(family.first, cases, learn(training, family.first));
  const Eigen::VectorXd weights = learn(training, "");
  std::printf("\nall families: raw %.2f, against_passage %.2f, against_outcome %.2f\n", weights[0],
              weights[1], weights[2]);
  return 0;
}
