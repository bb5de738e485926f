#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/sparse.hpp"

namespace bearout::models {

/// Passages of the sample that others are compared with: what holds for the nearest of them holds, a little,
/// for a passage (nearest neighbours over landmarks, so that the cost does not grow with the corpus). L
/// landmarks, d dimensions of word vectors.
struct Landmarks {
  SparseRows rows;           ///< L x terms: TF-IDF, unit length
  Eigen::MatrixXf meanings;  ///< d x L: unit mean vectors minus the corpus' mean, unit length again; d = 0
                             ///< without knowledge

  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(rows.rows()); }
};

/// More landmarks say more, but each costs time with every passage; 256 to 1,024 are alike on labelled cases.
inline constexpr std::size_t kMostLandmarks = 512;
/// Neighbours that are listened to.
inline constexpr std::size_t kNeighbours = 10;
/// What likeness in meaning weighs against likeness in words.
inline constexpr double kMeaningLikeness = 0.5;
/// Likeness that one more neighbour has, for which every outcome is as probable as on average.
inline constexpr double kAverageNeighbour = 0.1;

struct Neighbour {
  std::uint32_t landmark = 0;
  float likeness = 0;  ///< above 0
};

/// The most alike kNeighbours of the landmarks, best first (the first of equals first). One that says just
/// the same is left out: it is the passage itself, or a copy. `highest` is what highest_by_block() says of
/// `likeness`, so that most of them need no look.
void choose_neighbours(std::span<const float> likeness, std::span<const float> highest, float same,
                       std::vector<Neighbour>& out);

}  // namespace bearout::models
