#include <xxhash.h>

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
constexpr std::size_t kMostThemePassages = 20'000;
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

/// Standing and shift, from as much of the sample as it takes.
void calibrate(Model& model, std::span<const WeightedText> sample) {
  const std::size_t outcomes = model.outcomes.size();
  model.matcher.outcome_means.assign(outcomes, 0.0);
  if (outcomes == 0 || sample.empty()) return;
  sample = sample.first(std::min(sample.size(), std::max<std::size_t>(1, kMostPairs / outcomes)));
  std::vector<double> closeness(outcomes);
  std::vector<double> logits;
  logits.reserve(sample.size() * outcomes);
  const double slope = model.matcher.weights.slope();
  for (const WeightedText& text : sample) {
    measure_closeness(model, text, closeness);
    const double mean = Matcher::passage_mean(closeness);
    for (std::size_t j = 0; j < outcomes; ++j) {
      model.matcher.outcome_means[j] += closeness[j];
      logits.push_back(slope * closeness[j] - model.matcher.weights.against_passage * mean);
    }
  }
  for (double& mean : model.matcher.outcome_means) mean /= static_cast<double>(sample.size());
  for (std::size_t i = 0; i < logits.size(); ++i) {
    logits[i] -= model.matcher.weights.against_outcome * model.matcher.outcome_means[i % outcomes];
  }
  const double units_per_document =
      static_cast<double>(model.passages) / static_cast<double>(std::max<std::uint64_t>(1, model.documents));
  const double rate = model.options.matches_per_document / units_per_document / static_cast<double>(outcomes);
  model.matcher.shift = shift_to_rate(logits, std::min(0.5, rate));
}

/// The form in which people write each of the themes' terms most often.
void name_terms(std::span<Theme> themes, std::span<const SamplePassage> sample, const Vocabulary& vocabulary,
                TextReader& reader) {
  std::map<std::string, std::map<std::string, std::uint64_t>> forms;  // by stem
  for (const Theme& theme : themes) {
    for (const TermId term : theme.terms) forms[std::string(vocabulary[term])];
  }
  if (forms.empty()) return;
  for (const SamplePassage& passage : sample) {
    for (const Token& token : reader.read(passage.text).tokens) {
      const Form& form = reader.analyzer().form(token.form);
      const auto wanted = forms.find(std::string(reader.analyzer().stem(form.stem)));
      if (wanted != forms.end()) ++wanted->second[std::string(form.text)];
    }
  }
  for (Theme& theme : themes) {
    theme.words.clear();
    for (const TermId term : theme.terms) {
      const std::string stem(vocabulary[term]);
      const auto& counts = forms.at(stem);
      const auto most = std::max_element(counts.begin(), counts.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
      theme.words.push_back(most == counts.end() ? stem : most->first);
    }
  }
}

std::vector<Theme> find_themes(const Model& model, std::span<const SamplePassage> sample,
                               std::span<const WeightedText> rows, TextReader& reader) {
  const std::size_t count = std::min(rows.size(), kMostThemePassages);
  const std::size_t outcomes = model.outcomes.size();
  // With very long lists the outcomes' own texts must do: a table of all pairs would not be bounded.
  const bool with_probabilities = count * outcomes <= kMostPairs * 2;
  std::vector<double> probabilities(with_probabilities ? count * outcomes : 0);
  std::vector<double> closeness(outcomes);
  std::vector<ThemePassage> passages;
  for (std::size_t i = 0; i < count; ++i) {
    std::span<double> own;
    if (with_probabilities) {
      own = std::span(probabilities).subspan(i * outcomes, outcomes);
      measure_closeness(model, rows[i], closeness);
      model.matcher.judge(closeness, own);
      for (double& value : own) value = probability(value);
    }
    const std::string& document = sample[i].document;
    passages.push_back({rows[i].row, sample[i].text, own, XXH3_64bits(document.data(), document.size())});
  }
  std::vector<Theme> themes =
      discover_themes(passages, model.outcome_rows, model.vocabulary.size(),
                      {.count = model.options.candidate_count, .seed = model.options.seed});
  name_terms(themes, sample.first(count), model.vocabulary, reader);
  return themes;
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
  std::vector<WeightedText> rows(sample.size());
  for (std::size_t i = 0; i < sample.size(); ++i) {
    weigher.weigh(reader.read(sample[i].text).tokens, reader.analyzer(), rows[i]);
  }
  model.pivot = mean_length(rows);
  model.matcher.weights = options.weights;
  calibrate(model, rows);
  if (options.candidates) model.themes = find_themes(model, sample, rows, reader);
  return model;
}

void measure_closeness(const Model& model, const WeightedText& text, std::span<double> out) {
  std::fill(out.begin(), out.end(), 0.0);
  const SparseRows& postings = model.outcome_postings;
  for (const TermWeight& entry : text.row) {
    for (SparseRows::InnerIterator it(postings, static_cast<Eigen::Index>(entry.term)); it; ++it) {
      out[static_cast<std::size_t>(it.col())] += entry.weight * it.value();
    }
  }
  const double factor = length_factor(text.length, model.pivot);
  for (double& value : out) value *= factor;
}

}  // namespace bearout::models
