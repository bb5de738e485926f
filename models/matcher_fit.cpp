#include "models/matcher_fit.hpp"

#include <algorithm>
#include <cmath>

#include "models/correlations.hpp"
#include "models/passage_judge.hpp"
#include "models/row_sums.hpp"

namespace bearout::models {

namespace {

// Pairs that the matcher is fitted on; beyond that its figures no longer move.
constexpr std::size_t kMostPairs = 1'000'000;
// How often the corpus teaches: with the first matcher's probabilities, then with the second's own.
constexpr int kLessons = 2;

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

/// Mean vector of a text's terms at unit length; zero if nothing is known of them.
Eigen::VectorXf unit_meaning(const Knowledge& knowledge, const WeightedText& text, const Analyzer& analyzer) {
  Eigen::VectorXf sum = Eigen::VectorXf::Zero(static_cast<Eigen::Index>(knowledge.dimensions()));
  for (const TextTerm& term : text.terms) {
    const std::uint32_t vector = knowledge.find(analyzer.stem(term.stem));
    if (vector != Knowledge::kNone) add_meaning(knowledge, vector, static_cast<float>(term.weight), sum);
  }
  const float length = sum.norm();
  if (length > 1e-9F) sum /= length;
  return sum;
}

/// The first passages of the sample, whose order is random.
Landmarks make_landmarks(const OutcomeSpace& space, std::size_t terms, std::span<const WeightedText> rows,
                         const Analyzer& analyzer) {
  rows = rows.first(std::min(rows.size(), kMostLandmarks));
  Landmarks landmarks;
  std::vector<SparseVector> own(rows.size());
  const std::size_t d = space.knowledge ? space.knowledge->dimensions() : 0;
  landmarks.meanings =
      Eigen::MatrixXf::Zero(static_cast<Eigen::Index>(d), static_cast<Eigen::Index>(rows.size()));
  for (std::size_t l = 0; l < rows.size(); ++l) {
    own[l] = known_terms(rows[l]);
    to_unit_length(own[l]);
    if (d > 0) {
      landmarks.meanings.col(static_cast<Eigen::Index>(l)) =
          unit_meaning(*space.knowledge, rows[l], analyzer);
    }
  }
  centre_meanings(landmarks.meanings, space.mean_meaning);
  landmarks.rows = to_matrix(own, terms);
  return landmarks;
}

/// How well neighbours foretell: mean over the outcomes of the correlation between the passages' root
/// probabilities and their neighbours', each minus the passage's mean.
double measure_coherence(std::span<const float> probabilities, SampleChannels& passages) {
  const std::size_t m = passages.outcomes();
  Correlations correlations(m);
  std::vector<float> own(m);
  std::vector<float> foretold(m);
  for (std::size_t i = 0; i < passages.size(); ++i) {
    const auto neighbours = passages.read_neighbours(i);
    for (std::size_t j = 0; j < m; ++j) {
      own[j] = std::sqrt(probabilities[i * m + j]);
      foretold[j] = neighbours[j];
    }
    correlations.add(own, foretold);
  }
  return std::max(0.0, correlations.mean());
}

}  // namespace

std::vector<float> to_probabilities(std::span<const double> logits) {
  std::vector<float> probabilities(logits.begin(), logits.end());
  to_probabilities(probabilities, 0, probabilities);
  return probabilities;
}

Standing stand(const StageWeights& weights, double rate, SampleChannels& passages,
               std::vector<double>& logits) {
  const std::size_t m = passages.outcomes();
  Standing standing{std::vector<double>(kChannels * m, 0.0), 0, passages.confidence()};
  const Standing nothing = standing;
  logits.resize(passages.size() * m);
  PassageJudge judge(weights, nothing);
  for (std::size_t i = 0; i < passages.size(); ++i) {
    const auto values = passages.read(i);
    judge.judge(values, std::span(logits).subspan(i * m, m));
    for (std::size_t k = 0; k < kChannels * m; ++k)
      standing.outcome_means[k] += static_cast<double>(values[k]);
  }
  for (double& mean : standing.outcome_means) mean /= static_cast<double>(passages.size());
  std::vector<double> against(m, 0.0);
  for (std::size_t k = 0; k < kChannels * m; ++k)
    against[k % m] += standing.confidence * weights[k / m].against_outcome * standing.outcome_means[k];
  for (std::size_t k = 0; k < logits.size(); ++k) logits[k] -= against[k % m];
  standing.shift = shift_to_rate(logits, rate);
  for (double& logit : logits) logit += standing.shift;
  return standing;
}

double expected_rate(const Model& model) {
  const double units_per_document =
      static_cast<double>(model.passages) / static_cast<double>(std::max<std::uint64_t>(1, model.documents));
  // A document that bears out an outcome says so in several passages, the more the longer it is: as many as
  // the root of their number, until reviewers know better.
  const double rate = model.options.matches_per_document / std::sqrt(units_per_document) /
                      static_cast<double>(model.outcomes.size());
  return std::min(0.5, rate);
}

void teach(Model& model, std::span<const SamplePassage> sample, std::span<const double> logits,
           SampleChannels& passages, const Parallel& parallel) {
  std::vector<LearningPassage> teachers;
  teachers.reserve(passages.size());
  for (std::size_t i = 0; i < passages.size(); ++i)
    teachers.push_back({passages.rows()[i].terms, sample[i].hash});
  const std::vector<float> probabilities = to_probabilities(logits);
  passages.learn(nullptr);
  model.learning = {};  // the lesson before is large, and this one needs nothing of it
  model.learning =
      learn_from_corpus(teachers, probabilities, model.space.rows, model.landmarks.size(), parallel);
  model.learning.coherence = 1;
  passages.learn(&model.learning);
  model.learning.coherence = measure_coherence(probabilities, passages);
}

void fit_meanings(OutcomeSpace& space, const Vocabulary& vocabulary, std::span<const WeightedText> rows,
                  const Analyzer& analyzer) {
  space.meanings = mean_vectors(space, vocabulary);
  space.mean_meaning = Eigen::VectorXf::Zero(space.meanings.rows());
  for (std::size_t i = 0; i < rows.size() && space.knowledge; ++i)
    space.mean_meaning += unit_meaning(*space.knowledge, rows[i], analyzer);
  space.mean_meaning /= static_cast<float>(std::max<std::size_t>(1, rows.size()));
  centre_meanings(space.meanings, space.mean_meaning);
}

std::size_t matched_passages(std::size_t outcomes) {
  return outcomes == 0 ? 0 : std::max<std::size_t>(1, kMostPairs / outcomes);
}

std::span<const WeightedText> matched_rows(std::span<const WeightedText> rows, std::size_t outcomes) {
  return rows.first(std::min(rows.size(), matched_passages(outcomes)));
}

FittedMatcher fit_matcher(Model& model, std::span<const SamplePassage> sample,
                          std::span<const WeightedText> rows, const Analyzer& analyzer,
                          const Parallel& parallel) {
  const std::size_t m = model.outcomes.size();
  model.matcher.weights = matcher_weights(model);
  model.matcher.standing.outcome_means.assign(kChannels * m, 0.0);
  rows = matched_rows(rows, m);
  model.pivot = mean_length(rows);
  if (!model.options.words_alone)
    model.landmarks = make_landmarks(model.space, model.vocabulary.size(), rows, analyzer);
  FittedMatcher fitted{{}, std::make_unique<ModelIndex>(model), nullptr};
  if (rows.empty()) return fitted;
  ModelIndex& index = *fitted.index;
  model.space.widened_lengths = measure_widened_lengths(index.outcomes, model.vocabulary, m, parallel);
  model.figures = std::make_shared<const FigureTable>(index.sources(model), model.vocabulary,
                                                      learned_terms(rows, m), parallel);
  index.figures = model.figures;

  const double rate = expected_rate(model);
  fitted.passages = std::make_unique<SampleChannels>(model, index, rows, analyzer, nullptr, parallel);
  SampleChannels& passages = *fitted.passages;
  if (model.options.words_alone) {
    model.matcher.standing = stand(model.matcher.weights.second, rate, passages, fitted.logits);
    return fitted;
  }
  (void)stand(model.matcher.weights.first, rate, passages, fitted.logits);
  for (int lesson = 0; lesson < kLessons; ++lesson) {
    teach(model, sample, fitted.logits, passages, parallel);
    model.matcher.standing = stand(model.matcher.weights.second, rate, passages, fitted.logits);
  }
  return fitted;
}

}  // namespace bearout::models
