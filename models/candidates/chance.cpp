#include "models/candidates/chance.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "models/candidates/dense_rows.hpp"
#include "models/candidates/spherical_kmeans.hpp"
#include "models/row_sums.hpp"

namespace bearout::models {

namespace {

constexpr std::size_t kMostPassages = 1000;
constexpr std::size_t kFewestPassages = 6;
constexpr std::size_t kPassagesPerCluster = 15;
constexpr std::size_t kFewestClusters = 4;
constexpr Eigen::Index kDimensions = 512;  // a multiple of 64
constexpr std::size_t kRounds = 6;
constexpr std::size_t kFewestTrials = 6;
constexpr std::size_t kMostTrials = 24;
constexpr std::size_t kPassagesInAll = 4800;  // of all trials
// What chance makes of w words has a standard deviation of about .5 / sqrt(w) of its mean (.35 to .7 in nine
// corpora of 600 to 10,000 words). Known beforehand, it takes no shuffles to estimate, and the figure is half
// as uncertain.
constexpr double kSpread = .5;

/// Words of passages, by number: those of passage i lie from begins[i] to begins[i + 1].
struct Words {
  std::vector<std::uint32_t> words;
  std::vector<std::size_t> begins;
};

/// What stays the same however words are thrown together: each word's inverse document frequency, and the
/// random signs that take it into a space of few dimensions (Achlioptas: Database-friendly random
/// projections, 2003).
struct WordTable {
  std::vector<float> idf;
  DenseRows signs;
};

Words number_words(std::span<const std::span<const TermWeight>> passages) {
  std::map<TermId, std::uint32_t> numbers;
  Words words;
  words.begins.push_back(0);
  for (const auto& passage : passages) {
    if (passage.empty()) continue;
    if (words.begins.size() > kMostPassages) break;
    for (const TermWeight& term : passage) {
      const auto next = static_cast<std::uint32_t>(numbers.size());
      words.words.push_back(numbers.emplace(term.term, next).first->second);
    }
    words.begins.push_back(words.words.size());
  }
  return words;
}

WordTable describe_words(const Words& words, RandomStream& random) {
  WordTable table;
  for (const std::uint32_t word : words.words) {
    if (word >= table.idf.size()) table.idf.resize(word + std::size_t{1}, 0);
    table.idf[word] += 1;
  }
  const auto passages = static_cast<double>(words.begins.size() - 1);
  for (float& value : table.idf)
    value = static_cast<float>(std::log(passages / static_cast<double>(value)) + 1);
  table.signs.resize(std::ssize(table.idf), kDimensions);
  for (Eigen::Index word = 0; word < table.signs.rows(); ++word) {
    for (Eigen::Index d = 0; d < kDimensions; d += 64) {
      const std::uint64_t bits = random.next();
      for (Eigen::Index bit = 0; bit < 64; ++bit)
        table.signs(word, d + bit) = ((bits >> static_cast<unsigned>(bit)) & 1U) != 0 ? 1.0F : -1.0F;
    }
  }
  return table;
}

/// Every passage as a point; a word that came into it twice counts once.
DenseRows to_points(const Words& words, const WordTable& table) {
  DenseRows points(std::ssize(words.begins) - 1, kDimensions);
  std::vector<std::uint32_t> own;
  std::vector<ScaledRow> rows;
  for (Eigen::Index i = 0; i < points.rows(); ++i) {
    const auto begin =
        words.words.begin() + static_cast<std::ptrdiff_t>(words.begins[static_cast<std::size_t>(i)]);
    const auto end =
        words.words.begin() + static_cast<std::ptrdiff_t>(words.begins[static_cast<std::size_t>(i) + 1]);
    own.assign(begin, end);
    std::sort(own.begin(), own.end());
    own.erase(std::unique(own.begin(), own.end()), own.end());
    rows.clear();
    for (const std::uint32_t word : own)
      rows.push_back({table.signs.row(static_cast<Eigen::Index>(word)).data(), table.idf[word]});
    sum_rows(rows, std::span(points.row(i).data(), static_cast<std::size_t>(kDimensions)));
  }
  normalise_rows(points);
  return points;
}

template <typename Value>
void shuffle(std::vector<Value>& values, RandomStream& random) {
  for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[random.next() % i]);
}

/// Mean cosine of the points with their centres, after some rounds from random ones.
double closeness(const DenseRows& points, RandomStream& random) {
  const auto n = static_cast<std::size_t>(points.rows());
  const std::size_t clusters = std::min(n, std::max(kFewestClusters, n / kPassagesPerCluster));
  std::vector<Eigen::Index> order(n);
  std::iota(order.begin(), order.end(), Eigen::Index{0});
  shuffle(order, random);
  DenseRows centres(static_cast<Eigen::Index>(clusters), kDimensions);
  for (std::size_t k = 0; k < clusters; ++k) centres.row(static_cast<Eigen::Index>(k)) = points.row(order[k]);
  return refined(points, std::move(centres), kRounds).similarity;
}

}  // namespace

double excess_over_chance(std::span<const std::span<const TermWeight>> passages, RandomStream& random) {
  Words words = number_words(passages);
  if (words.begins.size() <= kFewestPassages) return 0;
  const WordTable table = describe_words(words, random);
  const DenseRows points = to_points(words, table);
  // Each start ends elsewhere, which weighs more where passages are few; there they are quick.
  const std::size_t trials =
      std::clamp(kPassagesInAll / (words.begins.size() - 1), kFewestTrials, kMostTrials);
  double own = 0;
  for (std::size_t i = 0; i < trials; ++i) own += closeness(points, random);
  double chance = 0;
  for (std::size_t i = 0; i < trials; ++i) {
    shuffle(words.words, random);
    chance += closeness(to_points(words, table), random);
  }
  if (chance < 1e-9) return 0;
  return (own / chance - 1) * std::sqrt(static_cast<double>(words.words.size())) / kSpread;
}

}  // namespace bearout::models
