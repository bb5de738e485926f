#include "models/matcher_fit.hpp"

#include <algorithm>
#include <cmath>

namespace bearout::models {

namespace {

// Pairs that the matcher is fitted on; beyond that its figures no longer move.
constexpr std::size_t kMostPairs = 2'000'000;
// How often the corpus teaches: with the first matcher's probabilities, then with the second's own.
constexpr int kLessons = 2;

std::vector<float> to_probabilities(std::span<const double> logits) {
  std::vector<float> probabilities;
  probabilities.reserve(logits.size());
  for (const double logit : logits) probabilities.push_back(static_cast<float>(probability(logit)));
  return probabilities;
}

/// Mean length of the rows before they were made unit; 1 if none says anything.
double mean_length(std::span<const WeightedText> sample) {
  double sum = 0;
  std::size_t count = 0;
  for (const WeightedText& text : sample) {
    if (text.length == 0) continue;
    sum += text.length;
    ++count;
  }
  return count == 0 ? 1.0 : sum / static_cast<double>(count);
}

}  // namespace

Standing stand(const StageWeights& weights, std::span<const WeightedText> rows, const Analyzer& analyzer,
               double rate, ChannelReader& reader, std::vector<double>& logits) {
  const std::size_t m = reader.values().size() / kChannels;
  Standing standing{std::vector<double>(kChannels * m, 0.0), 0};
  const Standing nothing = standing;
  logits.resize(rows.size() * m);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    reader.read(rows[i], analyzer);
    judge(weights, nothing, reader.values(), std::span(logits).subspan(i * m, m));
    for (std::size_t k = 0; k < kChannels * m; ++k)
      standing.outcome_means[k] += static_cast<double>(reader.values()[k]);
  }
  for (double& mean : standing.outcome_means) mean /= static_cast<double>(rows.size());
  std::vector<double> against(m, 0.0);
  for (std::size_t k = 0; k < kChannels * m; ++k)
    against[k % m] += weights[k / m].against_outcome * standing.outcome_means[k];
  for (std::size_t k = 0; k < logits.size(); ++k) logits[k] -= against[k % m];
  standing.shift = shift_to_rate(logits, rate);
  for (double& logit : logits) logit += standing.shift;
  return standing;
}

double expected_rate(const Model& model) {
  const double units_per_document =
      static_cast<double>(model.passages) / static_cast<double>(std::max<std::uint64_t>(1, model.documents));
  const double rate = model.options.matches_per_document / units_per_document /
                      static_cast<double>(model.outcomes.size());
  return std::min(0.5, rate);
}

CorpusLearning learn(const Model& model, std::span<const SamplePassage> sample,
                     std::span<const WeightedText> rows, std::span<const double> logits) {
  std::vector<LearningPassage> passages;
  for (std::size_t i = 0; i < rows.size(); ++i) passages.push_back({rows[i].terms, sample[i].hash});
  return learn_from_corpus(passages, to_probabilities(logits), model.space.rows);
}

void fit_meanings(OutcomeSpace& space, const Vocabulary& vocabulary, std::span<const WeightedText> rows,
                  const Analyzer& analyzer) {
  Eigen::MatrixXf outcomes = mean_vectors(space, vocabulary);
  Eigen::VectorXf mean = outcomes.rowwise().sum();
  Eigen::VectorXf own(mean.size());
  for (std::size_t i = 0; i < rows.size() && space.knowledge; ++i) {
    own.setZero();
    for (const TextTerm& term : rows[i].terms) {
      const std::uint32_t vector = space.knowledge->find(analyzer.stem(term.stem));
      if (vector != Knowledge::kNone) add_meaning(*space.knowledge, vector, static_cast<float>(term.weight), own);
    }
    const float length = own.norm();
    if (length > 1e-9F) mean += own / length;
  }
  mean /= static_cast<float>(std::max<std::size_t>(1, rows.size() + space.outcomes()));
  set_meanings(space, std::move(outcomes), std::move(mean));
}

std::vector<float> fit_matcher(Model& model, std::span<const SamplePassage> sample,
                               std::span<const WeightedText> rows, const Analyzer& analyzer) {
  const std::size_t m = model.outcomes.size();
  model.matcher.weights = model.space.knowledge ? model.options.weights.with_knowledge
                                                : model.options.weights.without_knowledge;
  model.matcher.standing.outcome_means.assign(kChannels * m, 0.0);
  rows = rows.first(m == 0 ? 0 : std::min(rows.size(), std::max<std::size_t>(1, kMostPairs / m)));
  model.pivot = mean_length(rows);
  fit_meanings(model.space, model.vocabulary, rows, analyzer);
  if (rows.empty()) return {};
  const ModelIndex index(model);
  model.space.widened_lengths = measure_widened_lengths(index.outcomes, model.vocabulary, m);

  const double rate = expected_rate(model);
  std::vector<double> logits;
  ChannelReader reader(model.space, index.outcomes, model.weights, model.pivot, nullptr);
  (void)stand(model.matcher.weights.first, rows, analyzer, rate, reader, logits);
  for (int lesson = 0; lesson < kLessons; ++lesson) {
    model.learning = learn(model, sample, rows, logits);
    reader.learn(&model.learning);
    model.matcher.standing = stand(model.matcher.weights.second, rows, analyzer, rate, reader, logits);
  }
  return to_probabilities(logits);
}

}  // namespace bearout::models
