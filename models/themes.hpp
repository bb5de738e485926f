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

/// A theme that recurs in what people wrote.
struct Theme {
  SparseVector centre;    ///< unit length, at most 200 terms
  double threshold = 0;   ///< a passage belongs if its cosine with the centre reaches this (and is above 0)
  std::string statement;  ///< suggested wording: a sentence or clause that somebody wrote, never invented
  std::vector<TermId> terms;       ///< distinctive terms, best first (class-based TF-IDF), at most 8
  std::vector<std::string> words;  ///< the same as people write them most; fit() fills it in
  double cohesion = 0;             ///< mean cosine of its sample members with the centre, in [0, 1]
  double novelty = 0;              ///< 1 - cosine with the nearest outcome, in [0, 1]; 1 without outcomes
  std::uint32_t nearest_outcome = 0xffffffff;  ///< index into the list; 0xffffffff: there is no outcome
};

/// One passage of the sample as discovery sees it.
struct ThemePassage {
  static constexpr std::uint64_t kOwnDocument = 0xffffffffffffffff;

  std::span<const TermWeight> row;  ///< TF-IDF, unit length; spans stay valid during the call
  std::string_view text;
  /// The matcher's probability for each outcome, in the order of the outcomes; may be empty: then only the
  /// outcomes' own texts say which themes they explain.
  std::span<const double> probabilities;
  /// Any number that passages of one document share (a hash of its id): one person's long comment is no
  /// recurring theme.
  std::uint64_t document = kOwnDocument;
};

struct ThemeOptions {
  std::size_t count = 0;  ///< number of themes; 0: found from the passages
  std::uint64_t seed = 1;
};

/// Themes of the passages, best first. All passages are clustered, those that outcomes explain too: a cut by
/// the matcher's score would take hidden themes for explained ones as often as not. Then themes are ordered
/// by how little of them the outcomes own, or without outcomes by size and cohesion. `outcomes` are TF-IDF
/// rows of unit length over the same terms; `term_count` is the size of the vocabulary.
///
/// With `count` 0, themes are proposed only if at least three passages of three documents make them, if they
/// hang together, and if they say something that no outcome and no better theme says; at most 25 of them, or
/// half as many as there are outcomes. With a count, that many are returned (no more than there are
/// passages), and every passage that shares a term with one of them belongs somewhere.
///
/// Deterministic: the same passages in the same order and the same seed give the same themes. At most 20,000
/// passages are looked at (the first ones: the sample's order is random).
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
