#pragma once

#include <Eigen/SparseCore>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "models/analyzer.hpp"
#include "models/candidates/dense_rows.hpp"
#include "models/knowledge.hpp"

namespace bearout::models {

/// Of a text discovery reads so many bytes: what it is about is said there.
inline constexpr std::size_t kThemeBytes = 400;

/// Rows are texts, columns features.
using FeatureRows = Eigen::SparseMatrix<float, Eigen::RowMajor, std::int32_t>;

/// What texts look like to discovery: two views, side by side.
struct TextFeatures {
  /// n x features, rows of unit length (or zero): TF-IDF of content stems, of all stems and pairs of
  /// neighbouring ones, and of the characters across words. Function words and word order are kept: they tell
  /// "how do I pay" from "did I pay".
  FeatureRows shapes;
  /// n x dimensions, rows of unit length (or zero): mean vector of a text's words by their TF-IDF, minus the
  /// mean of all texts. No columns without knowledge.
  DenseRows meanings;
  /// Share of the texts' content (by TF-IDF mass) that knowledge has a word for, in [0, 1].
  double known = 0;
};

/// `analyzer` reads the texts (views need to stay valid during the call only); `knowledge` may be null.
/// Features are hashed into 2^20 buckets a view, those of fewer than two texts (characters: three) are left
/// out, and of characters the rarest beyond 20,000. Time and memory grow with the length of the texts; of
/// each at most the first 400 bytes are read.
[[nodiscard]] TextFeatures read_features(std::span<const std::string_view> texts, Analyzer& analyzer,
                                         const Knowledge* knowledge);

}  // namespace bearout::models
