// Learns the weights of framing from labelled texts and prints what each set's figure is with weights that
// have not seen it.
//
// usage: bearout_train_framing TRAIN_DIR [--cases DIR] [--knowledge FILE] [--out FILE] [--left-out DIR]
// TRAIN_DIR holds sentiment-NAME.jsonl, aspect-NAME.jsonl and claim-NAME.jsonl ("text", "framing",
// "outcome"?).
// --cases: folders with a case.json of "task": "framing"; kCases below says which set each is made from.
// --weights DIR learns nothing: it prints the figures with what --left-out DIR wrote.
// --out writes the weights of all sets; --left-out writes DIR/SET/framing.tsv for every set that can be left
// out.

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <optional>

#include "framing/figures.hpp"
#include "framing/training.hpp"

namespace {

namespace fs = std::filesystem;
using bearout::models::FramingNumber;
using bearout::models::FramingWeights;
using bearout::models::Knowledge;

// Cases and the sets with texts of theirs.
const std::map<std::string, std::string> kCases{{"airline-tweets", "us_airline_tweets"},
                                                {"argkp-topic-train", "argkp"},
                                                {"climate-a", "climate"},
                                                {"negated-statements-a", "negated-statements"},
                                                {"nhs-part-a", "nhs_patient_comments_v6"},
                                                {"perspectrum-train", "perspectrum"},
                                                {"product-review-snippets", "vader_amazon_review_snippets"},
                                                {"restaurants-train", "mams"},
                                                {"uci-reviews", "uci_sentiment_sentences"}};
// Sets whose texts are short and speak for themselves: their left-out logits choose the thresholds of tone.
const std::set<std::string> kToneSets{"us_airline_tweets", "nhs_patient_comments_v6",
                                      "vader_amazon_review_snippets", "uci_sentiment_sentences"};
// A case that serves as a set of claims too.
constexpr const char* kClaimCase = "argkp-topic-train";
// Evidence for facts of one field: its words taught claims nothing. It only helps to choose thresholds.
constexpr const char* kFieldOfFacts = "climate";
// Near-copies: judged by rules.
constexpr const char* kCopies = "negated-statements";

struct Arguments {
  fs::path train, cases, knowledge, out, left_out, weights;
};

void print_figure(const LabelledCase& one, const FramingWeights& weights, const Knowledge* knowledge) {
  const auto judged = judge_case(one, weights, knowledge);
  std::printf("%-26s %6zu pairs  polar %.3f  three %.3f\n", one.name.c_str(), judged.size(), polar_f1(judged),
              verdict_f1(judged));
  std::fflush(stdout);
}

/// Figures of all cases with weights that --left-out wrote.
void print_figures(const Arguments& arguments) {
  std::unique_ptr<Knowledge> knowledge;
  if (!arguments.knowledge.empty()) knowledge = std::make_unique<Knowledge>(arguments.knowledge);
  for (const LabelledCase& one : read_cases(arguments.cases)) {
    const auto set = kCases.find(one.name);
    if (set == kCases.end()) continue;
    std::ifstream file(arguments.weights / set->second / "framing.tsv", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    print_figure(one, bearout::models::parse_framing_weights(text), knowledge.get());
  }
}

class Trainer {
 public:
  explicit Trainer(const Arguments& arguments)
      : knowledge_(arguments.knowledge.empty() ? nullptr : std::make_unique<Knowledge>(arguments.knowledge)),
        rows_(knowledge_.get()),
        sets_(read_sets(arguments.train)) {
    if (!arguments.cases.empty()) cases_ = read_cases(arguments.cases);
    for (const LabelledCase& one : cases_) {
      if (one.name == kClaimCase) add_claim_case(one);
    }
    tones_ = rows_.tones(sets_);
    claims_ = rows_.claims(sets_, criticism({}).weights());
  }

  /// Weights learned without a set ("": from all).
  std::string learn(const std::string& without) {
    WeightsFile file = fitted(without);
    const auto tone_pairs = left_out_pairs(true, without);
    const Thresholds alone = choose_thresholds(tone_pairs, Choice::best);
    file.number(FramingNumber::alone_supports_from, alone.supports_from);
    file.number(FramingNumber::alone_contrary_to, alone.contrary_to);
    const Thresholds tone = choose_thresholds(tone_pairs, Choice::least_open);
    file.number(FramingNumber::tone_supports_from, tone.supports_from);
    file.number(FramingNumber::tone_contrary_to, tone.contrary_to);
    const Thresholds claim = choose_thresholds(left_out_pairs(false, without), Choice::least_open);
    file.number(FramingNumber::claim_supports_from, claim.supports_from);
    file.number(FramingNumber::claim_contrary_to, claim.contrary_to);
    return file.text();
  }

  void print_figure(const LabelledCase& one, const FramingWeights& weights) const {
    ::print_figure(one, weights, knowledge_.get());
  }

  [[nodiscard]] const std::vector<LabelledCase>& cases() const { return cases_; }

 private:
  void add_claim_case(const LabelledCase& one) {
    LabelledSet set{kCases.at(one.name), "claim", {}};
    for (const LabelledCase::Pair& pair : one.pairs) {
      set.texts.push_back({one.texts[pair.text], one.outcomes[pair.outcome], pair.framing});
    }
    sets_.push_back(std::move(set));
  }

  /// What criticism learns without some sets of tones; once, since most cases leave out none.
  const WeightsFile& criticism(const std::set<std::size_t>& left) {
    auto known = criticism_.find(left);
    if (known == criticism_.end()) {
      known = criticism_.emplace(left, WeightsFile()).first;
      train_criticism(tones_, left, rows_.names(), known->second);
    }
    return known->second;
  }

  WeightsFile fitted(const std::string& without) {
    std::set<std::size_t> left;
    std::set<std::size_t> left_claims;
    for (std::size_t s = 0; s < sets_.size(); ++s) {
      if (sets_[s].name == without && sets_[s].kind != "claim") left.insert(s);
      const bool no_claim = sets_[s].name == kFieldOfFacts || sets_[s].name == kCopies;
      if (sets_[s].name == without || no_claim) left_claims.insert(s);
    }
    WeightsFile file = criticism(left);
    train_claims(claims_, left_claims, rows_.names(), file);
    return file;
  }

  /// Of every set but `without` the pairs as judged with weights that have not seen their set.
  std::vector<std::vector<JudgedPair>> left_out_pairs(bool tone, const std::string& without) {
    std::vector<std::vector<JudgedPair>> found;
    for (const LabelledSet& set : sets_) {
      const bool wanted = tone ? kToneSets.contains(set.name) : set.kind == "claim" && set.name != kCopies;
      if (!wanted || set.name == without) continue;
      auto known = judged_.find(set.name);
      if (known == judged_.end()) {
        known =
            judged_.emplace(set.name, judge_case(as_case(set), fitted(set.name).weights(), knowledge_.get()))
                .first;
      }
      found.push_back(known->second);
    }
    return found;
  }

  std::unique_ptr<Knowledge> knowledge_;
  TextRows rows_;
  std::vector<LabelledSet> sets_;
  std::vector<LabelledCase> cases_;
  std::vector<ToneRow> tones_;
  std::vector<ClaimRow> claims_;
  std::map<std::set<std::size_t>, WeightsFile> criticism_;  // by the sets left out
  std::map<std::string, std::vector<JudgedPair>> judged_;   // by set, left out
};

std::optional<Arguments> read_arguments(int count, char** values) {
  Arguments arguments;
  std::map<std::string, fs::path*> options{{"--cases", &arguments.cases},
                                           {"--knowledge", &arguments.knowledge},
                                           {"--out", &arguments.out},
                                           {"--left-out", &arguments.left_out},
                                           {"--weights", &arguments.weights}};
  for (int i = 1; i < count; ++i) {
    const auto option = options.find(values[i]);
    if (option != options.end() && i + 1 < count) {
      *option->second = values[++i];
    } else if (arguments.train.empty() && values[i][0] != '-') {
      arguments.train = values[i];
    } else {
      return std::nullopt;
    }
  }
  if (arguments.train.empty()) return std::nullopt;
  return arguments;
}

void write(const fs::path& path, const std::string& text) {
  if (path.has_parent_path()) fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

int main(int argc, char** argv) {
  const auto arguments = read_arguments(argc, argv);
  if (!arguments) {
    std::cerr << "usage: bearout_train_framing TRAIN_DIR [--cases DIR] [--knowledge FILE] [--out FILE] "
                 "[--left-out DIR]\n";
    return 2;
  }
  if (!arguments->weights.empty()) {
    print_figures(*arguments);
    return 0;
  }
  Trainer trainer(*arguments);
  std::map<std::string, std::string> learned;
  for (const LabelledCase& one : trainer.cases()) {
    const auto set = kCases.find(one.name);
    if (set == kCases.end()) continue;
    const std::string& text = learned[set->second] = trainer.learn(set->second);
    trainer.print_figure(one, bearout::models::parse_framing_weights(text));
    if (!arguments->left_out.empty()) write(arguments->left_out / set->second / "framing.tsv", text);
  }
  if (!arguments->out.empty()) write(arguments->out, trainer.learn(""));
  return 0;
}
