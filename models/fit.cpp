#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <string>

#include "models/error.hpp"
#include "models/matcher_fit.hpp"
#include "models/model.hpp"
#include "models/parallel.hpp"
#include "models/passage_space.hpp"
#include "models/reviewed_fit.hpp"
#include "models/stop_check.hpp"
#include "models/term_table.hpp"

namespace bearout::models {

namespace {

// A stem that one passage alone holds can neither match nor cluster: it only counts towards that passage's
// length.
constexpr std::uint64_t kLeastFrequency = 2;
constexpr std::size_t kMostThemePassages = 20'000;
constexpr std::size_t kMostTonePassages = 20'000;
constexpr double kQuestionDamping = 0.5;

std::string all_text(const corpus::Outcome& outcome) {
  std::string text = outcome.title.empty() ? outcome.text : outcome.title + "\n" + outcome.text;
  for (const std::string& keyword : outcome.keywords) text += "\n" + keyword;
  return text;
}

std::set<std::string> counted_stems(std::string_view text, Analyzer& analyzer) {
  std::set<std::string> stems;
  for (const Token& token : analyzer.analyze(text)) {
    const Form& form = analyzer.form(token.form);
    if (is_counted(form)) stems.emplace(analyzer.stem(form.stem));
  }
  return stems;
}

/// The least frequency of terms such that there is room for all of them, at least kLeastFrequency. Those of
/// one frequency are taken or left together: to choose among them by their letters would favour a script.
std::uint64_t least_frequency(const TermCounts& terms, std::size_t room) {
  std::map<std::uint64_t, std::size_t, std::greater<>> by_frequency;
  for (TermCounts::Reader term(terms); term.next();) {
    if (term.term().passages >= kLeastFrequency) ++by_frequency[term.term().passages];
  }
  for (const auto& [frequency, count] : by_frequency) {
    if (count > room) return frequency + 1;
    room -= count;
  }
  return kLeastFrequency;
}

struct BuiltVocabulary {
  Vocabulary vocabulary;
  std::uint64_t left_out = 0;  // terms that more than one passage holds, for which there was no room
};

/// The outcomes' words, and the most frequent ones of the corpus.
BuiltVocabulary build_vocabulary(const TermCounts& terms, std::span<const corpus::Outcome> outcomes,
                                 std::size_t most, Analyzer& analyzer) {
  std::map<std::string, std::uint64_t> frequencies;
  for (const corpus::Outcome& outcome : outcomes) {
    for (const std::string& stem : counted_stems(all_text(outcome), analyzer)) ++frequencies[stem];
  }
  const std::uint64_t least = least_frequency(terms, most);
  std::uint64_t left_out = 0;
  std::vector<std::string> stems;
  std::vector<std::uint64_t> counts;
  const auto add = [&](std::string_view stem, std::uint64_t frequency) {
    stems.emplace_back(stem);
    counts.push_back(frequency);
  };
  auto of_outcomes = frequencies.begin();  // both are sorted by stem
  for (TermCounts::Reader reader(terms); reader.next();) {
    const TermFrequency term = reader.term();
    for (; of_outcomes != frequencies.end() && of_outcomes->first < term.stem; ++of_outcomes)
      add(of_outcomes->first, of_outcomes->second);
    const bool held = of_outcomes != frequencies.end() && of_outcomes->first == term.stem;
    if (held || term.passages >= least) {
      add(term.stem, term.passages + (held ? of_outcomes->second : 0));
    } else if (term.passages >= kLeastFrequency) {
      ++left_out;
    }
    if (held) ++of_outcomes;
  }
  for (; of_outcomes != frequencies.end(); ++of_outcomes) add(of_outcomes->first, of_outcomes->second);
  return {{stems, std::move(counts)}, left_out};
}

TermWeights weigh_terms(const Vocabulary& vocabulary, std::uint64_t texts,
                        const std::set<std::string>& question, std::shared_ptr<const Knowledge> background) {
  TermWeights weights{{}, texts, std::move(background)};
  weights.idf.reserve(vocabulary.size());
  for (TermId term = 0; term < vocabulary.size(); ++term) {
    const double idf =
        background_idf(vocabulary.frequency(term), texts, weights.background.get(), vocabulary[term]);
    weights.idf.push_back(question.contains(std::string(vocabulary[term])) ? idf * kQuestionDamping : idf);
  }
  return weights;
}

std::vector<SparseVector> outcome_rows(std::span<const corpus::Outcome> outcomes, Weigher& weigher,
                                       Analyzer& analyzer) {
  std::vector<SparseVector> rows;
  WeightedText weighted;
  for (const corpus::Outcome& outcome : outcomes) {
    weigher.weigh(analyzer.analyze(all_text(outcome)), analyzer, weighted);
    rows.push_back(known_terms(weighted));
  }
  return rows;
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

void find_themes(Model& model, std::span<const SamplePassage> sample, std::span<const WeightedText> rows,
                 std::span<const float> probabilities, TextReader& reader, const std::stop_token& stop) {
  const std::size_t count = std::min(rows.size(), kMostThemePassages);
  const std::size_t outcomes = model.outcomes.size();
  // With very long lists not every passage has probabilities; then the outcomes' own texts must do.
  const std::vector<double> all(probabilities.begin(), probabilities.end());
  const bool with_probabilities = count * outcomes <= all.size();
  std::vector<ThemePassage> passages;
  std::vector<SparseVector> own_terms(count);
  for (std::size_t i = 0; i < count; ++i) {
    own_terms[i] = content_terms(rows[i]);
    std::span<const double> own;
    if (with_probabilities) own = std::span(all).subspan(i * outcomes, outcomes);
    const std::string& document = sample[i].document;
    passages.push_back({own_terms[i], sample[i].text, own, XXH3_64bits(document.data(), document.size())});
  }
  ThemeOutcomes listed{model.space.contrasted, {}};
  if (outcomes == 0) listed.rows.resize(0, static_cast<Eigen::Index>(model.vocabulary.size()));
  for (const corpus::Outcome& outcome : model.outcomes) listed.texts.push_back(all_text(outcome));
  Discovery found =
      discover_themes(passages, listed, reader.analyzer(), model.space.knowledge.get(),
                      {.count = model.options.candidate_count, .seed = model.options.seed, .stop = stop});
  for (std::size_t i = 0; i < count; ++i) model.placed.push_back({sample[i].hash, found.theme_of[i]});
  if (found.themes.empty()) model.placed.clear();
  model.themes = std::move(found.themes);
  model.rivals = std::move(found.rivals);
  name_terms(model.themes, sample.first(count), model.vocabulary, reader);
}

CorpusTone sample_tone(std::span<const SamplePassage> sample, const FramingWeights& weights,
                       const AnalyzerOptions& options) {
  Analyzer analyzer(options);
  std::vector<std::string_view> texts;
  for (const SamplePassage& passage : sample.first(std::min(sample.size(), kMostTonePassages)))
    texts.push_back(passage.text);
  return learn_tone(texts, analyzer, weights);
}

/// How many passages of the sample a fit looks at.
struct SampleNeeds {
  std::size_t space_texts = 0;  // to learn likeness from
  std::size_t rows = 0;         // as weighted terms
  std::size_t passages = 0;     // in all
};

SampleNeeds sample_needs(std::size_t outcomes, const FitOptions& options, const DecidedFacts& decided) {
  SampleNeeds needs;
  needs.space_texts = most_space_texts(decided);
  needs.rows = std::max({matched_passages(outcomes), needs.space_texts,
                         options.candidates ? kMostThemePassages : std::size_t{0}});
  // A decision without a text is looked for in all of it.
  needs.passages = decided.pairs.empty() ? std::max(needs.rows, kMostTonePassages) : SIZE_MAX;
  return needs;
}

/// What a fit takes of statistics.
struct Counted {
  StatisticsOptions options;
  std::uint64_t documents = 0;
  std::uint64_t passages = 0;
  TermCounts terms;
  std::vector<SamplePassage> sample;
};

Counted take(const Statistics& statistics, std::size_t most) {
  return {statistics.options(), statistics.documents(), statistics.passages(), statistics.terms(),
          statistics.sample(most)};
}

void check(const FitOptions& options) {
  if (!(options.matches_per_document > 0)) throw Error("matches per document must be above 0");
  if (options.max_terms == 0) throw Error("at least one word must be told apart");
  if (options.words_alone && options.weights.words_alone == MatcherWeights{})
    throw Error("the weights have none for words alone; make them again with scripts/calibrate");
}

/// None, where words alone are compared.
const Vocabulary& words_with_parts(const Model& model) {
  static const Vocabulary none;
  return model.options.words_alone ? none : model.vocabulary;
}

/// The space in which passages are alike; none where nothing is matched.
PassageSpace space_of(const Model& model, std::span<const WeightedText> rows,
                      std::span<const FormCounts> forms, const Analyzer& analyzer) {
  if (model.outcomes.empty() || rows.empty()) return {};
  return learn_passage_space(rows.first(forms.size()), forms, analyzer, model.vocabulary,
                             model.space.knowledge ? model.space.mean_meaning : Eigen::VectorXf());
}

/// Does two things that have nothing to do with each other.
template <typename One, typename Other>
void both(const One& one, const Other& other, const Parallel& parallel) {
  parallel(2, [&](std::size_t begin, std::size_t end) {
    if (begin == 0) one();
    if (end == 2) other();
  });
}

Model fit_to(Counted counted, const SampleNeeds& needs, std::span<const corpus::Outcome> outcomes,
             const FitOptions& options, std::shared_ptr<const Knowledge> knowledge, DecidedFacts decided,
             const std::stop_token& stop, const Parallel& parallel) {
  Model model;
  model.analyzer = counted.options.analyzer;
  model.unit = counted.options.unit;
  model.options = options;
  model.documents = counted.documents;
  model.passages = counted.passages;
  model.outcomes.assign(outcomes.begin(), outcomes.end());
  model.decided = std::move(decided);
  // It knows English alone, and words alone need no knowledge.
  if (model.analyzer.language != "en" || options.words_alone) knowledge = nullptr;
  TextReader reader(model.analyzer);
  BuiltVocabulary built = build_vocabulary(counted.terms, outcomes, options.max_terms, reader.analyzer());
  counted.terms = TermCounts();  // of a large corpus the larger part
  model.vocabulary = std::move(built.vocabulary);
  model.rare_terms = built.left_out;
  model.weights = weigh_terms(model.vocabulary, model.passages + outcomes.size(),
                              counted_stems(options.question, reader.analyzer()), knowledge);
  Weigher weigher(model.vocabulary, model.weights);
  model.space = make_outcome_space(outcome_rows(outcomes, weigher, reader.analyzer()),
                                   model.vocabulary.size(), std::move(knowledge));

  model.framing = own_framing(options, {});
  const std::vector<SamplePassage>& sample = counted.sample;
  std::vector<WeightedText> rows(std::min(sample.size(), needs.rows));
  std::vector<FormCounts> forms;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    throw_if_stopped(stop);
    const ReadText& read = reader.read(sample[i].text);
    weigher.weigh(read.tokens, reader.analyzer(), rows[i]);
    if (i < needs.space_texts) forms.push_back(count_forms(read.tokens));
  }
  fit_meanings(model.space, model.vocabulary, matched_rows(rows, outcomes.size()), reader.analyzer());
  FittedMatcher fitted;
  both([&] { fitted = fit_matcher(model, sample, rows, reader.analyzer(), parallel); },
       [&] { model.reviewed.space = space_of(model, rows, forms, reader.analyzer()); }, parallel);
  throw_if_stopped(stop);
  both(
      [&] {
        fit_reviewed(model, *fitted.index, {sample, rows, forms, fitted.logits, fitted.passages.get()},
                     reader);
      },
      [&] { model.tone = sample_tone(sample, framing_weights(model), model.analyzer); }, parallel);
  throw_if_stopped(stop);
  if (!model.tone.words.empty())
    model.framing = std::make_shared<const FramingWeights>(with_words(framing_weights(model), model.tone));
  if (options.candidates) find_themes(model, sample, rows, to_probabilities(fitted.logits), reader, stop);
  return model;
}

}  // namespace

ModelIndex::ModelIndex(const Model& model)
    : parts(words_with_parts(model), model.passages + model.outcomes.size()),
      outcomes(model.space, model.vocabulary, parts),
      landmark_postings(model.landmarks.rows.transpose()),
      landmark_meanings(model.landmarks.meanings),
      mean_to_outcomes(model.space.meanings.cols()),
      mean_square(static_cast<double>(model.space.mean_meaning.squaredNorm())),
      decided(model.decided, model.outcomes) {
  for (Eigen::Index j = 0; j < mean_to_outcomes.size(); ++j)
    mean_to_outcomes[j] = model.space.mean_meaning.dot(model.space.meanings.col(j));
  if (model.space.meanings.size() > 0)
    mean_outcome_length = static_cast<double>(model.space.meanings.rowwise().mean().norm());
  figures = model.figures
                ? model.figures
                : std::make_shared<const FigureTable>(sources(model), model.vocabulary, model.learning.terms);
}

FigureSources ModelIndex::sources(const Model& model) const {
  return {&model.space, &outcomes, model.options.words_alone};
}

Model fit(const Statistics& statistics, std::span<const corpus::Outcome> outcomes, const FitOptions& options,
          std::shared_ptr<const Knowledge> knowledge, DecidedFacts decided, const std::stop_token& stop,
          const Parallel& parallel) {
  check(options);
  const SampleNeeds needs = sample_needs(outcomes.size(), options, decided);
  return fit_to(take(statistics, needs.passages), needs, outcomes, options, std::move(knowledge),
                std::move(decided), stop, parallel);
}

Model fit(Statistics&& statistics, std::span<const corpus::Outcome> outcomes, const FitOptions& options,
          std::shared_ptr<const Knowledge> knowledge, DecidedFacts decided, const std::stop_token& stop,
          const Parallel& parallel) {
  check(options);
  const SampleNeeds needs = sample_needs(outcomes.size(), options, decided);
  Counted counted = take(statistics, needs.passages);
  statistics = Statistics(statistics.options());
  return fit_to(std::move(counted), needs, outcomes, options, std::move(knowledge), std::move(decided), stop,
                parallel);
}

std::shared_ptr<const FramingWeights> own_framing(const FitOptions& options, const CorpusTone& tone) {
  const bool given = !options.framing_weights.empty();
  if (!given && tone.words.empty()) return nullptr;
  return std::make_shared<const FramingWeights>(
      with_words(given ? parse_framing_weights(options.framing_weights) : built_in_framing_weights(), tone));
}

void measure_words(const OutcomeSpace& space, std::span<const TermWeight> row, std::span<double> out) {
  for (std::size_t j = 0; j < out.size(); ++j) {
    double cosine = 0;
    SparseRows::InnerIterator own(space.contrasted, static_cast<Eigen::Index>(j));
    for (const TermWeight& entry : row) {
      while (own && own.col() < static_cast<Eigen::Index>(entry.term)) ++own;
      if (own && own.col() == static_cast<Eigen::Index>(entry.term)) cosine += entry.weight * own.value();
    }
    out[j] = cosine;
  }
}

}  // namespace bearout::models
