#pragma once

#include <cstddef>

#include "models/parallel.hpp"

namespace bearout::pipeline {

/// Cuts the numbers into as many ranges of the same size as there are threads; the first is done on the
/// calling thread, and all are if no other can be started. Work that asks for more has as many threads again.
[[nodiscard]] models::Parallel parallel_on(std::size_t threads);

}  // namespace bearout::pipeline
