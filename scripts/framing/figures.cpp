#include "framing/figures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "models/corpus_tone.hpp"
#include "models/framing.hpp"

using namespace bearout;
using models::Verdict;

namespace {

double f1(const std::vector<JudgedPair>& pairs, int label, int (*guess)(const JudgedPair&)) {
  double hits = 0;
  double guessed = 0;
  double wanted = 0;
  for (const JudgedPair& pair : pairs) {
    hits += pair.framing == label && guess(pair) == label ? 1 : 0;
    guessed += guess(pair) == label ? 1 : 0;
    wanted += pair.framing == label ? 1 : 0;
  }
  return wanted == 0 ? -1 : 2 * hits / (guessed + wanted);
}

double macro_f1(const std::vector<JudgedPair>& pairs, const std::vector<int>& labels,
                int (*guess)(const JudgedPair&)) {
  double sum = 0;
  int count = 0;
  for (const int label : labels) {
    const double value = f1(pairs, label, guess);
    if (value < 0) continue;
    sum += value;
    ++count;
  }
  return sum / std::max(1, count);
}

int sign_of(const JudgedPair& pair) {
  return pair.logit > 0 ? 1 : pair.logit < 0 ? -1 : 0;
}

int verdict_of(const JudgedPair& pair) {
  return pair.verdict;
}

int sign_of(Verdict verdict) {
  return verdict == Verdict::supports ? 1 : verdict == Verdict::contrary ? -1 : 0;
}

}  // namespace

std::vector<JudgedPair> judge_case(const LabelledCase& pairs, const models::FramingWeights& weights,
                                   const models::Knowledge* knowledge) {
  std::vector<corpus::Outcome> outcomes;
  for (const std::string& outcome : pairs.outcomes) outcomes.push_back({"", outcome, "", {}});
  models::Analyzer analyzer;
  const std::vector<std::string_view> texts(pairs.texts.begin(), pairs.texts.end());
  const models::CorpusTone corpus = models::learn_tone(texts, analyzer, weights);
  const models::FramingWeights own = models::with_words(weights, corpus);
  models::FramingJudge judge(outcomes, analyzer.options(), knowledge, own, corpus.lean);
  std::vector<JudgedPair> judged;
  models::Tone tone;
  std::vector<models::Token> tokens;
  std::size_t read = pairs.texts.size();  // number of the text that `tone` is of
  for (const LabelledCase::Pair& pair : pairs.pairs) {
    const std::string& text = pairs.texts[pair.text];
    if (pair.text != read) {
      tokens = analyzer.analyze(text);
      tone = judge.read(text, {0, text.size()}, tokens, analyzer);
      read = pair.text;
    }
    const models::Framing framing = judge.judge(tone, text, tokens, pair.outcome);
    const double score = std::clamp(framing.score, -0.999999, 0.999999);
    judged.push_back({pair.framing, 2 * std::atanh(score), sign_of(framing.verdict)});
  }
  return judged;
}

LabelledCase as_case(const LabelledSet& set) {
  LabelledCase made;
  made.name = set.name;
  std::map<std::string, std::size_t> outcomes;
  for (const LabelledText& labelled : set.texts) {
    const std::string outcome = labelled.outcome.empty() ? "People were satisfied." : labelled.outcome;
    const auto known = outcomes.emplace(outcome, made.outcomes.size());
    if (known.second) made.outcomes.push_back(outcome);
    made.pairs.push_back({made.texts.size(), known.first->second, labelled.framing});
    made.texts.push_back(labelled.text);
  }
  return made;
}

double polar_f1(const std::vector<JudgedPair>& pairs) {
  std::vector<JudgedPair> polar;
  std::copy_if(pairs.begin(), pairs.end(), std::back_inserter(polar),
               [](const JudgedPair& pair) { return pair.framing != 0; });
  return macro_f1(polar, {1, -1}, sign_of);
}

double verdict_f1(const std::vector<JudgedPair>& pairs) {
  return macro_f1(pairs, {1, -1, 0}, verdict_of);
}

namespace {

constexpr std::array<double, 14> kGrid{0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0, 1.2, 1.5};

struct Tried {
  Thresholds thresholds;
  std::vector<double> figures;  // verdict_f1 of each set
  [[nodiscard]] double sum() const { return std::accumulate(figures.begin(), figures.end(), 0.0); }
  [[nodiscard]] double open() const { return thresholds.supports_from - thresholds.contrary_to; }
};

Tried try_thresholds(const Thresholds& thresholds, const std::vector<std::vector<JudgedPair>>& sets) {
  Tried tried{thresholds, {}};
  for (std::vector<JudgedPair> pairs : sets) {
    for (JudgedPair& pair : pairs)
      pair.verdict = pair.logit > 0 && pair.logit >= thresholds.supports_from ? 1
                     : pair.logit < 0 && pair.logit <= thresholds.contrary_to ? -1
                                                                              : 0;
    tried.figures.push_back(verdict_f1(pairs));
  }
  return tried;
}

/// Whether it falls short of the best by no more than one standard error of the sets' differences.
bool about_as_good(const Tried& tried, const Tried& best) {
  const auto n = static_cast<double>(best.figures.size());
  const double mean = (best.sum() - tried.sum()) / n;
  double squares = 0;
  for (std::size_t s = 0; s < best.figures.size(); ++s) {
    const double off = best.figures[s] - tried.figures[s] - mean;
    squares += off * off;
  }
  return mean <= std::sqrt(squares / std::max(1.0, n - 1) / n);
}

}  // namespace

Thresholds choose_thresholds(const std::vector<std::vector<JudgedPair>>& sets, Choice choice) {
  if (sets.empty()) return {};
  std::vector<Tried> all;
  for (const double supports : kGrid) {
    for (const double contrary : kGrid) all.push_back(try_thresholds({supports, 0 - contrary}, sets));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Tried& a, const Tried& b) { return a.open() < b.open(); });
  const auto best = std::max_element(all.begin(), all.end(),
                                     [](const Tried& a, const Tried& b) { return a.sum() < b.sum(); });
  if (choice == Choice::best) return best->thresholds;
  return std::find_if(all.begin(), all.end(), [&](const Tried& tried) { return about_as_good(tried, *best); })
      ->thresholds;
}
