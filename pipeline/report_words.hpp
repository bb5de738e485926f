#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/report.hpp"

namespace bearout::pipeline {

/// "12,345"
[[nodiscard]] std::string grouped(std::uint64_t number);
/// "1 passage", "2 passages"
[[nodiscard]] std::string count_of(std::uint64_t number, std::string_view one, std::string_view many);
/// "83 % likely"; never 0 or 100, for no score means certainty.
[[nodiscard]] std::string likelihood(double score);
/// "4 March 2011" for a date that begins like "2011-03-04", else the date as it is.
[[nodiscard]] std::string readable_date(std::string_view date);
/// "2011-03-04" for such a date, else empty.
[[nodiscard]] std::string machine_date(std::string_view date);
/// What an address may be linked to: http and https only, without white space; else empty.
[[nodiscard]] std::string_view safe_link(std::string_view url);
/// A sentence shortened between words, with "…".
[[nodiscard]] std::string shortened(std::string_view text, std::size_t limit);
/// The outcome's title, or the beginning of its text.
[[nodiscard]] std::string short_name(const OutcomeSection& outcome);
/// "related in meaning": what a highlighted word has to do with the outcome.
[[nodiscard]] std::string_view explain(Reason reason);

}  // namespace bearout::pipeline
