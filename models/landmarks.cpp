#include "models/landmarks.hpp"

#include <algorithm>

namespace bearout::models {

void choose_neighbours(std::span<const float> likeness, float same, std::vector<Neighbour>& out) {
  constexpr float kRounding = 1e-4F;
  out.clear();
  const auto before = [](const Neighbour& a, const Neighbour& b) { return a.likeness > b.likeness; };
  for (std::uint32_t l = 0; l < likeness.size(); ++l) {
    const float value = likeness[l];
    if (value <= 0 || value >= same - kRounding) continue;
    if (out.size() == kNeighbours && value <= out.back().likeness) continue;
    if (out.size() == kNeighbours) out.pop_back();
    const Neighbour found{l, value};
    out.insert(std::upper_bound(out.begin(), out.end(), found, before), found);
  }
}

}  // namespace bearout::models
