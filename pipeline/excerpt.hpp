#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "corpus/span.hpp"
#include "pipeline/report.hpp"

namespace bearout::pipeline {

/// The stretches of a long text that are worth printing: the surroundings of its highlights, or its beginning
/// where there are none; in order, apart from each other, together at most about `limit` bytes, cut between
/// words where words are not too long. A text within the limit is one stretch.
[[nodiscard]] std::vector<corpus::Span> excerpt(std::string_view text,
                                                const std::vector<Highlight>& highlights, std::size_t limit);

/// The end (or the beginning) of a text, cut between words, of at most about `limit` bytes.
[[nodiscard]] std::string_view last_words(std::string_view text, std::size_t limit);
[[nodiscard]] std::string_view first_words(std::string_view text, std::size_t limit);

}  // namespace bearout::pipeline
