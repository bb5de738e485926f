#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "models/decision_learning.hpp"

namespace bearout::models {

/// A pair that nobody decided: where it is, and the logit that it has now.
struct OpenPair {
  std::uint32_t passage = 0;  ///< of the sample
  std::uint32_t outcome = 0;
  double logit = 0;
};

/// Gives what is learned from a pair.
using ReadPair = std::function<LearnedPair(const OpenPair&)>;

/// The pairs whose answers would say most about all the others, best first, at most `most`: each is the one
/// that, those before it answered, is expected to lower most the variance of the other pairs' probabilities
/// (Krause, Singh & Guestrin 2008, with the density of pairs as in Settles & Craven 2008), times a preference
/// for likely ones. They are chosen from, and weighed on, a sample of the pairs drawn by their uncertainty
/// with `seed`, and the likeliest ones. `accepted` by outcome: its accepted pairs so far.
[[nodiscard]] std::vector<OpenPair> informative_pairs(std::span<const OpenPair> open,
                                                      std::span<const std::size_t> accepted,
                                                      const Posterior& posterior, const ReadPair& read,
                                                      std::size_t most, std::uint64_t seed);

/// What a pair counts as the k-th example (from 0) of its outcome: the more there are, the less one more is
/// worth.
[[nodiscard]] double worth_as_example(double logit, std::size_t k);

}  // namespace bearout::models
