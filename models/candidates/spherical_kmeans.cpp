#include "models/candidates/spherical_kmeans.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

#include "models/candidates/row_products.hpp"
#include "models/row_sums.hpp"

namespace bearout::models {

namespace {

constexpr Eigen::Index kBlock = 1024;  // rows whose similarities are in memory at once
constexpr Eigen::Index kDraws =
    3;                             // for each seed; 2 + ln k, as usual, finds nothing better on labelled sets
constexpr std::size_t kNear = 12;  // centres that a point is compared with in most rounds

struct Nearest {
  std::uint32_t cluster = 0;
  float similarity = 0;
  float second = 0;
};

/// Takes a centre that comes after the others: the first of equals stays the nearest.
void take(Nearest& nearest, std::size_t centre, float similarity) {
  if (similarity > nearest.similarity) {
    nearest = {static_cast<std::uint32_t>(centre), similarity, nearest.similarity};
  } else {
    nearest.second = std::max(nearest.second, similarity);
  }
}

constexpr Nearest kNothing{.cluster = 0, .similarity = -2, .second = -2};

/// Calls `visit(point, its similarities with all centres)` for every point.
template <typename Visit>
void compare_with_all(const Eigen::Ref<const DenseRows>& points, const DenseRows& centres,
                      const Visit& visit) {
  DenseRows similarities;
  for (Eigen::Index begin = 0; begin < points.rows(); begin += kBlock) {
    const Eigen::Index size = std::min(kBlock, points.rows() - begin);
    multiply_rows_by_rows(points.middleRows(begin, size), centres, similarities);
    for (Eigen::Index row = 0; row < size; ++row) {
      visit(static_cast<std::size_t>(begin + row), similarities.row(row));
    }
  }
}

/// The nearest centre of every point; the first of equals.
std::vector<Nearest> nearest_centres(const Eigen::Ref<const DenseRows>& points, const DenseRows& centres) {
  std::vector<Nearest> nearest(static_cast<std::size_t>(points.rows()), kNothing);
  compare_with_all(points, centres, [&nearest](std::size_t point, const auto& similarities) {
    for (Eigen::Index k = 0; k < similarities.size(); ++k)
      take(nearest[point], static_cast<std::size_t>(k), similarities[k]);
  });
  return nearest;
}

/// The centres that were near a point when all were compared last. From round to round centres move little,
/// so their nearest one is among these but for a few points, and a round costs a fraction.
class NearCentres {
 public:
  NearCentres(const Eigen::Ref<const DenseRows>& points, const DenseRows& centres)
      : points_(&points),
        kept_(std::min(kNear, static_cast<std::size_t>(centres.rows()))),
        step_(static_cast<std::size_t>(centres.rows()) > kNear ? kept_ : 0) {
    if (complete()) {
      near_.resize(kept_);
      std::iota(near_.begin(), near_.end(), 0U);
      return;
    }
    near_.reserve(static_cast<std::size_t>(points.rows()) * kept_);
    std::vector<std::pair<float, std::uint32_t>> ranked;
    const auto clusters = static_cast<std::size_t>(centres.rows());
    std::vector<float> highest((clusters + kHighestBlock - 1) / kHighestBlock);
    compare_with_all(points, centres, [&](std::size_t, const auto& similarities) {
      ranked.clear();
      float least = -2;  // what the last of the nearest has
      const std::span values(similarities.data(), clusters);
      highest_by_block(values, highest);
      for (std::size_t block = 0; block < highest.size(); ++block) {
        if (highest[block] <= least) continue;
        const std::size_t first = block * kHighestBlock;
        for (std::size_t k = first; k < std::min(first + kHighestBlock, clusters); ++k) {
          if (values[k] > least) ranked.emplace_back(-values[k], static_cast<std::uint32_t>(k));
        }
        if (ranked.size() < 2 * kept_) continue;
        std::nth_element(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(kept_ - 1),
                         ranked.end());
        ranked.resize(kept_);
        least = -ranked.back().first;
      }
      std::sort(ranked.begin(), ranked.end());
      const std::size_t begin = near_.size();
      for (std::size_t i = 0; i < kept_; ++i) near_.push_back(ranked[i].second);
      std::sort(near_.begin() + static_cast<std::ptrdiff_t>(begin), near_.end());
    });
  }

  /// Whether all centres are near every point.
  [[nodiscard]] bool complete() const { return step_ == 0; }

  /// The nearest of them, for every point.
  [[nodiscard]] std::vector<Nearest> nearest(const DenseRows& centres) const {
    std::vector<Nearest> nearest(static_cast<std::size_t>(points_->rows()), kNothing);
    std::array<float, kNear> similarities{};
    for (std::size_t point = 0; point < nearest.size(); ++point) {
      const auto row = points_->row(static_cast<Eigen::Index>(point));
      const auto near = std::span(near_).subspan(point * step_, kept_);
      multiply_row_by_some({row.data(), static_cast<std::size_t>(row.size())}, centres, near, similarities);
      for (std::size_t i = 0; i < kept_; ++i) take(nearest[point], near[i], similarities[i]);
    }
    return nearest;
  }

 private:
  const Eigen::Ref<const DenseRows>* points_;
  std::size_t kept_;
  std::size_t step_;                 // from one point's to the next one's; 0: all centres, for all points
  std::vector<std::uint32_t> near_;  // kept_ for every point, ascending
};

/// Distances of all points to the nearest seed if one more, to which they have the given similarity, became a
/// seed; returns their sum.
double distances_with(const Eigen::Ref<const Eigen::VectorXf>& similarity, const std::vector<float>& distance,
                      std::vector<float>& with) {
  double total = 0;
  for (std::size_t i = 0; i < distance.size(); ++i) {
    with[i] = std::min(distance[i], std::max(0.0F, 1 - similarity[static_cast<Eigen::Index>(i)]));
    total += static_cast<double>(with[i]);
  }
  return total;
}

/// A point drawn with a chance proportional to its distance.
Eigen::Index draw(const std::vector<double>& cumulated, RandomStream& random) {
  const double at = random.uniform() * cumulated.back();
  const auto found = std::upper_bound(cumulated.begin(), cumulated.end(), at);
  const auto last = static_cast<std::ptrdiff_t>(cumulated.size()) - 1;
  return std::min<std::ptrdiff_t>(found - cumulated.begin(), last);
}

DenseRows seed_centres(const Eigen::Ref<const DenseRows>& points, Eigen::Index count, RandomStream& random) {
  const auto n = static_cast<std::size_t>(points.rows());
  DenseRows centres(count, points.cols());
  std::vector<float> distance(n, 2.0F);
  std::vector<float> with(n);
  std::vector<float> best(n);
  std::vector<double> cumulated(n);
  DenseRows drawn(kDraws, points.cols());
  Eigen::MatrixXf similarities;
  for (Eigen::Index k = 0; k < count; ++k) {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) cumulated[i] = sum += static_cast<double>(distance[i]);
    for (Eigen::Index d = 0; d < kDraws; ++d) drawn.row(d) = points.row(draw(cumulated, random));
    similarities.noalias() = points * drawn.transpose();
    double least = 0;
    for (Eigen::Index d = 0; d < kDraws; ++d) {
      const double total = distances_with(similarities.col(d), distance, with);
      if (d > 0 && total >= least) continue;
      least = total;
      best.swap(with);
      centres.row(k) = drawn.row(d);
    }
    distance.swap(best);
  }
  return centres;
}

/// Points from the worst fitting on.
std::vector<std::size_t> worst_first(const std::vector<Nearest>& nearest) {
  std::vector<std::size_t> order(nearest.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&nearest](std::size_t a, std::size_t b) {
    return nearest[a].similarity < nearest[b].similarity;
  });
  return order;
}

/// Normalised sums of the members, added in the order of the points.
DenseRows mean_directions(const Eigen::Ref<const DenseRows>& points, const std::vector<Nearest>& nearest,
                          Eigen::Index count) {
  DenseRows centres = DenseRows::Zero(count, points.cols());
  std::vector<std::size_t> sizes(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < nearest.size(); ++i) {
    centres.row(nearest[i].cluster) += points.row(static_cast<Eigen::Index>(i));
    ++sizes[nearest[i].cluster];
  }
  std::vector<std::size_t> worst;
  std::size_t next = 0;
  for (Eigen::Index k = 0; k < count; ++k) {
    if (sizes[static_cast<std::size_t>(k)] == 0) {
      if (worst.empty()) worst = worst_first(nearest);
      centres.row(k) = points.row(static_cast<Eigen::Index>(worst[next++]));
    }
    const float norm = centres.row(k).norm();
    if (norm > 0) centres.row(k) /= norm;
  }
  return centres;
}

}  // namespace

Clustering spherical_kmeans(const Eigen::Ref<const DenseRows>& points, std::size_t count, std::size_t rounds,
                            RandomStream& random) {
  return refined(points, seed_centres(points, static_cast<Eigen::Index>(count), random), rounds);
}

Clustering refined(const Eigen::Ref<const DenseRows>& points, DenseRows centres, std::size_t rounds) {
  const Eigen::Index clusters = centres.rows();
  Clustering result;
  result.centres = std::move(centres);
  NearCentres near(points, result.centres);
  std::vector<Nearest> nearest = near.nearest(result.centres);
  std::size_t next_look = 2;  // rounds between two looks at all centres double
  for (std::size_t round = 1; round <= rounds; ++round) {
    result.centres = mean_directions(points, nearest, clusters);
    const bool look = near.complete() || round == next_look;
    if (look) {
      near = NearCentres(points, result.centres);
      next_look *= 2;
    }
    auto moved = near.nearest(result.centres);
    const bool settled =
        std::equal(moved.begin(), moved.end(), nearest.begin(),
                   [](const Nearest& a, const Nearest& b) { return a.cluster == b.cluster; });
    nearest = std::move(moved);
    if (!settled) continue;
    if (look) break;
    next_look = round + 1;
  }
  result.cluster.reserve(nearest.size());
  for (const Nearest& one : nearest) {
    result.cluster.push_back(one.cluster);
    result.similarity += static_cast<double>(one.similarity);
  }
  result.similarity /= static_cast<double>(nearest.size());
  return result;
}

double simplified_silhouette(const Eigen::Ref<const DenseRows>& points, const Clustering& clustering) {
  if (clustering.centres.rows() < 2 || points.rows() == 0) return 0;
  double sum = 0;
  for (const Nearest& one : nearest_centres(points, clustering.centres)) {
    const double own = 1 - static_cast<double>(one.similarity);
    const double other = 1 - static_cast<double>(one.second);
    sum += (other - own) / std::max({own, other, 1e-6});
  }
  return sum / static_cast<double>(points.rows());
}

}  // namespace bearout::models
