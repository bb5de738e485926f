#include "models/candidates/theme_groups.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace bearout::models {

namespace {

constexpr std::size_t kCentreTerms = 200;
constexpr std::size_t kShownTerms = 8;

constexpr std::size_t kMostProposed = 25;
constexpr std::size_t kDocumentsPerTheme = 8;
constexpr std::size_t kLeastDocuments = 3;
constexpr std::size_t kFewPassages = 12;  // of so few, only a tight group is a theme
constexpr double kLeastAgreement = .02;   // mean cosine between members
constexpr double kTightAgreement = .2;
constexpr double kMostLikeness = .8;  // cosine with an outcome's text
constexpr double kSameTheme = .7;     // cosine of two centres
constexpr std::size_t kLeastTerms = 2;
constexpr double kSharedWord = .25;  // of a theme's documents must have one word in common,
constexpr double kSharedByFew = .5;  // where they are few
constexpr std::size_t kFewDocuments = 15;

double cosine(std::span<const TermWeight> a, std::span<const TermWeight> b) {
  double sum = 0;
  auto left = a.begin();
  auto right = b.begin();
  while (left != a.end() && right != b.end()) {
    if (left->term < right->term) {
      ++left;
    } else if (right->term < left->term) {
      ++right;
    } else {
      sum += left->weight * right->weight;
      ++left;
      ++right;
    }
  }
  return sum;
}

/// Sum of the members' rows; each term's weights are added in the order of the members.
SparseVector sum_of_rows(std::span<const ThemePassage> passages, std::span<const std::size_t> members) {
  SparseVector all;
  for (const std::size_t member : members) {
    all.insert(all.end(), passages[member].row.begin(), passages[member].row.end());
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const TermWeight& a, const TermWeight& b) { return a.term < b.term; });
  SparseVector sum;
  for (const TermWeight& one : all) {
    if (!sum.empty() && sum.back().term == one.term) {
      sum.back().weight += one.weight;
    } else {
      sum.push_back(one);
    }
  }
  return sum;
}

bool heavier(const TermWeight& a, const TermWeight& b) {
  return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
}

/// The heaviest terms, at unit length, in the order of the terms.
SparseVector as_centre(SparseVector sum) {
  const std::size_t kept = std::min(kCentreTerms, sum.size());
  std::partial_sort(sum.begin(), sum.begin() + static_cast<std::ptrdiff_t>(kept), sum.end(), heavier);
  sum.resize(kept);
  std::sort(sum.begin(), sum.end(), [](const TermWeight& a, const TermWeight& b) { return a.term < b.term; });
  double squares = 0;
  for (const TermWeight& one : sum) squares += one.weight * one.weight;
  if (squares > 0) {
    for (TermWeight& one : sum) one.weight /= std::sqrt(squares);
  }
  return sum;
}

void sort_members(ThemeGroup& group, std::span<const ThemePassage> passages) {
  std::vector<std::pair<double, std::size_t>> ranked;
  for (const std::size_t member : group.members) {
    ranked.emplace_back(-cosine(passages[member].row, group.centre), member);
  }
  std::sort(ranked.begin(), ranked.end());
  group.members.clear();
  for (const auto& one : ranked) {
    group.members.push_back(one.second);
    group.cosines.push_back(-one.first);
  }
}

double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Mean cosine between two different members, from their mean cosine with the centre: the mean of n unit rows
/// has that length.
double agreement(const ThemeGroup& group) {
  const auto n = static_cast<double>(group.members.size());
  const double length = mean(group.cosines);
  return n < 2 ? 0 : (n * length * length - 1) / (n - 1);
}

/// Class-based TF-IDF: a term's weight in the group, times how rare its mass is against a group's.
std::vector<TermId> distinctive_terms(const SparseVector& centre, const std::vector<double>& totals,
                                      double mass_of_a_group) {
  SparseVector ranked;
  for (const TermWeight& one : centre) {
    ranked.push_back({one.term, one.weight * std::log(1 + mass_of_a_group / totals[one.term])});
  }
  const std::size_t kept = std::min(kShownTerms, ranked.size());
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(kept), ranked.end(),
                    heavier);
  std::vector<TermId> terms;
  for (std::size_t i = 0; i < kept; ++i) terms.push_back(ranked[i].term);
  return terms;
}

std::size_t documents_of(const ThemeGroup& group, std::span<const ThemePassage> passages) {
  std::vector<std::uint64_t> documents;
  std::size_t own = 0;
  for (const std::size_t member : group.members) {
    const std::uint64_t document = passages[member].document;
    if (document == ThemePassage::kOwnDocument) {
      ++own;
    } else {
      documents.push_back(document);
    }
  }
  std::sort(documents.begin(), documents.end());
  const auto last = std::unique(documents.begin(), documents.end());
  return own + static_cast<std::size_t>(last - documents.begin());
}

std::size_t all_documents(std::span<const ThemePassage> passages) {
  ThemeGroup all;
  all.members.resize(passages.size());
  std::iota(all.members.begin(), all.members.end(), std::size_t{0});
  return documents_of(all, passages);
}

/// Do many of the group's documents have one content word in common? Where little text holds many subjects, a
/// cluster may be a chain in which each passage shares something with the next and all share nothing: nobody
/// would call that a theme.
bool shares_a_word(const ThemeGroup& group, std::span<const ThemePassage> passages) {
  std::vector<std::pair<TermId, std::uint64_t>> holders;  // term, document
  for (const std::size_t member : group.members) {
    const std::uint64_t document = passages[member].document;
    for (const TermWeight& one : passages[member].row) {
      // A passage without a document is a document of its own: its number stands for it.
      holders.emplace_back(one.term, document == ThemePassage::kOwnDocument ? member : document);
    }
  }
  std::sort(holders.begin(), holders.end());
  holders.erase(std::unique(holders.begin(), holders.end()), holders.end());
  std::size_t most = 0;
  for (std::size_t i = 0; i < holders.size();) {
    std::size_t j = i;
    while (j < holders.size() && holders[j].first == holders[i].first) ++j;
    most = std::max(most, j - i);
    i = j;
  }
  const std::size_t documents = documents_of(group, passages);
  const double wanted =
      (documents < kFewDocuments ? kSharedByFew : kSharedWord) * static_cast<double>(documents);
  return most >= kLeastDocuments && static_cast<double>(most) >= wanted;
}

/// "None.", "No comment": most of the members hold almost no term.
bool says_something(const ThemeGroup& group, std::span<const ThemePassage> passages) {
  const auto speaking =
      std::count_if(group.members.begin(), group.members.end(),
                    [&passages](std::size_t member) { return passages[member].row.size() >= kLeastTerms; });
  return 4 * static_cast<std::size_t>(speaking) >= group.members.size();
}

}  // namespace

std::vector<ThemeGroup> theme_groups(std::span<const ThemePassage> passages,
                                     const std::vector<std::size_t>& used,
                                     std::span<const std::uint32_t> cluster) {
  std::vector<ThemeGroup> groups;
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (cluster[i] == kNoCluster) continue;
    if (cluster[i] >= groups.size()) groups.resize(cluster[i] + std::size_t{1});
    groups[cluster[i]].members.push_back(used[i]);
    groups[cluster[i]].points.push_back(i);
  }
  groups.erase(std::remove_if(groups.begin(), groups.end(),
                              [](const ThemeGroup& group) { return group.members.empty(); }),
               groups.end());
  for (ThemeGroup& group : groups) {
    group.centre = as_centre(sum_of_rows(passages, group.members));
    sort_members(group, passages);
  }
  return groups;
}

std::vector<NearestOutcome> nearest_outcomes(const std::vector<ThemeGroup>& groups,
                                             const SparseRows& outcomes) {
  std::vector<NearestOutcome> nearest(groups.size());
  SparseVector outcome;
  for (Eigen::Index o = 0; o < outcomes.rows(); ++o) {
    outcome.clear();
    for (SparseRows::InnerIterator term(outcomes, o); term; ++term) {
      outcome.push_back({static_cast<TermId>(term.col()), term.value()});
    }
    for (std::size_t g = 0; g < groups.size(); ++g) {
      const double similarity = cosine(outcome, groups[g].centre);
      if (o == 0 || similarity > nearest[g].cosine) nearest[g] = {similarity, static_cast<std::uint32_t>(o)};
    }
  }
  return nearest;
}

std::vector<Theme> describe_groups(const std::vector<ThemeGroup>& groups,
                                   std::span<const NearestOutcome> nearest, std::size_t term_count) {
  std::vector<double> totals(term_count);
  for (const ThemeGroup& group : groups) {
    for (const TermWeight& one : group.centre) totals[one.term] += one.weight;
  }
  const double mass = std::accumulate(totals.begin(), totals.end(), 0.0) /
                      static_cast<double>(std::max<std::size_t>(groups.size(), 1));
  std::vector<Theme> themes;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const ThemeGroup& group = groups[g];
    Theme theme;
    theme.centre = group.centre;
    theme.terms = distinctive_terms(group.centre, totals, mass);
    theme.cohesion = std::clamp(mean(group.cosines), 0.0, 1.0);
    const bool claimed = group.claim > nearest[g].cosine;
    theme.nearest_outcome = claimed ? group.claimed_by : nearest[g].outcome;
    theme.novelty = std::clamp(1 - std::max(group.claim, nearest[g].cosine), 0.0, 1.0);
    themes.push_back(std::move(theme));
  }
  return themes;
}

std::vector<std::size_t> worth_proposing(const std::vector<ThemeGroup>& groups,
                                         std::span<const NearestOutcome> nearest,
                                         std::span<const ThemePassage> passages, std::size_t outcome_count) {
  const double least = passages.size() < kFewPassages ? kTightAgreement : kLeastAgreement;
  // Few documents can't hold many themes: what else clusters is chance.
  const std::size_t room = std::max(kLeastDocuments, all_documents(passages) / kDocumentsPerTheme);
  const std::size_t most = std::min(room, std::max(kMostProposed, outcome_count));
  std::vector<std::size_t> kept;
  for (std::size_t g = 0; g < groups.size() && kept.size() < most; ++g) {
    const bool new_enough = nearest[g].cosine <= kMostLikeness;
    if (!new_enough || agreement(groups[g]) < least || documents_of(groups[g], passages) < kLeastDocuments ||
        !says_something(groups[g], passages) || !shares_a_word(groups[g], passages)) {
      continue;
    }
    const bool repeated = std::any_of(kept.begin(), kept.end(), [&](std::size_t earlier) {
      return cosine(groups[earlier].centre, groups[g].centre) >= kSameTheme;
    });
    if (!repeated) kept.push_back(g);
  }
  return kept;
}

}  // namespace bearout::models
