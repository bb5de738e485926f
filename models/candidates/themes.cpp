#include "models/candidates/themes.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <utility>

#include "models/candidates/chance.hpp"
#include "models/candidates/granularity.hpp"
#include "models/candidates/latent_space.hpp"
#include "models/candidates/mere_praise.hpp"
#include "models/candidates/text_features.hpp"
#include "models/candidates/theme_groups.hpp"
#include "models/candidates/theme_ranking.hpp"
#include "models/candidates/theme_statement.hpp"
#include "models/random_stream.hpp"
#include "models/stop_check.hpp"

namespace bearout::models {

namespace {

constexpr std::size_t kMostPassages = 20000;
constexpr std::size_t kFewestPassages = 6;  // fewer hold no theme
constexpr std::size_t kLatentDimensions = 256;
constexpr std::size_t kDimensions = 200;
constexpr std::size_t kSmoothingRounds = 2;
// What meanings weigh against words and characters, where knowledge has a word for five sixths of the content
// and more; nothing where it has one for three quarters only ("linq", "svn"): then meaning is what is said
// beside the point.
constexpr double kMeaningShare = 1 / 1.2;
constexpr double kLeastKnown = .73;
constexpr double kWellKnown = .83;
constexpr double kYardstickShare = .4;  // of the passages: those whose best outcome is surest
// Standard deviations over what chance makes of the same words: below, nothing recurs. Stories about a
// thousand things have 1, a hundred survey answers 3, labelled corpora with themes 5 to 24.
constexpr double kLeastExcess = 2;
constexpr float kFarFromCentre = .7F;  // of the members' median cosine: what is farther belongs to no theme

/// Passages that say something; with a count, those of function words too ("come again").
std::vector<std::size_t> usable(std::span<const ThemePassage> passages, std::size_t count) {
  std::vector<std::size_t> used;
  for (std::size_t i = 0; i < std::min(passages.size(), kMostPassages); ++i) {
    if (!passages[i].row.empty() || (count > 0 && !passages[i].text.empty())) used.push_back(i);
  }
  return used;
}

/// The terms of every document, from its used passages.
std::vector<SparseVector> document_rows(std::span<const ThemePassage> passages,
                                        const std::vector<std::size_t>& used) {
  std::map<std::pair<std::uint64_t, std::size_t>, std::map<TermId, double>> documents;
  for (const std::size_t i : used) {
    const std::uint64_t document = passages[i].document;
    auto& terms = documents[{document, document == ThemePassage::kOwnDocument ? i : 0}];
    for (const TermWeight& term : passages[i].row) terms[term.term] += term.weight;
  }
  std::vector<SparseVector> rows;
  for (const auto& [document, terms] : documents) {
    rows.emplace_back();
    for (const auto& [term, weight] : terms) rows.back().push_back({term, weight});
  }
  return rows;
}

/// True if the passages hang together in groups more than the same words would by chance: on the mean, they
/// and their documents. A short answer cut into sentences shares few words with others that say the like, and
/// a long story is about many things.
bool anything_recurs(std::span<const ThemePassage> passages, const std::vector<std::size_t>& used,
                     std::uint64_t seed) {
  std::vector<std::span<const TermWeight>> rows;
  rows.reserve(used.size());
  for (const std::size_t passage : used) rows.push_back(passages[passage].row);
  const std::vector<SparseVector> whole = document_rows(passages, used);
  RandomStream random(seed);
  double excess = excess_over_chance(rows, random);
  if (whole.size() < rows.size()) {
    const std::vector<std::span<const TermWeight>> documents(whole.begin(), whole.end());
    excess = (excess + excess_over_chance(documents, random)) / 2;
  }
  return excess >= kLeastExcess;
}

std::vector<std::string_view> used_texts(std::span<const ThemePassage> passages,
                                         const std::vector<std::size_t>& used) {
  std::vector<std::string_view> texts;
  texts.reserve(used.size());
  for (const std::size_t passage : used) texts.push_back(passages[passage].text);
  return texts;
}

/// The used passages, then the outcomes.
Landscape make_landscape(std::span<const ThemePassage> passages, const std::vector<std::size_t>& used,
                         const ThemeOutcomes& outcomes, Analyzer& analyzer, const Knowledge* knowledge,
                         RandomStream& random) {
  std::vector<std::string_view> texts = used_texts(passages, used);
  for (const std::string& text : outcomes.texts) texts.push_back(text);
  const TextFeatures features = read_features(texts, analyzer, knowledge);
  const auto share = static_cast<float>(
      kMeaningShare * std::clamp((features.known - kLeastKnown) / (kWellKnown - kLeastKnown), 0.0, 1.0));
  const DenseRows shapes = latent_rows(features.shapes, kLatentDimensions, random);
  Landscape landscape;
  landscape.graph = neighbour_graph(shapes, features.meanings, share, random);
  landscape.plain = principal_rows(side_by_side(shapes, features.meanings, share), kDimensions);
  landscape.smooth = smoothed(landscape.plain, landscape.graph, kSmoothingRounds);
  return landscape;
}

Yardstick make_yardstick(std::span<const ThemePassage> passages, const std::vector<std::size_t>& used,
                         std::size_t outcomes) {
  struct Sure {
    double probability;
    std::size_t point;
    std::uint32_t outcome;
  };
  std::vector<Sure> sure;
  for (std::size_t i = 0; i < used.size(); ++i) {
    const auto& probabilities = passages[used[i]].probabilities;
    if (probabilities.empty()) continue;
    const auto best = std::max_element(probabilities.begin(), probabilities.end());
    sure.push_back({*best, i, static_cast<std::uint32_t>(best - probabilities.begin())});
  }
  std::sort(sure.begin(), sure.end(), [](const Sure& a, const Sure& b) {
    return a.probability != b.probability ? a.probability > b.probability : a.point < b.point;
  });
  sure.resize(static_cast<std::size_t>(kYardstickShare * static_cast<double>(sure.size())));
  Yardstick yardstick;
  yardstick.outcome_count = outcomes;
  for (const Sure& one : sure) {
    yardstick.points.push_back(one.point);
    yardstick.outcomes.push_back(one.outcome);
  }
  return yardstick;
}

/// The passages alone, without the outcomes at the end.
Landscape without_outcomes(const Landscape& all, std::size_t passages) {
  const auto n = static_cast<Eigen::Index>(passages);
  return {all.plain.topRows(n), all.smooth.topRows(n), all.graph.topLeftCorner(n, n)};
}

void set_praise(std::vector<ThemeGroup>& groups, const std::vector<double>& shares) {
  for (ThemeGroup& group : groups) {
    for (const std::size_t point : group.points) group.praise += shares[point];
    group.praise /= static_cast<double>(group.points.size());
  }
}

/// Members that are far from their centre, against half of the others, are taken out.
void leave_out_far_ones(Clustering& clustering, const DenseRows& points) {
  std::vector<std::vector<float>> cosines(static_cast<std::size_t>(clustering.centres.rows()));
  std::vector<float> own;
  for (std::size_t i = 0; i < clustering.cluster.size(); ++i) {
    own.push_back(
        points.row(static_cast<Eigen::Index>(i)).dot(clustering.centres.row(clustering.cluster[i])));
    cosines[clustering.cluster[i]].push_back(own.back());
  }
  for (auto& each : cosines) {
    if (!each.empty()) std::nth_element(each.begin(), each.begin() + std::ssize(each) / 2, each.end());
  }
  for (std::size_t i = 0; i < own.size(); ++i) {
    const auto& each = cosines[clustering.cluster[i]];
    if (own[i] < kFarFromCentre * each[each.size() / 2]) clustering.cluster[i] = kNoCluster;
  }
}

/// The threshold that tells best, by F1, who of the passages nearest to a theme was clustered with it: owned
/// clusters are not among the themes, and their passages should not drift into the next best.
double best_threshold(std::vector<std::pair<double, bool>> cosines, std::size_t members) {
  std::sort(cosines.begin(), cosines.end(), std::greater<>());
  double best = 0;
  double threshold = cosines.empty() ? 0 : cosines.back().first;
  double hits = 0;
  for (std::size_t i = 0; i < cosines.size(); ++i) {
    hits += cosines[i].second ? 1 : 0;
    if (i + 1 < cosines.size() && cosines[i + 1].first == cosines[i].first) continue;
    const double f1 = 2 * hits / static_cast<double>(i + 1 + members);
    if (f1 < best) continue;
    best = f1;
    threshold = cosines[i].first;
  }
  return threshold;
}

void set_thresholds(std::vector<Theme>& themes, const std::vector<SparseVector>& rivals,
                    const std::vector<std::uint32_t>& theme_of, std::span<const ThemePassage> passages,
                    const std::vector<std::size_t>& used, std::size_t term_count) {
  std::vector<std::size_t> sizes(themes.size());
  for (const std::uint32_t theme : theme_of) {
    if (theme < sizes.size()) ++sizes[theme];
  }
  std::vector<std::vector<std::pair<double, bool>>> cosines(themes.size());
  const ThemeIndex index(themes, rivals, {}, term_count);
  std::vector<double> scratch;
  for (const std::size_t passage : used) {
    const auto nearest = index.nearest(passages[passage].row, scratch);
    if (nearest) cosines[nearest->theme].emplace_back(nearest->score, theme_of[passage] == nearest->theme);
  }
  for (std::size_t theme = 0; theme < themes.size(); ++theme) {
    themes[theme].threshold = best_threshold(std::move(cosines[theme]), sizes[theme]);
  }
}

/// The kept themes, each with its statement.
std::vector<Theme> with_statements(std::vector<Theme> themes, const std::vector<std::size_t>& kept,
                                   const std::vector<ThemeGroup>& groups,
                                   std::span<const ThemePassage> passages) {
  std::vector<std::string_view> texts;
  for (const ThemePassage& passage : passages.first(std::min(passages.size(), kMostPassages))) {
    texts.push_back(passage.text);
  }
  const StatementFinder finder(texts, groups.size());
  std::vector<Theme> finished;
  for (const std::size_t group : kept) {
    finished.push_back(std::move(themes[group]));
    finished.back().statement = finder.find(groups[group].members);
  }
  return finished;
}

}  // namespace

Discovery discover_themes(std::span<const ThemePassage> passages, const ThemeOutcomes& outcomes,
                          Analyzer& analyzer, const Knowledge* knowledge, const ThemeOptions& options) {
  Discovery discovery;
  discovery.theme_of.assign(std::min(passages.size(), kMostPassages), kNoTheme);
  const auto used = usable(passages, options.count);
  if (used.empty() || (options.count == 0 && used.size() < kFewestPassages)) return discovery;
  if (options.count == 0 && !anything_recurs(passages, used, options.seed)) return discovery;
  throw_if_stopped(options.stop);
  RandomStream random(options.seed);
  const std::size_t outcome_count = outcomes.texts.size();
  const Landscape landscape = make_landscape(passages, used, outcomes, analyzer, knowledge, random);
  throw_if_stopped(options.stop);
  const Landscape own = without_outcomes(landscape, used.size());
  Granules clustering =
      cluster_landscape(own, make_yardstick(passages, used, outcome_count), options.count, random);
  throw_if_stopped(options.stop);
  if (options.count == 0) leave_out_far_ones(clustering, clustering.smooth ? own.smooth : own.plain);

  std::vector<ThemeGroup> groups = theme_groups(passages, used, clustering.cluster);
  set_praise(groups, praise_shares(used_texts(passages, used), analyzer));
  rank_groups(groups, passages, used, landscape.smooth, landscape.graph, outcome_count);
  const auto term_count = static_cast<std::size_t>(outcomes.rows.cols());
  throw_if_stopped(options.stop);
  const std::vector<NearestOutcome> nearest = nearest_outcomes(groups, outcomes.rows);
  std::vector<Theme> themes = describe_groups(groups, nearest, term_count);
  std::vector<std::size_t> kept(groups.size());
  std::iota(kept.begin(), kept.end(), std::size_t{0});
  if (options.count == 0) kept = worth_proposing(groups, nearest, passages, outcome_count);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const auto theme = std::find(kept.begin(), kept.end(), g);
    if (theme == kept.end()) {
      discovery.rivals.push_back(groups[g].centre);
      continue;
    }
    for (const std::size_t member : groups[g].members)
      discovery.theme_of[member] = static_cast<std::uint32_t>(theme - kept.begin());
  }
  throw_if_stopped(options.stop);
  discovery.themes = with_statements(std::move(themes), kept, groups, passages);
  if (options.count == 0) {
    set_thresholds(discovery.themes, discovery.rivals, discovery.theme_of, passages, used, term_count);
  }
  return discovery;
}

}  // namespace bearout::models
