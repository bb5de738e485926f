#include "models/theme_space.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

namespace bearout::models {

namespace {

using Dense = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr Eigen::Index kOversampling = 10;
constexpr int kPowerRounds = 4;
constexpr std::size_t kNeighbours = 8;
constexpr std::size_t kExactUpTo = 6000;  // rows; all pairs take about a second there
constexpr std::size_t kCellSize = 150;    // on average
constexpr Eigen::Index kCellsSearched = 6;
constexpr Eigen::Index kQueryBlock = 512;

/// Orthonormal columns by Cholesky's way, twice for accuracy (Yamamoto et al. 2015); the ridge keeps a
/// deficient rank from breaking it.
void orthonormalise(Dense& columns) {
  for (int pass = 0; pass < 2; ++pass) {
    Eigen::MatrixXd gram = columns.transpose() * columns;
    gram.diagonal().array() += 1e-12 * std::max(gram.trace(), 1e-30);
    const Eigen::LLT<Eigen::MatrixXd> factor(gram);
    const Eigen::MatrixXd upper_inverse =
        factor.matrixU().solve(Eigen::MatrixXd::Identity(gram.rows(), gram.cols()));
    columns = Dense(columns * upper_inverse);
  }
}

void normalise_rows(DenseRows& points) {
  for (Eigen::Index i = 0; i < points.rows(); ++i) {
    const float norm = points.row(i).norm();
    if (norm > 1e-9F) points.row(i) /= norm;
  }
}

/// Row numbers of every cell, ascending.
std::vector<std::vector<Eigen::Index>> members_of(const Clustering& cells) {
  std::vector<std::vector<Eigen::Index>> members(static_cast<std::size_t>(cells.centres.rows()));
  for (std::size_t i = 0; i < cells.cluster.size(); ++i) {
    members[cells.cluster[i]].push_back(static_cast<Eigen::Index>(i));
  }
  return members;
}

DenseRows gather(const DenseRows& points, const std::vector<Eigen::Index>& rows) {
  DenseRows part(static_cast<Eigen::Index>(rows.size()), points.cols());
  for (std::size_t i = 0; i < rows.size(); ++i) part.row(static_cast<Eigen::Index>(i)) = points.row(rows[i]);
  return part;
}

using Triplets = std::vector<Eigen::Triplet<float>>;

/// Adds the nearest of `candidates` for each of `queries`.
void add_neighbours(const DenseRows& points, const std::vector<Eigen::Index>& queries,
                    const std::vector<Eigen::Index>& candidates, Triplets& edges) {
  const DenseRows others = gather(points, candidates);
  std::vector<std::pair<float, Eigen::Index>> ranked;
  for (std::size_t begin = 0; begin < queries.size(); begin += kQueryBlock) {
    const std::size_t end = std::min(queries.size(), begin + kQueryBlock);
    const std::vector<Eigen::Index> block(queries.begin() + static_cast<std::ptrdiff_t>(begin),
                                          queries.begin() + static_cast<std::ptrdiff_t>(end));
    const DenseRows similarity = gather(points, block) * others.transpose();
    for (std::size_t q = 0; q < block.size(); ++q) {
      ranked.clear();
      for (std::size_t c = 0; c < candidates.size(); ++c) {
        const float s = similarity(static_cast<Eigen::Index>(q), static_cast<Eigen::Index>(c));
        if (s > 0 && candidates[c] != block[q]) ranked.emplace_back(-s, candidates[c]);
      }
      const auto kept = static_cast<std::ptrdiff_t>(std::min(kNeighbours, ranked.size()));
      std::partial_sort(ranked.begin(), ranked.begin() + kept, ranked.end());
      for (std::ptrdiff_t k = 0; k < kept; ++k) {
        const auto& [minus, other] = ranked[static_cast<std::size_t>(k)];
        edges.emplace_back(static_cast<int>(block[q]), static_cast<int>(other), -minus);
        edges.emplace_back(static_cast<int>(other), static_cast<int>(block[q]), -minus);
      }
    }
  }
}

Triplets neighbour_edges(const DenseRows& points, RandomStream& random) {
  const auto n = static_cast<std::size_t>(points.rows());
  Triplets edges;
  edges.reserve(n * 2 * kNeighbours);
  if (n <= kExactUpTo) {
    std::vector<Eigen::Index> all(n);
    std::iota(all.begin(), all.end(), Eigen::Index{0});
    add_neighbours(points, all, all, edges);
    return edges;
  }
  const auto trial = points.topRows(static_cast<Eigen::Index>(kExactUpTo));
  const Clustering cells = refined(points, spherical_kmeans(trial, n / kCellSize, 4, random).centres, 1);
  const auto members = members_of(cells);
  const DenseRows between = cells.centres * cells.centres.transpose();
  std::vector<std::pair<float, std::size_t>> near(members.size());
  for (std::size_t cell = 0; cell < members.size(); ++cell) {
    for (std::size_t c = 0; c < members.size(); ++c) {
      near[c] = {-between(static_cast<Eigen::Index>(cell), static_cast<Eigen::Index>(c)), c};
    }
    const auto searched = near.begin() + std::min<std::ptrdiff_t>(kCellsSearched, std::ssize(near));
    std::partial_sort(near.begin(), searched, near.end());
    std::vector<Eigen::Index> candidates;
    for (auto one = near.begin(); one != searched; ++one) {
      candidates.insert(candidates.end(), members[one->second].begin(), members[one->second].end());
    }
    add_neighbours(points, members[cell], candidates, edges);
  }
  return edges;
}

/// The matrix without the terms that a single row holds: they make no two rows alike, but their number grows
/// with the corpus, and the dense matrices below have a row for each term.
SparseRows shared_terms(const SparseRows& rows) {
  std::vector<std::uint32_t> holders(static_cast<std::size_t>(rows.cols()));
  for (Eigen::Index i = 0; i < rows.outerSize(); ++i) {
    for (SparseRows::InnerIterator it(rows, i); it; ++it) ++holders[static_cast<std::size_t>(it.col())];
  }
  std::vector<Eigen::Index> column(holders.size(), -1);
  Eigen::Index columns = 0;
  for (std::size_t term = 0; term < holders.size(); ++term) {
    if (holders[term] > 1) column[term] = columns++;
  }
  SparseRows kept(rows.rows(), columns);
  for (Eigen::Index i = 0; i < rows.outerSize(); ++i) {
    kept.startVec(i);
    for (SparseRows::InnerIterator it(rows, i); it; ++it) {
      const Eigen::Index to = column[static_cast<std::size_t>(it.col())];
      if (to >= 0) kept.insertBack(i, to) = it.value();
    }
  }
  kept.finalize();
  return kept;
}

}  // namespace

DenseRows latent_rows(const SparseRows& all_terms, std::size_t dimensions, RandomStream& random) {
  const SparseRows rows = shared_terms(all_terms);
  const Eigen::Index room = std::min(rows.rows(), rows.cols());
  const Eigen::Index width = std::min(static_cast<Eigen::Index>(dimensions) + kOversampling, room);
  if (width == 0) return DenseRows::Zero(rows.rows(), 1);
  Dense probe(rows.cols(), width);  // signs do as well as Gaussians and need no distribution
  for (Eigen::Index i = 0; i < probe.size(); ++i) probe.data()[i] = (random.next() >> 63U) != 0 ? 1.0 : -1.0;
  Dense basis = rows * probe;
  orthonormalise(basis);
  for (int round = 0; round < kPowerRounds; ++round) {
    basis = Dense(rows * Dense(rows.transpose() * basis));
    orthonormalise(basis);
  }
  const Dense projected = rows.transpose() * basis;  // terms x width: the transpose of the small matrix B
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(
      Eigen::MatrixXd(projected.transpose() * projected));
  const Eigen::VectorXd& values = solver.eigenvalues();  // ascending
  const double least = values[width - 1] * 1e-9;
  Eigen::Index kept = 0;
  while (kept < std::min(static_cast<Eigen::Index>(dimensions), width) && values[width - 1 - kept] > least)
    ++kept;
  if (kept == 0) return DenseRows::Zero(rows.rows(), 1);
  const Eigen::MatrixXd top = solver.eigenvectors().rightCols(kept).rowwise().reverse();
  const Eigen::VectorXd scale = values.tail(kept).reverse().cwiseSqrt();
  DenseRows points = (basis * (top * scale.asDiagonal())).cast<float>();
  normalise_rows(points);
  return points;
}

DenseRows smoothed(const DenseRows& points, std::size_t rounds, RandomStream& random) {
  if (rounds == 0 || points.rows() < 2) return points;
  Eigen::SparseMatrix<float, Eigen::RowMajor> graph(points.rows(), points.rows());
  const Triplets edges = neighbour_edges(points, random);
  // An edge found from both its ends counts once.
  graph.setFromTriplets(edges.begin(), edges.end(), [](float, float later) { return later; });
  DenseRows moved = points;
  for (std::size_t round = 0; round < rounds; ++round) {
    DenseRows next = moved + DenseRows(graph * moved);
    for (Eigen::Index i = 0; i < next.rows(); ++i) {
      float total = 1;
      for (Eigen::SparseMatrix<float, Eigen::RowMajor>::InnerIterator edge(graph, i); edge; ++edge) {
        total += edge.value();
      }
      next.row(i) /= total;
    }
    moved = std::move(next);
  }
  normalise_rows(moved);
  return moved;
}

}  // namespace bearout::models
