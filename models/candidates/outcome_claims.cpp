#include "models/candidates/outcome_claims.hpp"

#include <algorithm>
#include <functional>

namespace bearout::models {

namespace {

constexpr double kSurest = .999;  // no claim alone makes a product zero

/// Means of the n highest values, for every n from 1.
std::vector<double> means_of_highest(std::vector<double> values) {
  std::sort(values.begin(), values.end(), std::greater<>());
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum += values[i];
    values[i] = sum / static_cast<double>(i + 1);
  }
  return values;
}

/// Members with probabilities.
std::vector<std::size_t> judged_members(const ThemeGroup& group, std::span<const ThemePassage> passages) {
  std::vector<std::size_t> judged;
  for (const std::size_t member : group.members) {
    if (!passages[member].probabilities.empty()) judged.push_back(member);
  }
  return judged;
}

double mean_highest(const std::vector<std::size_t>& members, std::span<const ThemePassage> passages) {
  double sum = 0;
  for (const std::size_t member : members) {
    const auto& probabilities = passages[member].probabilities;
    sum += *std::max_element(probabilities.begin(), probabilities.end());
  }
  return sum / static_cast<double>(members.size());
}

void add_claim(OutcomeClaim& claim, std::uint32_t outcome, double mean, double all, double highest) {
  if (all > 0) claim.lift = std::max(claim.lift, mean / all);
  if (mean <= all || highest <= all) return;
  const double own = std::min((mean - all) / (highest - all), 1.0);
  claim.together = 1 - (1 - claim.together) * (1 - std::min(own, kSurest));
  if (own <= claim.strongest) return;
  claim.strongest = own;
  claim.outcome = outcome;
}

}  // namespace

std::vector<OutcomeClaim> outcome_claims(const std::vector<ThemeGroup>& groups,
                                         std::span<const ThemePassage> passages,
                                         const std::vector<std::size_t>& used, std::size_t outcomes) {
  std::vector<OutcomeClaim> claims(groups.size());
  std::vector<std::vector<std::size_t>> judged;
  judged.reserve(groups.size());
  for (const ThemeGroup& group : groups) judged.push_back(judged_members(group, passages));
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (!judged[g].empty()) claims[g].explained = mean_highest(judged[g], passages);
  }
  std::vector<double> values;
  for (std::size_t outcome = 0; outcome < outcomes; ++outcome) {
    values.clear();
    for (const std::size_t passage : used) {
      const auto& probabilities = passages[passage].probabilities;
      if (!probabilities.empty()) values.push_back(probabilities[outcome]);
    }
    if (values.empty()) break;
    values = means_of_highest(std::move(values));
    for (std::size_t g = 0; g < groups.size(); ++g) {
      if (judged[g].empty()) continue;
      double sum = 0;
      for (const std::size_t member : judged[g]) sum += passages[member].probabilities[outcome];
      const std::size_t n = judged[g].size();
      add_claim(claims[g], static_cast<std::uint32_t>(outcome), sum / static_cast<double>(n), values.back(),
                values[n - 1]);
    }
  }
  return claims;
}

}  // namespace bearout::models
