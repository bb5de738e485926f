#include "models/corpus_learning.hpp"

#include <algorithm>
#include <cmath>

#include "models/correlations.hpp"
#include "models/random_stream.hpp"
#include "models/row_sums.hpp"

namespace bearout::models {

namespace {

constexpr int kRounds = 20;
constexpr float kSmoothing = 0.05F;         // added to every count
constexpr float kOwnWords = 1;              // counts that an outcome's own words bring along
constexpr std::size_t kLeastPassages = 20;  // fewer teach nothing
constexpr std::size_t kLeastTrusting = 5;   // passages whose halves must both speak
constexpr std::uint32_t kNoRow = 0xffffffff;
constexpr std::size_t kMostFigures = 4'000'000;  // of a table terms x outcomes: the most frequent terms stay

/// An entry of a sparse matrix of passages and learned terms.
struct Entry {
  std::uint32_t at;  // row of the term, or number of the passage
  float count;
};
/// Passages as counts of terms, or terms as counts of passages.
struct Counts {
  std::vector<Entry> entries;
  std::vector<std::size_t> first;  // by passage or term, and the end

  [[nodiscard]] std::size_t size() const { return first.size() - 1; }
  [[nodiscard]] std::span<const Entry> of(std::size_t i) const {
    return std::span(entries).subspan(first[i], first[i + 1] - first[i]);
  }
};

/// The terms that the sample holds, the most frequent ones if the table would be too large.
std::vector<TermId> choose_terms(std::span<const LearningPassage> sample, std::size_t outcomes) {
  std::vector<std::uint64_t> frequencies;  // by term
  for (const LearningPassage& passage : sample) {
    for (const TextTerm& term : passage.terms) {
      if (term.term == Vocabulary::kNone) continue;
      if (term.term >= frequencies.size()) frequencies.resize(term.term + std::size_t{1} + term.term / 2);
      ++frequencies[term.term];
    }
  }
  std::vector<TermId> terms;
  for (TermId term = 0; term < frequencies.size(); ++term) {
    if (frequencies[term] > 0) terms.push_back(term);
  }
  const std::size_t room = std::max<std::size_t>(1, kMostFigures / outcomes);
  if (terms.size() <= room) return terms;
  std::stable_sort(terms.begin(), terms.end(),
                   [&](TermId a, TermId b) { return frequencies[a] > frequencies[b]; });
  terms.resize(room);
  std::sort(terms.begin(), terms.end());
  return terms;
}

/// Passages as weights of the learned terms.
template <typename Weight>
Counts weigh_passages(std::span<const LearningPassage> sample, const CorpusLearning& learning,
                      const Weight& weight) {
  std::vector<std::uint32_t> rows(learning.terms.empty() ? 0 : learning.terms.back() + std::size_t{1},
                                  kNoRow);
  for (std::uint32_t row = 0; row < learning.terms.size(); ++row) rows[learning.terms[row]] = row;
  Counts counts;
  counts.first.push_back(0);
  for (const LearningPassage& passage : sample) {
    for (const TextTerm& term : passage.terms) {
      if (term.term < rows.size() && rows[term.term] != kNoRow)
        counts.entries.push_back({rows[term.term], weight(term)});
    }
    counts.first.push_back(counts.entries.size());
  }
  return counts;
}

/// Terms as weights of the passages that hold them, in their order.
Counts transposed(const Counts& passages, std::size_t terms) {
  Counts counts;
  counts.entries.resize(passages.entries.size());
  counts.first.assign(terms + 1, 0);
  for (const Entry& entry : passages.entries) ++counts.first[entry.at + 1];
  for (std::size_t row = 0; row < terms; ++row) counts.first[row + 1] += counts.first[row];
  std::vector<std::size_t> next(counts.first.begin(), counts.first.end() - 1);
  for (std::uint32_t i = 0; i < passages.size(); ++i) {
    for (const Entry& entry : passages.of(i)) counts.entries[next[entry.at]++] = {i, entry.count};
  }
  return counts;
}

/// out = the sum of a table's rows (m figures each) that the entries name, times their counts.
class RowAdder {
 public:
  template <typename Taken>
  void add(std::span<const Entry> entries, std::span<const float> table, std::span<float> out,
           const Taken& taken) {
    scaled_.clear();
    for (const Entry& entry : entries) {
      if (taken(entry.at)) scaled_.push_back({table.data() + entry.at * out.size(), entry.count});
    }
    sum_rows(scaled_, out);
  }
  void add(std::span<const Entry> entries, std::span<const float> table, std::span<float> out) {
    add(entries, table, out, [](std::size_t) { return true; });
  }

 private:
  std::vector<ScaledRow> scaled_;
};

/// ln of each term's share of each outcome's words, t x m, minus the term's mean. Only passages for which
/// `taken` says so teach. `own`: places in that table of the outcomes' own words.
template <typename Taken>
void estimate_log_odds(const Counts& terms, std::span<const float> posterior,
                       std::span<const std::size_t> own, std::size_t m, const Taken& taken,
                       std::vector<float>& odds, const Parallel& parallel) {
  odds.resize(terms.size() * m);
  parallel(terms.size(), [&](std::size_t begin, std::size_t end) {
    RowAdder adder;
    for (std::size_t row = begin; row < end; ++row) {
      const std::span<float> figures = std::span(odds).subspan(row * m, m);
      adder.add(terms.of(row), posterior, figures, taken);
      for (float& figure : figures) figure += kSmoothing;
    }
  });
  for (const std::size_t place : own) odds[place] += kOwnWords;
  std::vector<double> totals(m, 0.0);
  for (std::size_t k = 0; k < odds.size(); k += m) {
    for (std::size_t j = 0; j < m; ++j) totals[j] += static_cast<double>(odds[k + j]);
  }
  std::vector<float> logarithms(totals.begin(), totals.end());
  to_logarithms(logarithms);
  parallel(terms.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      const std::span<float> figures = std::span(odds).subspan(row * m, m);
      to_logarithms(figures);
      for (std::size_t j = 0; j < m; ++j) figures[j] -= logarithms[j];
      const float mean = measure_spread(figures).sum / static_cast<float>(m);
      for (float& figure : figures) figure -= mean;
    }
  });
}

float token_count(std::span<const Entry> entries) {
  float sum = 0;
  for (const Entry& entry : entries) sum += entry.count;
  return sum;
}

/// ln of the outcomes' shares of the passages, minus their mean.
std::vector<float> estimate_prior(std::span<const float> posterior, std::size_t m) {
  std::vector<double> sums(m, 1.0);
  for (std::size_t k = 0; k < posterior.size(); k += m) {
    for (std::size_t j = 0; j < m; ++j) sums[j] += static_cast<double>(posterior[k + j]);
  }
  double mean = 0;
  for (double& sum : sums) mean += sum = std::log(sum);
  mean /= static_cast<double>(m);
  std::vector<float> prior(m);
  for (std::size_t j = 0; j < m; ++j) prior[j] = static_cast<float>(sums[j] - mean);
  return prior;
}

/// Throws each token of a passage into one of two halves, by lots that belong to the passage.
void split(std::span<const Entry> entries, std::uint64_t lot, std::vector<Entry>& one,
           std::vector<Entry>& other) {
  RandomStream lots(lot);
  one.clear();
  other.clear();
  for (const Entry& entry : entries) {
    float taken = 0;
    for (float left = entry.count; left > 0; left -= 1) taken += (lots.next() >> 63U) != 0 ? 1.0F : 0.0F;
    if (taken > 0) one.push_back({entry.at, taken});
    if (taken < entry.count) other.push_back({entry.at, entry.count - taken});
  }
}

/// Agreement of two raters over m outcomes: of their verdicts, and of their scores.
class HalfAgreement {
 public:
  explicit HalfAgreement(std::size_t m) : first_(m, 0), second_(m, 0), correlations_(m) {}

  void add(std::span<float> a, std::span<float> b) {
    const auto x = static_cast<std::size_t>(std::max_element(a.begin(), a.end()) - a.begin());
    const auto y = static_cast<std::size_t>(std::max_element(b.begin(), b.end()) - b.begin());
    ++first_[x];
    ++second_[y];
    agreed_ += x == y ? 1 : 0;
    ++count_;
    correlations_.add(a, b);
  }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] double agreement() const {
    return static_cast<double>(agreed_) / static_cast<double>(count_);
  }
  [[nodiscard]] double chance() const {
    double sum = 0;
    const auto n = static_cast<double>(count_);
    for (std::size_t j = 0; j < first_.size(); ++j)
      sum += static_cast<double>(first_[j]) / n * static_cast<double>(second_[j]) / n;
    return sum;
  }
  [[nodiscard]] double correlation() const { return correlations_.mean(); }

 private:
  std::vector<std::size_t> first_;
  std::vector<std::size_t> second_;
  Correlations correlations_;
  std::size_t agreed_ = 0;
  std::size_t count_ = 0;
};

/// How far what was learned can be trusted, without a label: learn from one half of the passages, split the
/// words of every other passage in two, and see whether both halves say the same. Kappa of the two verdicts
/// times the squared mean correlation of the two halves' scores; where a list is topical, half the words
/// tell what the other half says.
double measure_trust(std::span<const LearningPassage> sample, const Counts& passages, const Counts& terms,
                     std::span<const float> posterior, std::span<const std::size_t> own, std::size_t m,
                     const Parallel& parallel) {
  double agreement = 0;
  double chance = 0;
  double correlation = 0;
  double directions = 0;
  std::vector<Entry> one;
  std::vector<Entry> other;
  std::vector<float> a(m);
  std::vector<float> b(m);
  std::vector<float> odds;
  RowAdder adder;
  for (const std::size_t half : {0U, 1U}) {
    estimate_log_odds(
        terms, posterior, own, m, [&](std::size_t i) { return i % 2 == half; }, odds, parallel);
    HalfAgreement halves(m);
    for (std::size_t i = 1 - half; i < passages.size(); i += 2) {
      split(passages.of(i), sample[i].lot, one, other);
      if (one.empty() || other.empty()) continue;
      adder.add(one, odds, a);
      adder.add(other, odds, b);
      halves.add(a, b);
    }
    if (halves.count() < kLeastTrusting) continue;
    agreement += halves.agreement();
    chance += halves.chance();
    correlation += halves.correlation();
    ++directions;
  }
  if (directions == 0) return 0;
  agreement /= directions;
  chance /= directions;
  const double kappa = std::max(0.0, (agreement - chance) / std::max(1e-6, 1 - chance));
  const double r = std::max(0.0, correlation / directions);
  return kappa * r * r;
}

std::vector<float> mean_root_probabilities(std::span<const LearningPassage> sample,
                                           std::span<const float> roots, const CorpusLearning& learning,
                                           const Parallel& parallel) {
  const std::size_t m = learning.outcomes();
  const Counts terms = transposed(
      weigh_passages(sample, learning, [](const TextTerm& term) { return static_cast<float>(term.weight); }),
      learning.terms.size());
  std::vector<float> means(terms.size() * m);
  parallel(terms.size(), [&](std::size_t begin, std::size_t end) {
    RowAdder adder;
    for (std::size_t row = begin; row < end; ++row) {
      const std::span<float> own = std::span(means).subspan(row * m, m);
      adder.add(terms.of(row), roots, own);
      const float weight = 1 + token_count(terms.of(row));  // one passage more that matches nothing
      for (float& mean : own) mean /= weight;
    }
  });
  return means;
}

void keep_roots(std::span<const float> roots, std::size_t m, std::size_t landmarks,
                CorpusLearning& learning) {
  std::vector<double> sums(m, 0.0);
  for (std::size_t k = 0; k < roots.size(); k += m) {
    for (std::size_t j = 0; j < m; ++j) sums[j] += static_cast<double>(roots[k + j]);
  }
  const auto kept = roots.first(std::min(landmarks * m, roots.size()));
  learning.landmark_roots.assign(kept.begin(), kept.end());
  const std::size_t passages = roots.size() / m;
  for (const double sum : sums)
    learning.mean_roots.push_back(static_cast<float>(sum / static_cast<double>(passages)));
}

/// Probabilities of each passage, squared and made to add up to 1: where two outcomes compete, EM had better
/// begin with the one that leads.
std::vector<float> first_posterior(std::span<const float> probabilities, std::size_t m) {
  std::vector<float> posterior(probabilities.size());
  for (std::size_t k = 0; k < posterior.size(); k += m) {
    float sum = 1e-18F;
    for (std::size_t j = k; j < k + m; ++j) sum += posterior[j] = probabilities[j] * probabilities[j];
    for (std::size_t j = k; j < k + m; ++j) posterior[j] /= sum;
  }
  return posterior;
}

}  // namespace

std::size_t CorpusLearning::row_of(TermId term) const {
  const auto found = std::lower_bound(terms.begin(), terms.end(), term);
  return found == terms.end() || *found != term ? kNoRow : static_cast<std::size_t>(found - terms.begin());
}

std::vector<TermId> learned_terms(std::span<const WeightedText> texts, std::size_t outcomes) {
  std::vector<LearningPassage> passages;
  for (const WeightedText& text : texts) passages.push_back({text.terms, 0});
  return choose_terms(passages, outcomes);
}

CorpusLearning learn_from_corpus(std::span<const LearningPassage> sample,
                                 std::span<const float> probabilities, const SparseRows& own,
                                 std::size_t landmarks, const Parallel& parallel) {
  const auto m = static_cast<std::size_t>(own.rows());
  CorpusLearning learning;
  learning.prior.assign(m, 0.0F);
  if (m == 0 || sample.empty()) return learning;
  std::vector<float> roots(probabilities.begin(), probabilities.end());
  for (float& root : roots) root = std::sqrt(root);
  keep_roots(roots, m, landmarks, learning);
  learning.terms = choose_terms(sample, m);
  learning.attraction = mean_root_probabilities(sample, roots, learning, parallel);
  if (m < 2 || sample.size() < kLeastPassages) {
    learning.log_odds.assign(learning.terms.size() * m, 0.0F);
    return learning;
  }
  std::vector<std::size_t> own_words;
  for (std::size_t j = 0; j < m; ++j) {
    for (SparseRows::InnerIterator it(own, static_cast<Eigen::Index>(j)); it; ++it) {
      const std::size_t row = learning.row_of(static_cast<TermId>(it.col()));
      if (row != CorpusLearning::kNoRow) own_words.push_back(row * m + j);
    }
  }
  const Counts passages = weigh_passages(
      sample, learning, [](const TextTerm& term) { return static_cast<float>(term.frequency); });
  const Counts terms = transposed(passages, learning.terms.size());
  std::vector<float> posterior = first_posterior(probabilities, m);
  for (int round = 0; round < kRounds; ++round) {
    estimate_log_odds(
        terms, posterior, own_words, m, [](std::size_t) { return true; }, learning.log_odds, parallel);
    learning.prior = estimate_prior(posterior, m);
    parallel(sample.size(), [&](std::size_t begin, std::size_t end) {
      RowAdder adder;
      for (std::size_t i = begin; i < end; ++i) {
        const std::span<float> row = std::span(posterior).subspan(i * m, m);
        adder.add(passages.of(i), learning.log_odds, row);
        const float length = std::sqrt(std::max(1.0F, token_count(passages.of(i))));
        for (std::size_t j = 0; j < m; ++j) row[j] = (learning.prior[j] + row[j]) / length;
        to_shares(row);
      }
    });
  }
  learning.trust = measure_trust(sample, passages, terms, posterior, own_words, m, parallel);
  return learning;
}

}  // namespace bearout::models
