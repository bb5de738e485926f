#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/sparse.hpp"

namespace bearout::models {

/// A theme that recurs in passages which no outcome explains.
struct Theme {
  SparseVector centre;        ///< unit length, at most 200 terms
  double threshold = 0;       ///< a passage belongs if its cosine with the centre reaches this
  std::string statement;      ///< suggested wording: a sentence or clause that somebody wrote, never invented
  std::vector<TermId> terms;  ///< distinctive terms, best first (class-based TF-IDF), at most 8
  double cohesion = 0;        ///< mean cosine of its sample members with the centre, in [0, 1]
  double novelty = 0;         ///< 1 - cosine with the nearest outcome, in [0, 1]
  std::uint32_t nearest_outcome = 0xffffffff;  ///< index into the list; 0xffffffff: there is no outcome
};

/// One passage of the sample as discovery sees it.
struct ThemePassage {
  std::span<const TermWeight> row;  ///< TF-IDF, unit length; spans stay valid during the call
  std::string_view text;
  double explained = 0;  ///< the matcher's best probability over the outcomes, in [0, 1]; 0 without outcomes
};

struct ThemeOptions {
  std::size_t count = 0;  ///< number of themes; 0: found from the passages
  std::uint64_t seed = 1;
};

/// Clusters of passages that no outcome explains, best first: spherical k-means on TF-IDF. `outcomes` are
/// TF-IDF rows of unit length over the same terms; `term_count` is the size of the vocabulary. Deterministic:
/// the same passages in the same order and the same seed give the same themes. At most 20,000 passages are
/// looked at (the first ones: the sample's order is random).
[[nodiscard]] std::vector<Theme> discover_themes(std::span<const ThemePassage> passages,
                                                 const SparseRows& outcomes, std::size_t term_count,
                                                 const ThemeOptions& options);

struct Membership {
  std::uint32_t theme = 0;
  double score = 0;  ///< cosine with the theme's centre
};

/// The themes' centres as postings, so that a passage is compared with all of them in one walk over its
/// terms.
class ThemeIndex {
 public:
  ThemeIndex() = default;
  ThemeIndex(std::span<const Theme> themes, std::size_t term_count);
  /// The theme that the passage is closest to, if it reaches that theme's threshold. `scratch` is reused
  /// between calls.
  [[nodiscard]] std::optional<Membership> assign(std::span<const TermWeight> row,
                                                 std::vector<double>& scratch) const;

 private:
  SparseRows postings_;  ///< terms x themes
  std::vector<double> thresholds_;
};

}  // namespace bearout::models
