#include "models/reviewed_fit.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "corpus/folded.hpp"
#include "models/channel_reader.hpp"
#include "models/decided_passages.hpp"
#include "models/match_anchor.hpp"
#include "models/passage_judge.hpp"
#include "models/review_order.hpp"

namespace bearout::models {

namespace {

// Passages that the scale of pairs is measured on, and that questions are chosen from; their order is random.
constexpr std::size_t kMostMeasured = 4000;
constexpr std::size_t kMostSpaceTexts = 20'000;
// Questions of each list: as many as somebody answers before running again.
constexpr std::size_t kMostQuestions = 200;

/// Reads passages of the sample, or other texts, as pairs.
class SampleReader {
 public:
  SampleReader(const Model& model, const ModelIndex& index, const FittedSample& sample, TextReader& texts)
      : model_(&model),
        sample_(&sample),
        texts_(&texts),
        weigher_(model.vocabulary, model.weights),
        channels_(model, index, &model.learning),
        judge_(model.matcher.weights.second, model.matcher.standing),
        pairs_(model.matcher, model.reviewed.scale,
               PassageVectors(model.reviewed.space, model.vocabulary.size(), model.space.knowledge.get()),
               model.outcomes.size()),
        logits_(model.outcomes.size()),
        words_(model.outcomes.size()) {}

  /// Reads a text as pairs.
  void read_pairs(std::string_view text) {
    const ReadText& read = texts_->read(text);
    weigher_.weigh(read.tokens, texts_->analyzer(), weighted_);
    channels_.read(weighted_, texts_->analyzer());
    judge_.judge(channels_.values(), logits_);
    pairs_.read(count_forms(read.tokens), weighted_, texts_->analyzer(), channels_.values(), logits_);
  }
  /// Reads a passage of the sample, one of those whose forms were counted, as pairs.
  void read_pairs(std::size_t passage) {
    const std::span<const float> values = sample_->channels->read(passage);
    judge_.judge(values, logits_);
    pairs_.read(sample_->forms[passage], sample_->rows[passage], texts_->analyzer(), values, logits_);
  }
  [[nodiscard]] LearnedPair pair(std::size_t outcome) const { return pairs_.pair(outcome); }
  /// Logits of such a passage, with the correction if there is one.
  std::span<const double> read_logits(std::size_t passage) {
    if (model_->reviewed.correction.empty()) {
      judge_.judge(sample_->channels->read(passage), logits_);
      return logits_;
    }
    read_pairs(passage);
    pairs_.correct(model_->reviewed.correction, logits_, words_);
    return logits_;
  }
  /// See Scorer: without evidence nothing is suggested. Of the passage of read_logits().
  [[nodiscard]] bool speaks_for(std::size_t outcome) const {
    return sample_->channels->speaks_for(outcome) ||
           (!model_->reviewed.correction.empty() && words_[outcome] > 0);
  }

 private:
  const Model* model_;
  const FittedSample* sample_;
  TextReader* texts_;
  Weigher weigher_;
  ChannelReader channels_;
  PassageJudge judge_;
  PairReader pairs_;
  WeightedText weighted_;
  std::vector<double> logits_;
  std::vector<double> words_;
};

double deviation(double sum, double squares, double count) {
  const double mean = sum / count;
  return std::sqrt(std::max(0.0, squares / count - mean * mean)) + 1e-6;
}

PairScale measure_scale(const Model& model, const FittedSample& sample) {
  const std::size_t m = model.outcomes.size();
  const std::size_t passages = std::min({kMostMeasured, sample.logits.size() / m, sample.forms.size()});
  const auto count = static_cast<double>(passages * m);
  double sum = 0;
  double squares = 0;
  std::array<double, kChannels> sums{};
  std::array<double, kChannels> channel_squares{};
  std::vector<double> contributions(kChannels * m);
  for (std::size_t i = 0; i < passages; ++i) {
    measure_contributions(model.matcher, sample.channels->read(i), contributions);
    for (std::size_t j = 0; j < m; ++j) {
      const double logit = sample.logits[i * m + j];
      sum += logit;
      squares += logit * logit;
    }
    for (std::size_t k = 0; k < contributions.size(); ++k) {
      sums[k / m] += contributions[k];
      channel_squares[k / m] += contributions[k] * contributions[k];
    }
  }
  PairScale scale;
  if (passages == 0) return scale;
  scale.mean_logit = sum / count;
  scale.logit_deviation = deviation(sum, squares, count);
  for (std::size_t c = 0; c < kChannels; ++c) {
    scale.channel_means[c] = sums[c] / count;
    scale.channel_deviations[c] = deviation(sums[c], channel_squares[c], count);
  }
  return scale;
}

/// Which passages of the sample a document has.
using Places = std::unordered_map<std::string_view, std::vector<std::uint32_t>>;

Places places_of(const FittedSample& sample) {
  Places places;
  for (std::uint32_t i = 0; i < sample.passages.size(); ++i) places[sample.passages[i].document].push_back(i);
  return places;
}

/// The text that a decision judged; nothing if it has none and the sample lacks it.
std::optional<std::string_view> text_of(const DecidedPassage& decided, Unit unit, const FittedSample& sample,
                                        const Places& places) {
  const auto found = places.find(decided.document);
  if (found != places.end()) {
    for (const std::uint32_t i : found->second) {
      const SamplePassage& passage = sample.passages[i];
      const bool meant =
          decided.place && passage.start == decided.place->start && passage.end == decided.place->end;
      if (unit == Unit::document || (decided.text.empty() && meant)) return passage.text;
    }
  }
  if (!decided.text.empty()) return decided.text;
  return std::nullopt;
}

std::vector<DecidedExample> read_examples(const Model& model, const FittedSample& sample,
                                          SampleReader& reader) {
  const Places places = places_of(sample);
  std::map<std::string_view, std::uint32_t> outcomes;
  for (std::uint32_t j = 0; j < model.outcomes.size(); ++j) outcomes.emplace(model.outcomes[j].id, j);
  std::vector<DecidedExample> examples;
  std::string_view last;  // pairs of a passage follow each other: it is read once
  for (const DecidedPair& decided : model.decided.pairs) {
    const auto outcome = outcomes.find(decided.outcome);
    if (decided.decision == Decision::unsure || outcome == outcomes.end()) continue;
    const auto text = text_of(decided.passage, model.unit, sample, places);
    if (!text) continue;
    if (examples.empty() || *text != last) reader.read_pairs(*text);
    last = *text;
    examples.push_back({reader.pair(outcome->second), decided.decision == Decision::accept});
  }
  return examples;
}

/// Pairs of the sample that somebody decided on: these are not asked about again.
std::set<std::pair<std::uint32_t, std::uint32_t>> decided_pairs(const Model& model,
                                                                const FittedSample& sample) {
  const Places places = places_of(sample);
  std::map<std::string_view, std::uint32_t> outcomes;
  for (std::uint32_t j = 0; j < model.outcomes.size(); ++j) outcomes.emplace(model.outcomes[j].id, j);
  std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const DecidedPair& decided : model.decided.pairs) {
    const auto document = places.find(decided.passage.document);
    const auto outcome = outcomes.find(decided.outcome);
    if (document == places.end() || outcome == outcomes.end()) continue;
    for (const std::uint32_t i : document->second) {
      const SamplePassage& passage = sample.passages[i];
      const DecidedPassage& meant = decided.passage;
      const bool same =
          model.unit == Unit::document || (meant.text.empty() && !meant.place) ||
          (!meant.text.empty() && is_same_passage(corpus::fold_white_space(passage.text), meant.text)) ||
          (meant.place && meant.place->start == passage.start && meant.place->end == passage.end);
      if (same) pairs.emplace(i, outcome->second);
    }
  }
  return pairs;
}

Questions find_questions(const Model& model, const FittedSample& sample, const Posterior& posterior,
                         SampleReader& reader) {
  const std::size_t m = model.outcomes.size();
  const auto decided = decided_pairs(model, sample);
  std::vector<std::size_t> accepted(m, 0);
  for (const DecidedPair& pair : model.decided.pairs) {
    for (std::size_t j = 0; j < m; ++j) {
      if (pair.decision == Decision::accept && pair.outcome == model.outcomes[j].id) ++accepted[j];
    }
  }
  std::vector<OpenPair> all;
  std::vector<OpenPair> suggested;
  const std::size_t passages = std::min({kMostMeasured, sample.logits.size() / m, sample.forms.size()});
  for (std::uint32_t i = 0; i < passages; ++i) {
    const std::span<const double> logits = reader.read_logits(i);
    for (std::uint32_t j = 0; j < m; ++j) {
      if (decided.contains({i, j})) continue;
      all.push_back({i, j, logits[j]});
      if (probability(logits[j]) >= kUnsure && reader.speaks_for(j)) suggested.push_back(all.back());
    }
  }
  const std::uint64_t seed = model.options.seed + model.decided.pairs.size();
  std::optional<std::uint32_t> last;  // pairs of a passage follow each other: it is read once
  const auto read = [&](const OpenPair& pair) {
    if (last != pair.passage) reader.read_pairs(pair.passage);
    last = pair.passage;
    return reader.pair(pair.outcome);
  };
  const auto questions = [&](std::span<const OpenPair> open) {
    std::vector<Question> result;
    for (const OpenPair& pair : informative_pairs(open, accepted, posterior, read, kMostQuestions, seed)) {
      const SamplePassage& passage = sample.passages[pair.passage];
      result.push_back({passage.document, model.unit == Unit::document ? 0 : passage.start, pair.outcome});
    }
    return result;
  };
  return {questions(all), questions(suggested)};
}

/// Holds the correction to the number of matches that the sample is believed to have.
void anchor_to_sample(Model& model, const FittedSample& sample, std::span<const DecidedExample> examples,
                      SampleReader& reader) {
  const std::size_t m = model.outcomes.size();
  const std::size_t passages = std::min({kMostMeasured, sample.logits.size() / m, sample.forms.size()});
  std::vector<double> logits;
  for (std::size_t i = 0; i < passages; ++i) {
    for (const double logit : reader.read_logits(i)) logits.push_back(logit);
  }
  const auto before = std::span<const double>(sample.logits).first(logits.size());
  anchor_matches(model.reviewed.correction, examples, logits, before);
}

}  // namespace

std::size_t most_space_texts(const DecidedFacts& decided) {
  return decided.pairs.empty() ? kMostMeasured : kMostSpaceTexts;
}

void fit_reviewed(Model& model, const ModelIndex& index, const FittedSample& sample, TextReader& texts) {
  if (model.outcomes.empty() || sample.logits.empty()) return;
  SampleReader reader(model, index, sample, texts);
  model.reviewed.scale = measure_scale(model, sample);
  const std::vector<DecidedExample> examples = read_examples(model, sample, reader);
  LearnedDecisions learned = learn_decisions(examples, model.outcomes.size());
  model.reviewed.correction = std::move(learned.correction);
  model.reviewed.taught = examples.size();
  if (!examples.empty()) anchor_to_sample(model, sample, examples, reader);
  model.questions = find_questions(model, sample, learned.posterior, reader);
  if (examples.empty()) model.reviewed = {};  // what only the order of questions needed
}

}  // namespace bearout::models
