#include "models/candidates/neighbour_graph.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "models/candidates/latent_space.hpp"
#include "models/candidates/row_products.hpp"
#include "models/candidates/spherical_kmeans.hpp"

namespace bearout::models {

namespace {

constexpr std::size_t kNearest = 12;
constexpr std::size_t kExactUpTo = 6000;  // rows; all pairs take some two seconds there
constexpr std::size_t kCellSize = 150;    // on average
constexpr std::size_t kCellsSearched = 5;
constexpr std::size_t kQueryBlock = 512;
constexpr float kMeaningGraph = 0.7F;  // what meaning's own neighbours weigh; .7 to 1 are alike

using Indices = std::vector<Eigen::Index>;

DenseRows gather(const DenseRows& points, std::span<const Eigen::Index> rows) {
  DenseRows part(static_cast<Eigen::Index>(rows.size()), points.cols());
  for (std::size_t i = 0; i < rows.size(); ++i) part.row(static_cast<Eigen::Index>(i)) = points.row(rows[i]);
  return part;
}

/// The nearest of every point among the candidates that it was compared with.
class NearestLists {
 public:
  explicit NearestLists(std::size_t points) : lists_(points) {}

  /// `cosines`: a row for each query, a column for each candidate.
  void add(const DenseRows& cosines, std::span<const Eigen::Index> queries,
           std::span<const Eigen::Index> candidates) {
    for (std::size_t q = 0; q < queries.size(); ++q) {
      List& list = lists_[static_cast<std::size_t>(queries[q])];
      const auto row = cosines.row(static_cast<Eigen::Index>(q));
      for (std::size_t c = 0; c < candidates.size(); ++c) {
        const float cosine = row[static_cast<Eigen::Index>(c)];
        if (cosine <= list.least || candidates[c] == queries[q]) continue;
        list.ranked.emplace_back(-cosine, static_cast<std::int32_t>(candidates[c]));
        if (list.ranked.size() < 4 * kNearest) continue;
        keep_nearest(list);
        list.least = -list.ranked.back().first;
      }
    }
  }

  /// The graph of them, each edge found from either end or from both; cosines weigh `weight`.
  [[nodiscard]] NeighbourGraph graph(float weight) {
    std::vector<Eigen::Triplet<float, std::int32_t>> edges;
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      keep_nearest(lists_[i]);
      const auto a = static_cast<std::int32_t>(i);
      for (const auto& [minus, b] : lists_[i].ranked) {
        edges.emplace_back(a, b, -minus * weight);
        edges.emplace_back(b, a, -minus * weight);
      }
    }
    const auto n = static_cast<Eigen::Index>(lists_.size());
    NeighbourGraph result(n, n);
    result.setFromTriplets(edges.begin(), edges.end(), [](float, float later) { return later; });
    return result;
  }

 private:
  struct List {
    std::vector<std::pair<float, std::int32_t>> ranked;  // cosines below 0: nearest first
    float least = 0;                                     // what another one must exceed
  };
  static void keep_nearest(List& list) {
    const std::size_t kept = std::min(kNearest, list.ranked.size());
    std::partial_sort(list.ranked.begin(), list.ranked.begin() + static_cast<std::ptrdiff_t>(kept),
                      list.ranked.end());
    list.ranked.resize(kept);
  }

  std::vector<List> lists_;
};

/// Some of the points, in both views.
struct Block {
  Block(const DenseRows& shapes, const DenseRows& meanings, std::span<const Eigen::Index> points)
      : indices(points), shape(gather(shapes, points)), meaning(gather(meanings, points)) {}

  std::span<const Eigen::Index> indices;
  DenseRows shape;
  DenseRows meaning;
};

/// Neighbours in the three views.
class Views {
 public:
  Views(const DenseRows& shapes, const DenseRows& meanings, float share)
      : shapes_(&shapes),
        meanings_(&meanings),
        share_(share),
        by_shape_(points()),
        by_meaning_(points()),
        by_both_(points()) {}

  [[nodiscard]] std::size_t points() const { return static_cast<std::size_t>(shapes_->rows()); }
  [[nodiscard]] DenseRows side_by_side() const { return models::side_by_side(*shapes_, *meanings_, share_); }
  [[nodiscard]] Block block(std::span<const Eigen::Index> points) const {
    return {*shapes_, *meanings_, points};
  }

  /// Looks for neighbours of the queries among the candidates; `both_ways` also for the candidates'.
  void compare(const Block& queries, const Block& candidates, bool both_ways) {
    const auto add = [&](NearestLists& lists, const DenseRows& cosines) {
      lists.add(cosines, queries.indices, candidates.indices);
      if (both_ways) lists.add(cosines.transpose(), candidates.indices, queries.indices);
    };
    multiply_rows_by_rows(queries.shape, candidates.shape, cosines_);
    add(by_shape_, cosines_);
    if (!has_meanings()) return;
    multiply_rows_by_rows(queries.meaning, candidates.meaning, others_);
    add(by_meaning_, others_);
    // Side by side, both of unit length: cosines add up.
    cosines_ = (cosines_ + share_ * share_ * others_) / (1 + share_ * share_);
    add(by_both_, cosines_);
  }

  [[nodiscard]] NeighbourGraph graph() {
    NeighbourGraph graph = by_shape_.graph(1);
    if (!has_meanings()) return graph;
    graph += by_meaning_.graph(kMeaningGraph * std::min(share_, 1.0F));
    graph += by_both_.graph(1);
    return graph;
  }

 private:
  [[nodiscard]] bool has_meanings() const { return meanings_->cols() > 0 && share_ > 0; }

  const DenseRows* shapes_;
  const DenseRows* meanings_;
  float share_;
  NearestLists by_shape_, by_meaning_, by_both_;
  DenseRows cosines_, others_;  // scratch
};

/// Parts of kQueryBlock points and a last short one.
std::vector<std::span<const Eigen::Index>> cut(std::span<const Eigen::Index> points) {
  std::vector<std::span<const Eigen::Index>> parts;
  for (std::size_t begin = 0; begin < points.size(); begin += kQueryBlock)
    parts.push_back(points.subspan(begin, std::min(kQueryBlock, points.size() - begin)));
  return parts;
}

/// All pairs, each once: candidates come to every point in ascending order.
void search_all(Views& views) {
  Indices all(views.points());
  std::iota(all.begin(), all.end(), Eigen::Index{0});
  std::vector<Block> blocks;
  for (const auto part : cut(all)) blocks.push_back(views.block(part));
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    for (std::size_t j = i; j < blocks.size(); ++j) views.compare(blocks[i], blocks[j], i != j);
  }
}

/// Row numbers of every cell, ascending.
std::vector<Indices> members_of(const Clustering& cells) {
  std::vector<Indices> members(static_cast<std::size_t>(cells.centres.rows()));
  for (std::size_t i = 0; i < cells.cluster.size(); ++i) {
    members[cells.cluster[i]].push_back(static_cast<Eigen::Index>(i));
  }
  return members;
}

void search_cells(Views& views, RandomStream& random) {
  const DenseRows points = principal_rows(views.side_by_side(), 100);
  const auto n = static_cast<std::size_t>(points.rows());
  const auto trial = points.topRows(static_cast<Eigen::Index>(kExactUpTo));
  const Clustering cells = refined(points, spherical_kmeans(trial, n / kCellSize, 4, random).centres, 1);
  const auto members = members_of(cells);
  const DenseRows between = cells.centres * cells.centres.transpose();
  std::vector<std::pair<float, std::size_t>> near(members.size());
  for (std::size_t cell = 0; cell < members.size(); ++cell) {
    for (std::size_t c = 0; c < members.size(); ++c) {
      near[c] = {-between(static_cast<Eigen::Index>(cell), static_cast<Eigen::Index>(c)), c};
    }
    const auto searched = near.begin() + static_cast<std::ptrdiff_t>(std::min(kCellsSearched, near.size()));
    std::partial_sort(near.begin(), searched, near.end());
    Indices candidates;
    for (auto one = near.begin(); one != searched; ++one) {
      candidates.insert(candidates.end(), members[one->second].begin(), members[one->second].end());
    }
    const Block among = views.block(candidates);
    for (const auto part : cut(members[cell])) views.compare(views.block(part), among, false);
  }
}

}  // namespace

NeighbourGraph neighbour_graph(const DenseRows& shapes, const DenseRows& meanings, float share,
                               RandomStream& random) {
  Views views(shapes, meanings, share);
  if (views.points() <= kExactUpTo) {
    search_all(views);
  } else {
    search_cells(views, random);
  }
  return views.graph();
}

DenseRows smoothed(const DenseRows& points, const NeighbourGraph& graph, std::size_t rounds) {
  Eigen::VectorXf total = Eigen::VectorXf::Ones(points.rows());
  for (Eigen::Index i = 0; i < graph.outerSize(); ++i) {
    for (NeighbourGraph::InnerIterator edge(graph, i); edge; ++edge) total[i] += edge.value();
  }
  DenseRows moved = points;
  for (std::size_t round = 0; round < rounds; ++round) {
    DenseRows next = moved + DenseRows(graph * moved);
    for (Eigen::Index i = 0; i < next.rows(); ++i) next.row(i) /= total[i];
    moved = std::move(next);
  }
  normalise_rows(moved);
  return moved;
}

}  // namespace bearout::models
