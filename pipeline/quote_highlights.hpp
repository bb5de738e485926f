#pragma once

#include <span>
#include <string_view>

#include "pipeline/report.hpp"
#include "pipeline/result_rows.hpp"

namespace bearout::pipeline {

/// The bytes at which code point number `code_point` of a text begins; the text's size beyond its end.
[[nodiscard]] std::size_t byte_of(std::string_view text, std::uint64_t code_point);

/// Marks the strongest few sightings in a quote whose passage stands at `passage`, and names them among its
/// deciding terms. What was marked before gives way where the two overlap, so cues are added after evidence.
/// A reference may lie outside the passage: it is named, not marked.
void add_highlights(Quote& quote, Place passage, std::span<const Sighting> sightings);

}  // namespace bearout::pipeline
