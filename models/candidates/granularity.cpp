#include "models/candidates/granularity.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "models/candidates/agreement.hpp"
#include "models/candidates/cluster_tree.hpp"

namespace bearout::models {

namespace {

constexpr std::size_t kTrialPoints = 4000;  // what is tried is tried on the first ones
constexpr std::size_t kTrialRounds = 12;
constexpr std::size_t kRounds = 20;
constexpr std::size_t kPointsPerCluster = 4;
constexpr std::size_t kMostLeaves = 600;
constexpr std::size_t kLeavesPerCluster = 3;
constexpr std::size_t kLeafRounds = 6;
constexpr std::size_t kFewestClusters = 4;

// With a yardstick: from half as many clusters again as there are outcomes (the list misses some) to thrice
// as many. .96 to .99 are alike on labelled sets.
constexpr double kNearlyAgrees = .99;
constexpr double kClearlyBetter = 1.03;  // than the first way, which is better than its agreement tells
// Without: the curve flattens rather than peaks, so the knee is what counts.
constexpr double kGridRatio = 1.2;
constexpr double kNearlyBest = .96;
constexpr std::size_t kMostClusters = 150;

std::vector<std::size_t> grid_for(std::size_t outcomes, std::size_t most) {
  std::vector<std::size_t> grid;
  for (const double ratio : {1.5, 1.8, 2.2, 2.7, 3.3}) {
    const auto count = std::max(kFewestClusters,
                                static_cast<std::size_t>(std::lround(ratio * static_cast<double>(outcomes))));
    if (count <= most && (grid.empty() || count > grid.back())) grid.push_back(count);
  }
  if (grid.empty()) grid.push_back(std::max<std::size_t>(most, 1));
  return grid;
}

/// Starts for any number of clusters: many small ones, merged along the graph.
class Starts {
 public:
  Starts(const Landscape& landscape, std::size_t most_wanted, RandomStream& random)
      : leaves_(make_leaves(landscape, most_wanted, random)),
        tree_(landscape.graph, leaves_.cluster, static_cast<std::size_t>(leaves_.centres.rows())) {}

  /// Centres of that many clusters among the first points, in their space.
  [[nodiscard]] DenseRows centres(const Eigen::Ref<const DenseRows>& points, std::size_t count) const {
    const auto merged = tree_.cut(count);
    DenseRows centres = DenseRows::Zero(static_cast<Eigen::Index>(count), points.cols());
    for (Eigen::Index i = 0; i < points.rows(); ++i) {
      centres.row(merged[leaves_.cluster[static_cast<std::size_t>(i)]]) += points.row(i);
    }
    normalise_rows(centres);
    return centres;
  }

 private:
  static Clustering make_leaves(const Landscape& landscape, std::size_t most_wanted, RandomStream& random) {
    const auto n = static_cast<std::size_t>(landscape.smooth.rows());
    const std::size_t room = std::max<std::size_t>(n / kPointsPerCluster, 1);
    const std::size_t leaves =
        std::max(most_wanted, std::min({kLeavesPerCluster * most_wanted, kMostLeaves, room}));
    const std::size_t trial = std::min(n, std::max(kTrialPoints, kPointsPerCluster * leaves));
    const auto first = landscape.smooth.topRows(static_cast<Eigen::Index>(trial));
    Clustering found = spherical_kmeans(first, leaves, kLeafRounds, random);
    return trial == n ? found : refined(landscape.smooth, std::move(found.centres), 1);
  }

  Clustering leaves_;
  ClusterTree tree_;
};

/// One way to cluster.
struct Way {
  bool smooth = true;
  bool from_tree = true;
};

/// Clusters the first `rows` points.
Clustering cluster(const Landscape& landscape, const Starts& starts, Way way, std::size_t count,
                   std::size_t rows, std::size_t rounds, RandomStream random) {
  const DenseRows& all = way.smooth ? landscape.smooth : landscape.plain;
  const auto points = all.topRows(static_cast<Eigen::Index>(rows));
  if (way.from_tree) return refined(points, starts.centres(points, count), rounds);
  return spherical_kmeans(points, count, rounds, random);
}

/// Tries ways and numbers against the yardstick.
class Trials {
 public:
  Trials(const Landscape& landscape, const Starts& starts, const Yardstick& yardstick, std::size_t rows,
         std::uint64_t seed)
      : landscape_(&landscape), starts_(&starts), rows_(rows), seed_(seed) {
    for (std::size_t i = 0; i < yardstick.points.size(); ++i) {
      if (yardstick.points[i] >= rows) continue;
      points_.push_back(yardstick.points[i]);
      outcomes_.push_back(yardstick.outcomes[i]);
    }
  }

  [[nodiscard]] double agreement(Way way, std::size_t count) const {
    const Clustering found =
        cluster(*landscape_, *starts_, way, count, rows_, kTrialRounds, RandomStream(seed_));
    std::vector<std::uint32_t> clusters;
    clusters.reserve(points_.size());
    for (const std::size_t point : points_) clusters.push_back(found.cluster[point]);
    return adjusted_mutual_information(outcomes_, clusters);
  }

 private:
  const Landscape* landscape_;
  const Starts* starts_;
  std::size_t rows_;
  std::uint64_t seed_;
  std::vector<std::size_t> points_;
  std::vector<std::uint32_t> outcomes_;
};

std::pair<Way, std::size_t> choose(const Trials& trials, const std::vector<std::size_t>& grid) {
  Way best;
  double most = trials.agreement(best, grid.front());
  const double first = most;
  for (const Way way : {Way{true, false}, Way{false, true}, Way{false, false}}) {
    const double agreement = trials.agreement(way, grid.front());
    if (agreement <= std::max(most, kClearlyBetter * first)) continue;
    most = agreement;
    best = way;
  }
  std::vector<double> agreements;
  agreements.reserve(grid.size());
  for (const std::size_t count : grid) {
    agreements.push_back(count == grid.front() ? most : trials.agreement(best, count));
  }
  const double top = *std::max_element(agreements.begin(), agreements.end());
  std::size_t chosen = grid.front();
  for (std::size_t i = 0; i < grid.size(); ++i) {
    if (agreements[i] >= kNearlyAgrees * top) chosen = grid[i];
  }
  return {best, chosen};
}

std::size_t knee_of_silhouette(const DenseRows& points, RandomStream& random) {
  const auto n = static_cast<std::size_t>(points.rows());
  const auto trial = points.topRows(static_cast<Eigen::Index>(std::min(n, kTrialPoints)));
  const auto rows = static_cast<std::size_t>(trial.rows());
  const std::size_t most = std::clamp(rows / 8, std::min(kFewestClusters, rows), kMostClusters);
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
  return grid[static_cast<std::size_t>(knee - scores.begin())];
}

}  // namespace

Granules cluster_landscape(const Landscape& landscape, const Yardstick& yardstick, std::size_t count,
                           RandomStream& random) {
  const auto n = static_cast<std::size_t>(landscape.plain.rows());
  const bool measured = yardstick.outcome_count > 1 && !yardstick.points.empty();
  std::vector<std::size_t> grid;
  if (count > 0) {
    grid.push_back(std::min(count, n));
  } else if (measured) {
    grid = grid_for(yardstick.outcome_count, n / kPointsPerCluster);
  } else {
    grid.push_back(knee_of_silhouette(landscape.plain, random));
  }
  const Starts starts(landscape, grid.back(), random);
  Way way;
  std::size_t chosen = grid.back();
  const std::uint64_t seed = random.next();
  if (measured) {
    const Trials trials(landscape, starts, yardstick, std::min(n, std::max(kTrialPoints, 4 * grid.back())),
                        seed);
    std::tie(way, chosen) = choose(trials, grid);
  }
  if (way.from_tree) {
    return {cluster(landscape, starts, way, chosen, n, kRounds, RandomStream(seed)), way.smooth};
  }
  // Seeds that are drawn among the first points, as in the trial, then all points.
  const std::size_t rows = std::min(n, std::max(kTrialPoints, 4 * chosen));
  Clustering found = cluster(landscape, starts, way, chosen, rows, kTrialRounds, RandomStream(seed));
  return {refined(way.smooth ? landscape.smooth : landscape.plain, std::move(found.centres), kRounds),
          way.smooth};
}

}  // namespace bearout::models
