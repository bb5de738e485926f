#include "models/landmarks.hpp"

#include <algorithm>

#include "models/row_sums.hpp"

namespace bearout::models {

void choose_neighbours(std::span<const float> likeness, std::span<const float> highest, float same,
                       std::vector<Neighbour>& out) {
  constexpr float kRounding = 1e-4F;
  out.clear();
  const auto before = [](const Neighbour& a, const Neighbour& b) { return a.likeness > b.likeness; };
  float least = 0;  // what another one must exceed
  for (std::size_t b = 0; b < highest.size(); ++b) {
    if (highest[b] <= least) continue;
    const std::size_t end = std::min(likeness.size(), (b + 1) * kHighestBlock);
    for (std::size_t l = b * kHighestBlock; l < end; ++l) {
      const float value = likeness[l];
      if (value <= least || value >= same - kRounding) continue;
      if (out.size() == kNeighbours) out.pop_back();
      const Neighbour found{static_cast<std::uint32_t>(l), value};
      out.insert(std::upper_bound(out.begin(), out.end(), found, before), found);
      if (out.size() == kNeighbours) least = out.back().likeness;
    }
  }
}

}  // namespace bearout::models
