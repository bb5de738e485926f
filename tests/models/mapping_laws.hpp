#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <vector>

#include "models/matcher.hpp"
#include "models/scorer.hpp"

namespace bearout::tests {

/// Byte `at` of the text begins a character, or is its end.
inline bool is_boundary(std::string_view text, std::size_t at) {
  return at == text.size() || (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U);
}

inline bool is_clean(std::string_view text, corpus::Span span) {
  return span.begin <= span.end && is_boundary(text, span.begin) && is_boundary(text, span.end);
}

/// All evidence and `base` add up to the logit of the score. Where the score is so near to 0 or 1 that a
/// double can't tell its logit, the score itself must agree.
inline bool adds_up(const models::Mapping& mapping) {
  double sum = mapping.base;
  for (const models::Evidence& evidence : mapping.evidence) sum += evidence.weight;
  if (std::abs(models::probability(sum) - mapping.score) > 1e-12) return false;
  const double logit = std::log(mapping.score / (1 - mapping.score));
  return std::abs(logit) > 14 || std::abs(sum - logit) < 1e-9;
}

/// Every piece of evidence cuts out of the text the term that it names.
inline bool names_what_it_cuts(const models::Mapping& mapping, std::string_view text) {
  return std::all_of(mapping.evidence.begin(), mapping.evidence.end(), [&](const models::Evidence& evidence) {
    return is_clean(text, evidence.span) && corpus::cut(text, evidence.span) == evidence.term;
  });
}

/// Scores a document as it is scored by default, where passages are left early; holds what comes of it to
/// what a least score of 0 gives, at which nothing is left early. Returns how many mappings there are.
inline std::size_t check_left_early(models::Scorer& scorer, const corpus::Document& document) {
  std::vector<models::Mapping> all = scorer.score(document, {.min_score = 0}).mappings;
  std::erase_if(all, [](const models::Mapping& mapping) { return mapping.score < models::kUnsure; });
  const std::vector<models::Mapping> some = scorer.score(document, {}).mappings;
  REQUIRE(some.size() == all.size());
  for (std::size_t i = 0; i < some.size(); ++i) {
    CHECK(some[i].outcome == all[i].outcome);
    CHECK(some[i].score == all[i].score);
    CHECK(some[i].base == all[i].base);
  }
  return some.size();
}

}  // namespace bearout::tests
