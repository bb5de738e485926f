#include "models/corpus_learning.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "models/correlations.hpp"
#include "models/random_stream.hpp"

namespace bearout::models {

namespace {

constexpr int kRounds = 20;
constexpr double kSmoothing = 0.05;              // added to every count
constexpr double kOwnWords = 1;                  // counts that an outcome's own words bring along
constexpr std::size_t kLeastPassages = 20;       // fewer teach nothing
constexpr std::size_t kLeastTrusting = 5;        // passages whose halves must both speak
constexpr std::size_t kMostFigures = 4'000'000;  // of a table terms x outcomes: the most frequent terms stay

/// A passage as counts of the learned terms.
struct Count {
  std::uint32_t row;
  float count;
};
struct Counts {
  std::vector<Count> entries;
  std::vector<std::size_t> first;  // by passage, and the end

  [[nodiscard]] std::size_t passages() const { return first.size() - 1; }
  [[nodiscard]] std::span<const Count> of(std::size_t passage) const {
    return std::span(entries).subspan(first[passage], first[passage + 1] - first[passage]);
  }
};

/// The terms that the sample holds, the most frequent ones if the table would be too large.
std::vector<TermId> choose_terms(std::span<const LearningPassage> sample, std::size_t outcomes) {
  std::map<TermId, std::uint64_t> frequencies;
  for (const LearningPassage& passage : sample) {
    for (const TextTerm& term : passage.terms) {
      if (term.term != Vocabulary::kNone) ++frequencies[term.term];
    }
  }
  std::vector<std::pair<std::uint64_t, TermId>> order;
  for (const auto& [term, frequency] : frequencies) order.emplace_back(frequency, term);
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  order.resize(std::min(order.size(), std::max<std::size_t>(1, kMostFigures / outcomes)));
  std::vector<TermId> terms;
  for (const auto& entry : order) terms.push_back(entry.second);
  std::sort(terms.begin(), terms.end());
  return terms;
}

Counts count(std::span<const LearningPassage> sample, const CorpusLearning& learning) {
  Counts counts;
  counts.first.push_back(0);
  for (const LearningPassage& passage : sample) {
    for (const TextTerm& term : passage.terms) {
      const std::size_t row = learning.row_of(term.term);
      if (row == CorpusLearning::kNoRow) continue;
      counts.entries.push_back({static_cast<std::uint32_t>(row), static_cast<float>(term.frequency)});
    }
    counts.first.push_back(counts.entries.size());
  }
  return counts;
}

/// ln of each term's share of each outcome's words, t x m, minus the term's mean. Only passages for which
/// `taken` says so teach.
template <typename Taken>
std::vector<float> estimate_log_odds(const Counts& counts, std::span<const double> posterior,
                                     const std::vector<float>& own, std::size_t m, const Taken& taken) {
  std::vector<double> table(own.size());
  for (std::size_t k = 0; k < own.size(); ++k)
    table[k] = kSmoothing + kOwnWords * static_cast<double>(own[k]);
  for (std::size_t i = 0; i < counts.passages(); ++i) {
    if (!taken(i)) continue;
    const double* p = posterior.data() + i * m;
    for (const Count& entry : counts.of(i)) {
      double* row = table.data() + entry.row * m;
      for (std::size_t j = 0; j < m; ++j) row[j] += static_cast<double>(entry.count) * p[j];
    }
  }
  std::vector<double> totals(m, 0.0);
  for (std::size_t k = 0; k < table.size(); k += m) {
    for (std::size_t j = 0; j < m; ++j) totals[j] += table[k + j];
  }
  std::vector<float> odds(table.size());
  for (std::size_t k = 0; k < table.size(); k += m) {
    double mean = 0;
    for (std::size_t j = 0; j < m; ++j) mean += table[k + j] = std::log(table[k + j] / totals[j]);
    mean /= static_cast<double>(m);
    for (std::size_t j = 0; j < m; ++j) odds[k + j] = static_cast<float>(table[k + j] - mean);
  }
  return odds;
}

void add_odds(std::span<const Count> entries, std::span<const float> odds, std::span<double> sum) {
  const std::size_t m = sum.size();
  for (const Count& entry : entries) {
    const float* row = odds.data() + entry.row * m;
    for (std::size_t j = 0; j < m; ++j)
      sum[j] += static_cast<double>(entry.count) * static_cast<double>(row[j]);
  }
}

double token_count(std::span<const Count> entries) {
  double sum = 0;
  for (const Count& entry : entries) sum += static_cast<double>(entry.count);
  return sum;
}

/// ln of the outcomes' shares of the passages, minus their mean.
std::vector<float> estimate_prior(std::span<const double> posterior, std::size_t m) {
  std::vector<double> sums(m, 1.0);
  for (std::size_t k = 0; k < posterior.size(); k += m) {
    for (std::size_t j = 0; j < m; ++j) sums[j] += posterior[k + j];
  }
  double mean = 0;
  for (double& sum : sums) mean += sum = std::log(sum);
  mean /= static_cast<double>(m);
  std::vector<float> prior(m);
  for (std::size_t j = 0; j < m; ++j) prior[j] = static_cast<float>(sums[j] - mean);
  return prior;
}

void to_posterior(std::span<double> logits) {
  const double highest = *std::max_element(logits.begin(), logits.end());
  double sum = 0;
  for (double& value : logits) sum += value = std::exp(value - highest);
  for (double& value : logits) value /= sum;
}

/// Throws each token of a passage into one of two halves, by lots that belong to the passage.
void split(std::span<const Count> entries, std::uint64_t lot, std::vector<Count>& one,
           std::vector<Count>& other) {
  RandomStream lots(lot);
  one.clear();
  other.clear();
  for (const Count& entry : entries) {
    float taken = 0;
    for (float left = entry.count; left > 0; left -= 1) taken += (lots.next() >> 63U) != 0 ? 1.0F : 0.0F;
    if (taken > 0) one.push_back({entry.row, taken});
    if (taken < entry.count) other.push_back({entry.row, entry.count - taken});
  }
}

/// Agreement of two raters over m outcomes: of their verdicts, and of their scores.
class HalfAgreement {
 public:
  explicit HalfAgreement(std::size_t m) : first_(m, 0), second_(m, 0), correlations_(m) {}

  void add(std::span<double> a, std::span<double> b) {
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
double measure_trust(std::span<const LearningPassage> sample, const Counts& counts,
                     std::span<const double> posterior, const std::vector<float>& own, std::size_t m) {
  double agreement = 0;
  double chance = 0;
  double correlation = 0;
  double directions = 0;
  std::vector<Count> one;
  std::vector<Count> other;
  std::vector<double> a(m);
  std::vector<double> b(m);
  for (const std::size_t half : {0U, 1U}) {
    const auto odds =
        estimate_log_odds(counts, posterior, own, m, [&](std::size_t i) { return i % 2 == half; });
    HalfAgreement halves(m);
    for (std::size_t i = 1 - half; i < counts.passages(); i += 2) {
      split(counts.of(i), sample[i].lot, one, other);
      if (one.empty() || other.empty()) continue;
      std::fill(a.begin(), a.end(), 0.0);
      std::fill(b.begin(), b.end(), 0.0);
      add_odds(one, odds, a);
      add_odds(other, odds, b);
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
                                           std::span<const float> probabilities,
                                           const CorpusLearning& learning) {
  const std::size_t m = learning.outcomes();
  std::vector<double> sums(learning.terms.size() * m, 0.0);
  std::vector<double> weights(learning.terms.size(), 1.0);  // one passage more that matches nothing
  std::vector<double> roots(m);
  for (std::size_t i = 0; i < sample.size(); ++i) {
    for (std::size_t j = 0; j < m; ++j) roots[j] = std::sqrt(static_cast<double>(probabilities[i * m + j]));
    for (const TextTerm& term : sample[i].terms) {
      const std::size_t row = learning.row_of(term.term);
      if (row == CorpusLearning::kNoRow) continue;
      weights[row] += term.weight;
      for (std::size_t j = 0; j < m; ++j) sums[row * m + j] += term.weight * roots[j];
    }
  }
  std::vector<float> means(sums.size());
  for (std::size_t k = 0; k < sums.size(); ++k) means[k] = static_cast<float>(sums[k] / weights[k / m]);
  return means;
}

void keep_roots(std::span<const float> probabilities, std::size_t m, std::size_t landmarks,
                CorpusLearning& learning) {
  std::vector<double> sums(m, 0.0);
  for (std::size_t k = 0; k < probabilities.size(); ++k) {
    const double root = std::sqrt(static_cast<double>(probabilities[k]));
    sums[k % m] += root;
    if (k < landmarks * m) learning.landmark_roots.push_back(static_cast<float>(root));
  }
  const auto passages = static_cast<double>(probabilities.size() / m);
  for (const double sum : sums) learning.mean_roots.push_back(static_cast<float>(sum / passages));
}

}  // namespace

std::size_t CorpusLearning::row_of(TermId term) const {
  const auto found = std::lower_bound(terms.begin(), terms.end(), term);
  return found == terms.end() || *found != term ? kNoRow : static_cast<std::size_t>(found - terms.begin());
}

CorpusLearning learn_from_corpus(std::span<const LearningPassage> sample,
                                 std::span<const float> probabilities, const SparseRows& own,
                                 std::size_t landmarks) {
  const auto m = static_cast<std::size_t>(own.rows());
  CorpusLearning learning;
  learning.prior.assign(m, 0.0F);
  if (m == 0 || sample.empty()) return learning;
  keep_roots(probabilities, m, landmarks, learning);
  learning.terms = choose_terms(sample, m);
  learning.attraction = mean_root_probabilities(sample, probabilities, learning);
  if (m < 2 || sample.size() < kLeastPassages) {
    learning.log_odds.assign(learning.terms.size() * m, 0.0F);
    return learning;
  }
  std::vector<float> own_words(learning.terms.size() * m, 0.0F);
  for (std::size_t j = 0; j < m; ++j) {
    for (SparseRows::InnerIterator it(own, static_cast<Eigen::Index>(j)); it; ++it) {
      const std::size_t row = learning.row_of(static_cast<TermId>(it.col()));
      if (row != CorpusLearning::kNoRow) own_words[row * m + j] = 1;
    }
  }
  const Counts counts = count(sample, learning);
  std::vector<double> posterior(sample.size() * m);
  for (std::size_t i = 0; i < sample.size(); ++i) {
    // Squared: where two outcomes compete, EM had better begin with the one that leads.
    double sum = 1e-18;
    for (std::size_t j = 0; j < m; ++j) {
      const auto p = static_cast<double>(probabilities[i * m + j]);
      sum += posterior[i * m + j] = p * p;
    }
    for (std::size_t j = 0; j < m; ++j) posterior[i * m + j] /= sum;
  }
  for (int round = 0; round < kRounds; ++round) {
    learning.log_odds = estimate_log_odds(counts, posterior, own_words, m, [](std::size_t) { return true; });
    learning.prior = estimate_prior(posterior, m);
    for (std::size_t i = 0; i < sample.size(); ++i) {
      const std::span<double> row = std::span(posterior).subspan(i * m, m);
      for (std::size_t j = 0; j < m; ++j) row[j] = static_cast<double>(learning.prior[j]);
      add_odds(counts.of(i), learning.log_odds, row);
      const double length = std::sqrt(std::max(1.0, token_count(counts.of(i))));
      for (double& value : row) value /= length;
      to_posterior(row);
    }
  }
  learning.trust = measure_trust(sample, counts, posterior, own_words, m);
  return learning;
}

}  // namespace bearout::models
