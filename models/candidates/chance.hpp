#pragma once

#include <span>
#include <vector>

#include "models/random_stream.hpp"
#include "models/sparse.hpp"

namespace bearout::models {

/// How much closer passages lie to the centres of clusters than the same words do when they are thrown
/// together anew, in standard deviations that the latter mostly has: the gap statistic's question
/// (Tibshirani, Walther, Hastie: Estimating the number of clusters in a data set via the gap statistic, 2001)
/// with shuffled words in place of uniform points. Near 0: no more themes than chance makes. `passages` are
/// terms, ascending; at most the first 1,000 that hold any are looked at, their weights are not. 0 for fewer
/// than six.
[[nodiscard]] double excess_over_chance(std::span<const std::span<const TermWeight>> passages,
                                        RandomStream& random);

}  // namespace bearout::models
