#include "models/themes.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

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
constexpr std::size_t kStartPassages = 5000;  // starts are tried on the first ones, the best goes on with all
constexpr std::size_t kStartRounds = 30;
constexpr std::size_t kRounds = 15;

// The number of clusters, where none is given: the smallest on a geometric grid whose silhouette, before
// smoothing, is nearly the best. The curve flattens rather than peaks, so the knee is what counts; smoothing
// would make it rise to the end. But no fewer than the outcomes would need if each had a theme of its own,
// and a quarter more. The figures were chosen by eye on four collections: where a user knows better, `count`
// says so.
constexpr double kGridRatio = 1.2;
constexpr double kNearlyBest = .96;
constexpr double kClustersPerOutcome = 1.25;
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

std::size_t number_of_clusters(const Eigen::Ref<const DenseRows>& points, std::size_t outcomes,
                               RandomStream& random) {
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
  const double nearly = best - (1 - kNearlyBest) * std::abs(best);
  const auto knee =
      std::find_if(scores.begin(), scores.end(), [nearly](double score) { return score >= nearly; });
  const auto needed = static_cast<std::size_t>(kClustersPerOutcome * static_cast<double>(outcomes));
  return std::clamp(grid[static_cast<std::size_t>(knee - scores.begin())], std::min(needed, most), most);
}

Clustering best_clustering(const Eigen::Ref<const DenseRows>& points, std::size_t count,
                           RandomStream& random) {
  const std::size_t enough = std::max(kStartPassages, 10 * count);
  const auto trial = points.topRows(std::min(points.rows(), static_cast<Eigen::Index>(enough)));
  Clustering best;
  for (std::size_t start = 0; start < kStarts; ++start) {
    Clustering one = spherical_kmeans(trial, count, kStartRounds, random);
    if (start == 0 || one.similarity > best.similarity) best = std::move(one);
  }
  return trial.rows() == points.rows() ? best : refined(points, std::move(best.centres), kRounds);
}

/// The threshold that tells best, by F1, who of the passages nearest to a theme was clustered with it: owned
/// clusters are not among the themes, and their passages should not drift into the next best.
double best_threshold(std::vector<std::pair<double, bool>> cosines, std::size_t members) {
  std::sort(cosines.begin(), cosines.end(), std::greater<>());
  double best = 0;
  double threshold = cosines.empty() ? 0 : cosines.back().first;
  double hits = 0;
  for (std::size_t i = 0; i < cosines.size(); ++i) {
    hits += cosines[i].second ? 1 : 0;
    if (i + 1 < cosines.size() && cosines[i + 1].first == cosines[i].first) continue;
    const double f1 = 2 * hits / static_cast<double>(i + 1 + members);
    if (f1 < best) continue;
    best = f1;
    threshold = cosines[i].first;
  }
  return threshold;
}

void set_thresholds(std::vector<Theme>& themes, const std::vector<std::size_t>& kept,
                    const std::vector<ThemeGroup>& groups, std::span<const ThemePassage> passages,
                    const std::vector<std::size_t>& used, std::size_t term_count) {
  constexpr std::size_t kNoTheme = 0xffffffff;
  std::vector<std::size_t> theme_of(passages.size(), kNoTheme);
  for (std::size_t theme = 0; theme < kept.size(); ++theme) {
    for (const std::size_t member : groups[kept[theme]].members) theme_of[member] = theme;
  }
  std::vector<std::vector<std::pair<double, bool>>> cosines(themes.size());
  const ThemeIndex index(themes, term_count);
  std::vector<double> scratch;
  for (const std::size_t passage : used) {
    const auto nearest = index.assign(passages[passage].row, scratch);
    if (nearest) cosines[nearest->theme].emplace_back(nearest->score, theme_of[passage] == nearest->theme);
  }
  for (std::size_t theme = 0; theme < themes.size(); ++theme) {
    themes[theme].threshold = best_threshold(std::move(cosines[theme]), groups[kept[theme]].members.size());
  }
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
  const DenseRows latent = latent_rows(rows, kDimensions, random);
  const DenseRows points = smoothed(latent, kSmoothingRounds, random);
  const auto own = points.topRows(static_cast<Eigen::Index>(used.size()));
  const std::size_t count =
      options.count > 0
          ? std::min(options.count, used.size())
          : number_of_clusters(latent.topRows(own.rows()), static_cast<std::size_t>(outcomes.rows()), random);
  const Clustering clustering = best_clustering(own, count, random);

  std::vector<ThemeGroup> groups = theme_groups(passages, used, clustering);
  own_by_outcomes(groups, passages, clustering, points.bottomRows(outcomes.rows()));
  order_groups(groups, outcomes.rows() > 0);
  std::vector<Theme> themes = describe_groups(groups, outcomes, term_count);
  std::vector<std::size_t> kept(groups.size());
  std::iota(kept.begin(), kept.end(), std::size_t{0});
  if (options.count == 0) {
    kept = worth_proposing(groups, themes, passages, static_cast<std::size_t>(outcomes.rows()));
  }
  themes = with_statements(std::move(themes), kept, groups, passages);
  if (options.count == 0) set_thresholds(themes, kept, groups, passages, used, term_count);
  return themes;
}

}  // namespace bearout::models
