#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "models/analyzer.hpp"
#include "models/knowledge.hpp"
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
  /// 1 - what the nearest outcome has of it, in [0, 1]: the cosine of the outcome's text with the centre, or
  /// its claim by the matcher (outcome_claims), if that is more; 1 without outcomes.
  double novelty = 0;
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
  std::stop_token stop = {};  ///< asked to stop, discover_themes() throws Stopped before its next part
};

/// The outcomes as discovery sees them.
struct ThemeOutcomes {
  SparseRows rows;  ///< TF-IDF rows of unit length over the terms of the passages; as many columns as there
                    ///< are terms
  std::vector<std::string> texts;  ///< as many
};

inline constexpr std::uint32_t kNoTheme = 0xffffffff;

struct Discovery {
  std::vector<Theme> themes;  ///< best first
  /// Centres of the clusters that are no candidates: what is closest to one of these belongs to no theme.
  std::vector<SparseVector> rivals;
  std::vector<std::uint32_t> theme_of;  ///< by passage that was looked at; kNoTheme: none
};

/// Themes of the passages, best first. All passages are clustered, those that outcomes explain too: a cut by
/// the matcher's score would take hidden themes for explained ones as often as not. Words, characters and
/// meanings (with `knowledge`, which may be null) lie side by side, smoothed over neighbours (text_features,
/// neighbour_graph); how many clusters, and of what kind, the outcomes' surest passages tell (granularity);
/// what outcomes explain least comes first (theme_ranking).
///
/// With `count` 0, themes are proposed only if the passages hang together more than their words would by
/// chance (chance), if at least three passages of three documents make them, if they hang together, and if
/// they say something that no outcome and no better theme says; at most 25 of them, or as many as there are
/// outcomes; passages far from their centre belong to none. With a count, that many are returned (no more
/// than there are passages), and every passage with a term belongs to one.
///
/// Deterministic: the same passages in the same order and the same seed give the same themes. At most 20,000
/// passages are looked at (the first ones: the sample's order is random). `analyzer` reads them.
[[nodiscard]] Discovery discover_themes(std::span<const ThemePassage> passages, const ThemeOutcomes& outcomes,
                                        Analyzer& analyzer, const Knowledge* knowledge,
                                        const ThemeOptions& options);

/// Where discovery has put a passage of the sample.
struct PlacedPassage {
  std::uint64_t hash = 0;  ///< sample_hash()
  std::uint32_t theme = kNoTheme;

  friend bool operator==(const PlacedPassage&, const PlacedPassage&) = default;
};

struct Membership {
  std::uint32_t theme = 0;
  double score = 0;  ///< cosine with the theme's centre
};

/// The centres of themes and rivals as postings, so that a passage is compared with all of them in one walk
/// over its terms.
class ThemeIndex {
 public:
  ThemeIndex() = default;
  /// `placed` is sorted by hash and must outlive the index.
  ThemeIndex(std::span<const Theme> themes, std::span<const SparseVector> rivals,
             std::span<const PlacedPassage> placed, std::size_t term_count);
  /// The theme of a passage: where discovery has put it, if it saw it; else the one that it is closest to, if
  /// no rival is closer and that theme's threshold is reached. `scratch` is reused between calls.
  [[nodiscard]] std::optional<Membership> assign(std::uint64_t hash, std::span<const TermWeight> row,
                                                 std::vector<double>& scratch) const;
  /// The same for a passage that discovery did not see.
  [[nodiscard]] std::optional<Membership> nearest(std::span<const TermWeight> row,
                                                  std::vector<double>& scratch) const;

 private:
  void measure(std::span<const TermWeight> row, std::vector<double>& cosines) const;

  SparseRows postings_;             ///< terms x themes, then rivals
  std::vector<double> thresholds_;  ///< of the themes
  std::span<const PlacedPassage> placed_;
};

}  // namespace bearout::models
