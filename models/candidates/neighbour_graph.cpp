#include "models/candidates/neighbour_graph.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "models/candidates/latent_space.hpp"
#include "models/candidates/spherical_kmeans.hpp"

namespace bearout::models {

namespace {

constexpr std::size_t kNearest = 12;
constexpr std::size_t kExactUpTo = 6000;  // rows; all pairs take some two seconds there
constexpr std::size_t kCellSize = 150;    // on average
constexpr std::size_t kCellsSearched = 5;
constexpr Eigen::Index kQueryBlock = 512;
constexpr float kMeaningGraph = 0.7F;  // what meaning's own neighbours weigh; .7 to 1 are alike

using Edges = std::vector<Eigen::Triplet<float, std::int32_t>>;
using Indices = std::vector<Eigen::Index>;

/// Edges of one graph, each found from either end or from both.
NeighbourGraph to_graph(Eigen::Index n, const Edges& edges) {
  NeighbourGraph graph(n, n);
  graph.setFromTriplets(edges.begin(), edges.end(), [](float, float later) { return later; });
  return graph;
}

/// The cosines of a block of queries with candidates, and who of these is nearest to each query.
class Search {
 public:
  explicit Search(const Indices& candidates) : candidates_(&candidates) {}

  void add_nearest(const DenseRows& cosines, const Indices& queries, float weight, Edges& edges) {
    for (std::size_t q = 0; q < queries.size(); ++q) {
      const auto row = cosines.row(static_cast<Eigen::Index>(q));
      ranked_.clear();
      float least = 0;  // what the last of the nearest has
      for (std::size_t c = 0; c < candidates_->size(); ++c) {
        const float cosine = row[static_cast<Eigen::Index>(c)];
        if (cosine <= least || (*candidates_)[c] == queries[q]) continue;
        ranked_.emplace_back(-cosine, (*candidates_)[c]);
        if (ranked_.size() < 4 * kNearest) continue;
        keep_nearest();
        least = -ranked_.back().first;
      }
      keep_nearest();
      for (const auto& [minus, other] : ranked_) {
        const auto a = static_cast<std::int32_t>(queries[q]);
        const auto b = static_cast<std::int32_t>(other);
        edges.emplace_back(a, b, -minus * weight);
        edges.emplace_back(b, a, -minus * weight);
      }
    }
  }

 private:
  void keep_nearest() {
    const std::size_t kept = std::min(kNearest, ranked_.size());
    std::partial_sort(ranked_.begin(), ranked_.begin() + static_cast<std::ptrdiff_t>(kept), ranked_.end());
    ranked_.resize(kept);
  }

  const Indices* candidates_;
  std::vector<std::pair<float, Eigen::Index>> ranked_;
};

DenseRows gather(const DenseRows& points, std::span<const Eigen::Index> rows) {
  DenseRows part(static_cast<Eigen::Index>(rows.size()), points.cols());
  for (std::size_t i = 0; i < rows.size(); ++i) part.row(static_cast<Eigen::Index>(i)) = points.row(rows[i]);
  return part;
}

/// Edges of the three graphs.
struct Views {
  const DenseRows* shapes;
  const DenseRows* meanings;
  float share;
  Edges by_shape, by_meaning, by_both;

  void search(const Indices& queries, const Indices& candidates) {
    const DenseRows shape = gather(*shapes, candidates);
    const DenseRows meaning = gather(*meanings, candidates);
    const bool two = meanings->cols() > 0 && share > 0;
    Search nearest(candidates);
    DenseRows cosines;
    DenseRows others;
    for (std::size_t begin = 0; begin < queries.size(); begin += kQueryBlock) {
      const std::size_t end = std::min(queries.size(), begin + kQueryBlock);
      const Indices block(queries.begin() + static_cast<std::ptrdiff_t>(begin),
                          queries.begin() + static_cast<std::ptrdiff_t>(end));
      cosines.noalias() = gather(*shapes, block) * shape.transpose();
      nearest.add_nearest(cosines, block, 1, by_shape);
      if (!two) continue;
      others.noalias() = gather(*meanings, block) * meaning.transpose();
      nearest.add_nearest(others, block, kMeaningGraph * std::min(share, 1.0F), by_meaning);
      // Side by side, both of unit length: cosines add up.
      cosines = (cosines + share * share * others) / (1 + share * share);
      nearest.add_nearest(cosines, block, 1, by_both);
    }
  }
};

/// Row numbers of every cell, ascending.
std::vector<Indices> members_of(const Clustering& cells) {
  std::vector<Indices> members(static_cast<std::size_t>(cells.centres.rows()));
  for (std::size_t i = 0; i < cells.cluster.size(); ++i) {
    members[cells.cluster[i]].push_back(static_cast<Eigen::Index>(i));
  }
  return members;
}

void search_cells(Views& views, RandomStream& random) {
  const DenseRows points =
      principal_rows(side_by_side(*views.shapes, *views.meanings, views.share), 100);
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
    views.search(members[cell], candidates);
  }
}

}  // namespace

NeighbourGraph neighbour_graph(const DenseRows& shapes, const DenseRows& meanings, float share,
                               RandomStream& random) {
  Views views{&shapes, &meanings, share, {}, {}, {}};
  const auto n = static_cast<std::size_t>(shapes.rows());
  if (n <= kExactUpTo) {
    Indices all(n);
    std::iota(all.begin(), all.end(), Eigen::Index{0});
    views.search(all, all);
  } else {
    search_cells(views, random);
  }
  NeighbourGraph graph = to_graph(shapes.rows(), views.by_shape);
  if (views.by_both.empty()) return graph;
  graph += to_graph(shapes.rows(), views.by_meaning);
  graph += to_graph(shapes.rows(), views.by_both);
  return graph;
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
