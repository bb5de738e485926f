#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "models/error.hpp"
#include "models/model.hpp"

namespace bearout::models {

namespace {

// A stem that one passage alone holds can neither match nor cluster: it only counts towards that passage's
// length.
constexpr std::uint64_t kLeastFrequency = 2;
// Pairs that shift and standing are measured on; beyond that they no longer move.
constexpr std::size_t kMostPairs = 2'000'000;
constexpr double kQuestionDamping = 0.5;

std::string all_text(const corpus::Outcome& outcome) {
  std::string text = outcome.title.empty() ? outcome.text : outcome.title + "\n" + outcome.text;
  for (const std::string& keyword : outcome.keywords) text += "\n" + keyword;
  return text;
}

std::set<std::string> content_stems(std::string_view text, Analyzer& analyzer) {
  std::set<std::string> stems;
  for (const Token& token : analyzer.analyze(text)) {
    const Form& form = analyzer.form(token.form);
    if (is_content(form)) stems.emplace(analyzer.stem(form.stem));
  }
  return stems;
}

Vocabulary build_vocabulary(const Statistics& statistics, std::span<const corpus::Outcome> outcomes,
                            Analyzer& analyzer) {
  std::map<std::string, std::uint64_t> frequencies;
  for (const corpus::Outcome& outcome : outcomes) {
    for (const std::string& stem : content_stems(all_text(outcome), analyzer)) ++frequencies[stem];
  }
  for (const TermFrequency& term : statistics.terms()) {
    const auto known = frequencies.find(std::string(term.stem));
    if (known != frequencies.end()) {
      known->second += term.passages;
    } else if (term.passages >= kLeastFrequency) {
      frequencies.emplace(term.stem, term.passages);
    }
  }
  std::vector<std::string> stems;
  std::vector<std::uint64_t> counts;
  for (const auto& entry : frequencies) {
    stems.push_back(entry.first);
    counts.push_back(entry.second);
  }
  return {stems, std::move(counts)};
}

TermWeights weigh_terms(const Vocabulary& vocabulary, std::uint64_t texts,
                        const std::set<std::string>& question) {
  TermWeights weights;
  weights.unseen = inverse_document_frequency(1, texts);
  weights.idf.reserve(vocabulary.size());
  for (TermId term = 0; term < vocabulary.size(); ++term) {
    const double idf = inverse_document_frequency(vocabulary.frequency(term), texts);
    weights.idf.push_back(question.contains(std::string(vocabulary[term])) ? idf * kQuestionDamping : idf);
  }
  return weights;
}

/// Contrast: a word that many outcomes of the list share tells them apart badly ("social media" in every
/// line). Weight ln(1 + m / o) / ln(1 + m) for a term that o of m outcomes hold: 1 for a word of one outcome.
void contrast(std::vector<SparseVector>& rows) {
  std::map<TermId, std::size_t> holders;
  for (const SparseVector& row : rows) {
    for (const TermWeight& entry : row) ++holders[entry.term];
  }
  const auto m = static_cast<double>(rows.size());
  for (SparseVector& row : rows) {
    double square_sum = 0;
    for (TermWeight& entry : row) {
      entry.weight *= std::log(1 + m / static_cast<double>(holders[entry.term])) / std::log(1 + m);
      square_sum += entry.weight * entry.weight;
    }
    for (TermWeight& entry : row) entry.weight /= std::sqrt(square_sum);
  }
}

std::vector<SparseVector> outcome_rows(std::span<const corpus::Outcome> outcomes, Weigher& weigher,
                                       Analyzer& analyzer) {
  std::vector<SparseVector> rows;
  WeightedText weighted;
  for (const corpus::Outcome& outcome : outcomes) {
    weigher.weigh(analyzer.analyze(all_text(outcome)), analyzer, weighted);
    rows.push_back(weighted.row);
  }
  contrast(rows);
  return rows;
}

/// Standing and shift. `sample` holds passages x terms; cosines are one sparse product a block, so that
/// memory stays small.
void calibrate(Model& model, const SparseRows& sample) {
  const auto outcomes = static_cast<Eigen::Index>(model.outcomes.size());
  const auto rows = std::min<Eigen::Index>(
      sample.rows(),
      std::max<Eigen::Index>(1, static_cast<Eigen::Index>(kMostPairs) / std::max<Eigen::Index>(1, outcomes)));
  model.matcher.outcome_means.assign(model.outcomes.size(), 0.0);
  if (outcomes == 0 || sample.rows() == 0) return;
  constexpr Eigen::Index kBlock = 1024;
  std::vector<double> logits;
  logits.reserve(static_cast<std::size_t>(rows * outcomes));
  const double slope = model.matcher.weights.slope();
  for (Eigen::Index at = 0; at < rows; at += kBlock) {
    const Eigen::Index count = std::min(kBlock, rows - at);
    const SparseRows block = sample.middleRows(at, count) * model.outcome_postings;
    const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> cosine(block);
    for (Eigen::Index i = 0; i < count; ++i) {
      const std::span<const double> row(cosine.row(i).data(), static_cast<std::size_t>(outcomes));
      const double mean = Matcher::passage_mean(row);
      for (std::size_t j = 0; j < row.size(); ++j) {
        model.matcher.outcome_means[j] += row[j];
        logits.push_back(slope * row[j] - model.matcher.weights.against_passage * mean);
      }
    }
  }
  for (double& mean : model.matcher.outcome_means) mean /= static_cast<double>(rows);
  for (std::size_t i = 0; i < logits.size(); ++i) {
    logits[i] -=
        model.matcher.weights.against_outcome * model.matcher.outcome_means[i % model.outcomes.size()];
  }
  const double units_per_document =
      static_cast<double>(model.passages) / static_cast<double>(std::max<std::uint64_t>(1, model.documents));
  const double rate = model.options.matches_per_document / units_per_document / static_cast<double>(outcomes);
  model.matcher.shift = shift_to_rate(logits, std::min(0.5, rate));
}

std::vector<Theme> find_themes(const Model& model, std::span<const SamplePassage> sample,
                               std::span<const SparseVector> rows) {
  std::vector<ThemePassage> passages;
  std::vector<double> cosine(model.outcomes.size());
  std::vector<double> logits(model.outcomes.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    double explained = 0;
    if (!model.outcomes.empty()) {
      cosines(model, rows[i], cosine);
      model.matcher.judge(cosine, logits);
      explained = probability(*std::max_element(logits.begin(), logits.end()));
    }
    passages.push_back({.row = rows[i], .text = sample[i].text, .explained = explained});
  }
  return discover_themes(passages, model.outcome_rows, model.vocabulary.size(),
                         {.count = model.options.candidate_count, .seed = model.options.seed});
}

}  // namespace

Model fit(const Statistics& statistics, std::span<const corpus::Outcome> outcomes,
          const FitOptions& options) {
  if (!(options.matches_per_document > 0)) throw Error("matches per document must be above 0");
  Model model;
  model.analyzer = statistics.options().analyzer;
  model.unit = statistics.options().unit;
  model.options = options;
  model.documents = statistics.documents();
  model.passages = statistics.passages();
  model.outcomes.assign(outcomes.begin(), outcomes.end());
  TextReader reader(model.analyzer);
  model.vocabulary = build_vocabulary(statistics, outcomes, reader.analyzer());
  model.weights = weigh_terms(model.vocabulary, model.passages + outcomes.size(),
                              content_stems(options.question, reader.analyzer()));
  Weigher weigher(model.vocabulary, model.weights);
  model.outcome_rows = to_matrix(outcome_rows(outcomes, weigher, reader.analyzer()), model.vocabulary.size());
  model.outcome_postings = SparseRows(model.outcome_rows.transpose());

  const std::vector<SamplePassage> sample = statistics.sample();
  std::vector<SparseVector> rows;
  WeightedText weighted;
  for (const SamplePassage& passage : sample) {
    weigher.weigh(reader.read(passage.text).tokens, reader.analyzer(), weighted);
    rows.push_back(weighted.row);
  }
  model.matcher.weights = options.weights;
  calibrate(model, to_matrix(rows, model.vocabulary.size()));
  if (options.candidates) model.themes = find_themes(model, sample, rows);
  return model;
}

void cosines(const Model& model, std::span<const TermWeight> row, std::span<double> out) {
  std::fill(out.begin(), out.end(), 0.0);
  const SparseRows& postings = model.outcome_postings;
  for (const TermWeight& entry : row) {
    for (SparseRows::InnerIterator it(postings, static_cast<Eigen::Index>(entry.term)); it; ++it) {
      out[static_cast<std::size_t>(it.col())] += entry.weight * it.value();
    }
  }
}

}  // namespace bearout::models
