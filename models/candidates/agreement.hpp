#pragma once

#include <cstdint>
#include <span>

namespace bearout::models {

/// How much two ways to sort the same things agree, beyond chance: adjusted mutual information (Vinh, Epps, Bailey
/// 2010; against the mean of both entropies), 1 where they are the same, about 0 where one tells nothing of the
/// other. a.size() == b.size(); class numbers are small.
[[nodiscard]] double adjusted_mutual_information(std::span<const std::uint32_t> a,
                                                 std::span<const std::uint32_t> b);

}  // namespace bearout::models
