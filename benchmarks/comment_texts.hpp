#pragma once

#include <benchmark/benchmark.h>

#include <cstddef>
#include <string>
#include <vector>

namespace bearout::benchmarks {

/// JSON lines of comments: the file that BEAROUT_BENCHMARK_COMMENTS names (its first 8 MB), else the sample's
/// comments again and again. Read once.
[[nodiscard]] const std::vector<std::string>& comment_lines();

/// The texts of these comments.
[[nodiscard]] const std::vector<std::string>& comment_texts();

[[nodiscard]] std::size_t bytes_of(const std::vector<std::string>& texts);
/// What a benchmark has read: these texts, once an iteration.
void count_bytes(benchmark::State& state, const std::vector<std::string>& texts);

}  // namespace bearout::benchmarks
