#include "models/themes.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/random_stream.hpp"
#include "models/spherical_kmeans.hpp"
#include "models/theme_groups.hpp"
#include "models/theme_space.hpp"
#include "models/theme_statement.hpp"

namespace bearout::models {

namespace {

constexpr std::size_t kMostPassages = 20000;
constexpr std::size_t kFewestPassages = 6;  // fewer hold no theme
constexpr std::size_t kDimensions = 150;
constexpr std::size_t kSmoothingRounds = 2;
constexpr std::size_t kStarts = 3;
constexpr std::size_t kRounds = 30;

// The number of clusters, where none is given: the smallest on a geometric grid whose silhouette is nearly
// the best. The curve flattens rather than peaks, so the knee is what counts.
constexpr double kGridRatio = 1.3;
constexpr double kNearlyBest = .96;
constexpr std::size_t kFewestClusters = 4;
constexpr std::size_t kMostClusters = 150;
constexpr std::size_t kPassagesPerCluster = 8;
constexpr std::size_t kTrialPassages = 4000;  // the grid is tried on the first ones only
constexpr std::size_t kTrialRounds = 12;

std::vector<std::size_t> usable(std::span<const ThemePassage> passages) {
  std::vector<std::size_t> used;
  for (std::size_t i = 0; i < std::min(passages.size(), kMostPassages); ++i) {
    if (!passages[i].row.empty()) used.push_back(i);
  }
  return used;
}

/// Passages first, then outcomes: one matrix, so that both lie in one space.
SparseRows stacked(std::span<const ThemePassage> passages, const std::vector<std::size_t>& used,
                   const SparseRows& outcomes, std::size_t term_count) {
  const auto n = static_cast<Eigen::Index>(used.size());
  SparseRows rows(n + outcomes.rows(), static_cast<Eigen::Index>(term_count));
  std::vector<Eigen::Triplet<double, std::int32_t>> entries;
  for (std::size_t i = 0; i < used.size(); ++i) {
    for (const TermWeight& term : passages[used[i]].row) {
      entries.emplace_back(static_cast<std::int32_t>(i), static_cast<std::int32_t>(term.term), term.weight);
    }
  }
  for (Eigen::Index o = 0; o < outcomes.rows(); ++o) {
    for (SparseRows::InnerIterator term(outcomes, o); term; ++term) {
      entries.emplace_back(static_cast<std::int32_t>(n + o), static_cast<std::int32_t>(term.col()),
                           term.value());
    }
  }
  rows.setFromTriplets(entries.begin(), entries.end());
  return rows;
}

std::size_t number_of_clusters(const Eigen::Ref<const DenseRows>& points, RandomStream& random) {
  const auto n = static_cast<std::size_t>(points.rows());
  const auto trial = points.topRows(static_cast<Eigen::Index>(std::min(n, kTrialPassages)));
  const auto rows = static_cast<std::size_t>(trial.rows());
  const std::size_t most =
      std::clamp(rows / kPassagesPerCluster, std::min(kFewestClusters, rows), kMostClusters);
  std::vector<std::size_t> grid;
  std::vector<double> scores;
  for (std::size_t k = std::min(kFewestClusters, rows); k <= most;
       k = std::max(k + 1, static_cast<std::size_t>(static_cast<double>(k) * kGridRatio))) {
    grid.push_back(k);
    scores.push_back(simplified_silhouette(trial, spherical_kmeans(trial, k, kTrialRounds, random)));
  }
  const double best = *std::max_element(scores.begin(), scores.end());
  for (std::size_t i = 0; i < grid.size(); ++i) {
    if (scores[i] >= kNearlyBest * best) return grid[i];
  }
  return grid.back();
}

Clustering best_clustering(const Eigen::Ref<const DenseRows>& points, std::size_t count,
                           RandomStream& random) {
  Clustering best;
  for (std::size_t start = 0; start < kStarts; ++start) {
    Clustering one = spherical_kmeans(points, count, kRounds, random);
    if (start == 0 || one.similarity > best.similarity) best = std::move(one);
  }
  return best;
}

/// The kept themes, each with its statement.
std::vector<Theme> with_statements(std::vector<Theme> themes, const std::vector<std::size_t>& kept,
                                   const std::vector<ThemeGroup>& groups,
                                   std::span<const ThemePassage> passages) {
  std::vector<std::string_view> texts;
  for (const ThemePassage& passage : passages.first(std::min(passages.size(), kMostPassages))) {
    texts.push_back(passage.text);
  }
  const StatementFinder finder(texts, groups.size());
  std::vector<Theme> finished;
  for (const std::size_t group : kept) {
    finished.push_back(std::move(themes[group]));
    finished.back().statement = finder.find(groups[group].members);
  }
  return finished;
}

}  // namespace

std::vector<Theme> discover_themes(std::span<const ThemePassage> passages, const SparseRows& outcomes,
                                   std::size_t term_count, const ThemeOptions& options) {
  const auto used = usable(passages);
  if (used.empty() || (options.count == 0 && used.size() < kFewestPassages)) return {};
  RandomStream random(options.seed);
  const SparseRows rows = stacked(passages, used, outcomes, term_count);
  const DenseRows points = smoothed(latent_rows(rows, kDimensions, random), kSmoothingRounds, random);
  const auto own = points.topRows(static_cast<Eigen::Index>(used.size()));
  const std::size_t count =
      options.count > 0 ? std::min(options.count, used.size()) : number_of_clusters(own, random);
  const Clustering clustering = best_clustering(own, count, random);

  std::vector<ThemeGroup> groups = theme_groups(passages, used, clustering);
  own_by_outcomes(groups, passages, clustering, points.bottomRows(outcomes.rows()));
  order_groups(groups, outcomes.rows() > 0);
  std::vector<Theme> themes = describe_groups(groups, outcomes, term_count, options.count > 0);
  std::vector<std::size_t> kept(groups.size());
  std::iota(kept.begin(), kept.end(), std::size_t{0});
  if (options.count == 0) {
    kept = worth_proposing(groups, themes, passages, static_cast<std::size_t>(outcomes.rows()));
  }
  return with_statements(std::move(themes), kept, groups, passages);
}

}  // namespace bearout::models
