// What a reviewer's answers teach, and what each part of the learning is worth: a reviewer answers from the
// labels of a case.
//
// usage: bearout_simulate_reviews [--knowledge FILE] [--purpose learning|finding|balance] [--splits N]
//                                 [--flipped SHARE] [--part NAME]... FOLDER...
// Half of a case's documents (by SHA-256 of split and id) are under review. Fifty pairs at a time are asked
// about, the answers are learned from, and the other half, that nobody asked about, says what was taught: AP
// after 0, 50, 100, 200 and 400 answers, ECE after 0 and 400, the share of the matches under review that were
// accepted after 200 and 400, and the lowest round against the start (each case's mean over the splits). A
// pair without a label is answered "unsure". `--flipped`: so many of the answers, drawn by lot, are wrong;
// the last two columns say how many pairs of the other half are likely, and suggested, after 400 answers for
// one at the start. Folders as in scripts/calibrate; all cases of a call are averaged. The figures are those
// of `bearout run --unit document --all-pairs --decisions`: the same functions learn, correct and order, only
// the corpus is read once.

#include <openssl/sha.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <limits>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "corpus/outcome.hpp"
#include "models/channel_reader.hpp"
#include "models/evaluation.hpp"
#include "models/match_anchor.hpp"
#include "models/passage_judge.hpp"
#include "models/random_stream.hpp"
#include "models/review_order.hpp"
#include "pipeline/priority.hpp"
#include "scripts/labelled_case.hpp"

namespace {

namespace fs = std::filesystem;
using namespace bearout;
using nlohmann::json;

constexpr std::size_t kBatch = 50;
constexpr std::size_t kRounds = 8;
constexpr std::size_t kMostQuestions = 200;  // as many as a run works out

enum class Order { program, likeliest, uncertain };

/// The program, or the program without a part.
struct Part {
  std::string_view name;
  models::CorrectionPrior prior = {};
  bool matcher = true;  // the matcher's logit is what is corrected; otherwise one logit for all pairs
  Order order = Order::program;
};

std::vector<Part> all_parts() {
  Part alone{"no-pooling"};
  alone.prior.intercept = alone.prior.standing = alone.prior.shared_text = alone.prior.channels = 0;
  Part wordless{"no-text"};
  wordless.prior.text = wordless.prior.shared_text = 0;
  Part bare{"no-prior"};
  bare.matcher = false;
  return {{"everything"},
          bare,
          alone,
          wordless,
          {"greedy-order", {}, true, Order::likeliest},
          {"uncertainty-order", {}, true, Order::uncertain}};
}

/// A case with all its pairs as they are learned from. n documents in the order of the sample, m outcomes.
struct Case {
  std::string name;
  models::Model model;
  std::vector<std::string> documents;
  std::vector<models::LearnedPair> pairs;  // n x m
  std::vector<std::int8_t> labels;         // n x m: 1, 0, or -1: none
  std::vector<std::int8_t> answers;        // n x m: the same, but for those that the reviewer gets wrong
};

void read_pairs(Case& one, const std::vector<models::SamplePassage>& sample) {
  models::Model& model = one.model;
  const std::size_t m = model.outcomes.size();
  const models::ModelIndex index(model);
  models::TextReader texts(model.analyzer);
  models::Weigher weigher(model.vocabulary, model.weights);
  models::ChannelReader channels(model, index, &model.learning);
  models::PassageJudge judge(model.matcher.weights.second, model.matcher.standing);
  models::PairReader reader(
      model.matcher, model.reviewed.scale,
      models::PassageVectors(model.reviewed.space, model.vocabulary.size(), model.space.knowledge.get()), m);
  models::WeightedText weighted;
  std::vector<double> logits(m);
  for (const models::SamplePassage& passage : sample) {
    const models::ReadText& read = texts.read(passage.text);
    weigher.weigh(read.tokens, texts.analyzer(), weighted);
    channels.read(weighted, texts.analyzer());
    judge.judge(channels.values(), logits);
    reader.read(models::count_forms(read.tokens), weighted, texts.analyzer(), channels.values(), logits);
    one.documents.push_back(passage.document);
    for (std::size_t j = 0; j < m; ++j) one.pairs.push_back(reader.pair(j));
  }
}

Case read_case(const fs::path& folder, std::shared_ptr<const models::Knowledge> knowledge) {
  const json about = json::parse(std::ifstream(folder / "case.json"));
  Case one;
  one.name = folder.filename();
  const auto outcomes = corpus::read_outcomes(folder / "outcomes.jsonl");
  const scripts::Gold gold = scripts::read_gold(folder / "gold.jsonl");
  const models::Statistics statistics = scripts::count_comments(folder);
  models::FitOptions options;
  options.question = about.value("question", "");
  options.candidates = false;
  const std::vector<models::SamplePassage> sample = statistics.sample();
  // A model keeps the space of passages if it was taught; the space does not depend on what.
  models::DecidedFacts any;
  any.pairs.push_back({{sample.front().document, {}, {}}, outcomes.front().id, models::Decision::reject, {}});
  one.model = models::fit(statistics, outcomes, options, std::move(knowledge), any);
  one.model.decided = {};
  read_pairs(one, sample);
  for (const std::string& document : one.documents) {
    for (const corpus::Outcome& outcome : outcomes) {
      const auto label = gold.find({document, outcome.id});
      one.labels.push_back(label == gold.end() ? -1 : static_cast<std::int8_t>(label->second));
    }
  }
  return one;
}

bool is_under_review(const std::string& document, std::size_t split) {
  const std::string text = (split == 0 ? "" : std::string(1, static_cast<char>('a' + split - 1))) + document;
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  return digest[0] % 2 == 0;
}

/// Gives all pairs the same logit, their mean: the case as it is without a matcher.
void flatten(Case& one) {
  double mean = 0;
  for (const models::LearnedPair& pair : one.pairs) mean += pair.logit;
  mean /= static_cast<double>(one.pairs.size());
  for (models::LearnedPair& pair : one.pairs) pair.logit = mean;
}

/// What was learned after a round, and what it says of the half that nobody was asked about.
struct Round {
  double precision = 0;
  double error = 0;
  double found = 0;
  double likely = 0;
  double suggested = 0;
};

class Review {
 public:
  /// Sets the case's questions as it goes on.
  Review(Case& one, const Part& part, pipeline::ReviewFor purpose, std::size_t split)
      : case_(one), part_(part), purpose_(purpose), m_(one.model.outcomes.size()), model_(one.model) {
    for (const std::string& document : one.documents) asked_.push_back(is_under_review(document, split));
    logits_.resize(one.pairs.size());
    decided_.assign(one.pairs.size(), false);
  }

  std::vector<Round> play() {
    std::vector<Round> rounds;
    for (std::size_t round = 0; round <= kRounds; ++round) {
      learn();
      rounds.push_back(measure());
      if (round < kRounds) answer(order());
    }
    return rounds;
  }

 private:
  [[nodiscard]] const models::LearnedPair& pair(std::size_t at) const { return case_.pairs[at]; }

  void learn() {
    std::vector<std::size_t> taught;
    for (std::size_t at = 0; at < decided_.size(); ++at) {
      if (decided_[at] && case_.answers[at] >= 0) taught.push_back(at);
    }
    std::sort(taught.begin(), taught.end(), [&](std::size_t a, std::size_t b) {
      return std::tie(case_.documents[a / m_], model_.outcomes[a % m_].id) <
             std::tie(case_.documents[b / m_], model_.outcomes[b % m_].id);
    });
    std::vector<models::DecidedExample> examples;
    for (const std::size_t at : taught) examples.push_back({pair(at), case_.answers[at] == 1});
    learned_ = models::learn_decisions(examples, m_, part_.prior);
    std::vector<double> before(logits_.size());
    for (std::size_t at = 0; at < logits_.size(); ++at) {
      before[at] = pair(at).logit;
      logits_[at] = examples.empty() ? before[at] : corrected_logit(learned_.correction, pair(at));
    }
    if (examples.empty()) return;
    models::anchor_matches(learned_.correction, examples, logits_, before);
    for (double& logit : logits_) logit = learned_.correction.settled(logit);
  }

  [[nodiscard]] Round measure() const {
    std::vector<models::JudgedPair> judged;
    double accepted = 0;
    double matches = 0;
    double likely = 0;
    double suggested = 0;
    for (std::size_t at = 0; at < logits_.size(); ++at) {
      const bool match = case_.labels[at] == 1;
      if (asked_[at / m_]) {
        matches += match ? 1 : 0;
        accepted += match && decided_[at] ? 1 : 0;
        continue;
      }
      const double p = models::probability(logits_[at]);
      likely += p >= models::kLikely ? 1 : 0;
      suggested += p >= models::kUnsure ? 1 : 0;
      if (case_.labels[at] >= 0) {
        judged.push_back(
            {static_cast<std::uint32_t>(at / m_), static_cast<std::uint32_t>(at % m_), p, match});
      }
    }
    return {models::average_precision(judged), models::calibration_error(judged),
            accepted / std::max(1.0, matches), likely, suggested};
  }

  /// All pairs by what the next answer should be, the first first.
  [[nodiscard]] std::vector<std::size_t> order() {
    std::vector<double> priorities(logits_.size());
    if (part_.order == Order::program) {
      find_questions();
      pipeline::Priorities list(model_, purpose_, true);
      const auto row = [&](std::size_t at) {
        return pipeline::Priorities::Row{at,
                                         static_cast<std::uint32_t>(at % m_),
                                         models::probability(logits_[at]),
                                         case_.documents[at / m_],
                                         0,
                                         decided_[at],
                                         decided_[at] && case_.answers[at] == 1};
      };
      for (std::size_t at = 0; at < logits_.size(); ++at) list.add(row(at));
      list.finish();
      for (std::size_t at = 0; at < logits_.size(); ++at) priorities[at] = list.next(at);
    } else {
      for (std::size_t at = 0; at < logits_.size(); ++at)
        priorities[at] = part_.order == Order::likeliest ? logits_[at] : -std::abs(logits_[at]);
    }
    std::vector<std::size_t> order(logits_.size());
    for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return priorities[a] > priorities[b]; });
    return order;
  }

  void find_questions() {
    model_.questions = {};
    if (purpose_ == pipeline::ReviewFor::finding) return;
    std::vector<models::OpenPair> open;
    std::vector<std::size_t> accepted(m_, 0);
    std::uint64_t decisions = 0;
    for (std::size_t at = 0; at < logits_.size(); ++at) {
      const auto j = static_cast<std::uint32_t>(at % m_);
      if (!decided_[at])
        open.push_back({static_cast<std::uint32_t>(at / m_), j, logits_[at]});
      else if (case_.answers[at] == 1)
        ++accepted[j];
      if (decided_[at]) ++decisions;
    }
    const auto read = [&](const models::OpenPair& one) { return pair(one.passage * m_ + one.outcome); };
    for (const models::OpenPair& one : models::informative_pairs(
             open, accepted, learned_.posterior, read, kMostQuestions, model_.options.seed + decisions))
      model_.questions.among_all.push_back({case_.documents[one.passage], 0, one.outcome});
  }

  void answer(const std::vector<std::size_t>& order) {
    std::size_t answers = 0;
    for (const std::size_t at : order) {
      if (answers == kBatch) return;
      if (decided_[at] || !asked_[at / m_]) continue;
      decided_[at] = true;
      ++answers;
    }
  }

  const Case& case_;
  const Part& part_;
  pipeline::ReviewFor purpose_;
  std::size_t m_;
  models::Model& model_;
  std::vector<bool> asked_;  // by document: it is under review
  models::LearnedDecisions learned_;
  std::vector<double> logits_;
  std::vector<bool> decided_;
};

struct Options {
  fs::path knowledge;
  pipeline::ReviewFor purpose = pipeline::ReviewFor::balance;
  std::size_t splits = 3;
  double flipped = 0;
  std::set<std::string> parts;  // empty: all
  std::vector<fs::path> folders;
};

Options read_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view name = argv[i];
    const bool valued = i + 1 < argc;
    if (name == "--knowledge" && valued) {
      options.knowledge = argv[++i];
    } else if (name == "--purpose" && valued) {
      const auto& names = pipeline::kReviewPurposes;
      const auto found = std::find(names.begin(), names.end(), std::string_view(argv[++i]));
      if (found == names.end()) throw std::invalid_argument("no such purpose: " + std::string(argv[i]));
      options.purpose = static_cast<pipeline::ReviewFor>(found - names.begin());
    } else if (name == "--splits" && valued) {
      options.splits = std::stoul(argv[++i]);
    } else if (name == "--flipped" && valued) {
      options.flipped = std::stod(argv[++i]);
    } else if (name == "--part" && valued) {
      options.parts.insert(argv[++i]);
    } else {
      options.folders.emplace_back(argv[i]);
    }
  }
  return options;
}

std::vector<Case> read_cases(const Options& options) {
  const auto knowledge =
      options.knowledge.empty() ? nullptr : std::make_shared<const models::Knowledge>(options.knowledge);
  std::vector<Case> cases;
  for (const fs::path& folder : scripts::mapping_cases(options.folders))
    cases.push_back(read_case(folder, knowledge));
  return cases;
}

/// What the reviewer answers: the labels, but for a share of them.
void give_answers(Case& one, double flipped, std::size_t split) {
  one.answers = one.labels;
  models::RandomStream lots(split + 1);
  for (std::int8_t& answer : one.answers) {
    if (lots.uniform() < flipped && answer >= 0) answer = static_cast<std::int8_t>(1 - answer);
  }
}

void print_part(const Part& part, std::vector<Case>& cases, const Options& options) {
  std::vector<Round> mean(kRounds + 1);
  double lowest = std::numeric_limits<double>::infinity();
  const auto reviews = static_cast<double>(cases.size() * options.splits);
  for (Case& one : cases) {
    std::vector<double> logits;
    for (const models::LearnedPair& pair : one.pairs) logits.push_back(pair.logit);
    if (!part.matcher) flatten(one);
    std::vector<double> precision(kRounds + 1, 0);
    for (std::size_t split = 0; split < options.splits; ++split) {
      give_answers(one, options.flipped, split);
      const std::vector<Round> rounds = Review(one, part, options.purpose, split).play();
      for (std::size_t k = 0; k < rounds.size(); ++k) {
        mean[k].precision += rounds[k].precision / reviews;
        mean[k].error += rounds[k].error / reviews;
        mean[k].found += rounds[k].found / reviews;
        mean[k].likely += rounds[k].likely / reviews;
        mean[k].suggested += rounds[k].suggested / reviews;
        precision[k] += rounds[k].precision / static_cast<double>(options.splits);
      }
    }
    for (std::size_t at = 0; at < logits.size(); ++at) one.pairs[at].logit = logits[at];
    for (std::size_t k = 1; k < precision.size(); ++k)
      lowest = std::min(lowest, precision[k] - precision.front());
  }
  std::printf("| %-17s |", std::string(part.name).c_str());
  for (const std::size_t k : {0U, 1U, 2U, 4U, 8U}) std::printf(" %.3f |", mean[k].precision);
  std::printf(" %.3f | %.3f | %.3f | %.3f | %+.3f | %.2f | %.2f |\n", mean[0].error, mean[8].error,
              mean[4].found, mean[8].found, lowest, mean[8].likely / mean[0].likely,
              mean[8].suggested / mean[0].suggested);
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const Options options = read_options(argc, argv);
    std::vector<Case> cases = read_cases(options);
    if (cases.empty()) {
      std::cerr << "usage: bearout_simulate_reviews [--knowledge FILE] [--purpose learning|finding|balance] "
                   "[--splits N] [--part NAME]... FOLDER...   (no labelled case for mapping was found)\n";
      return 2;
    }
    std::printf(
        "| %-17s | AP: 0 | 50    | 100   | 200   | 400   | ECE 0 | 400   | found | 400   | low    | lik. | "
        "sug. |\n",
        "part");
    for (const Part& part : all_parts()) {
      if (options.parts.empty() || options.parts.contains(std::string(part.name)))
        print_part(part, cases, options);
    }
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
  return 0;
}
