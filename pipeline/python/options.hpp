#pragma once

#include <pybind11/pybind11.h>

#include <cstddef>

#include "corpus/document_stream.hpp"
#include "models/model.hpp"
#include "models/scorer.hpp"
#include "models/statistics.hpp"
#include "pipeline/priority.hpp"

namespace bearout::python {

// Each takes the options that it reads from a dictionary of keyword arguments, where what is missing has its
// default. The names are the command line's, with `_` for `-`. Throws pipeline::Error for a value that the
// command line refuses too.

[[nodiscard]] corpus::ReadOptions read_options_of(const pybind11::dict& options);
[[nodiscard]] models::StatisticsOptions statistics_options_of(const pybind11::dict& options);
[[nodiscard]] models::FitOptions fit_options_of(const pybind11::dict& options);
[[nodiscard]] models::ScoreOptions score_options_of(const pybind11::dict& options);
[[nodiscard]] pipeline::ReviewFor review_for_of(const pybind11::dict& options);
[[nodiscard]] std::size_t threads_of(const pybind11::dict& options);

}  // namespace bearout::python
