#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bearout::models {

/// What English makes of a word to say its opposite, and the word that it was made from: "information" ->
/// "disinformation", "misinformation", …; "unfair" -> "fair"; "careful" -> "careless". Most of them are no
/// words; a text has only those that are.
[[nodiscard]] std::vector<std::string> mirror_words(std::string_view word);

}  // namespace bearout::models
