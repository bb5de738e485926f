#pragma once

#include <cstddef>
#include <functional>

namespace bearout::models {

using RangeWork = std::function<void(std::size_t begin, std::size_t end)>;

/// Calls `work` for ranges that together are 0 .. count - 1, each number once, perhaps several ranges at the
/// same time on threads of the caller's; returns when all are done, and throws what the first of them threw.
/// What is done with one number must not depend on another, so that the ranges can't be seen in what comes
/// out.
using Parallel = std::function<void(std::size_t count, const RangeWork& work)>;

/// All in one range, on this thread.
inline void one_after_another(std::size_t count, const RangeWork& work) {
  if (count > 0) work(0, count);
}

}  // namespace bearout::models
