#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "corpus/span.hpp"

namespace bearout::corpus {

/// A run of stops as people type them: ".", "?!", "…", ". . .", with the closing quotes, brackets and faces
/// behind it.
struct Stop {
  enum class Kind : std::uint8_t { full_stop, ellipsis, strong, face };
  Span span;  ///< from the first stop to the last quote, bracket or face
  Kind kind = Kind::full_stop;
  bool closed = false;  ///< a closing quote or bracket belongs to it
};

/// Reads the stop that begins at `at` (a '.', '!', '?', '…', emoji or smiley). `quote_end` is where the quote
/// that is open here closes.
[[nodiscard]] Stop read_stop(std::string_view text, std::size_t at, std::size_t end, std::size_t quote_end);

/// Whether a sentence that began at `begin` ends at `stop`. `words_before` counts its words up to the stop,
/// no further than three. `end` is the end of the paragraph.
[[nodiscard]] bool ends_sentence(std::string_view text, const Stop& stop, std::size_t end,
                                 std::size_t words_before);

}  // namespace bearout::corpus
