#pragma once

#include <string_view>

namespace bearout::models {

/// Lines "VALENCE: word word …". A word with '*' stands for all words of its stem.
[[nodiscard]] std::string_view valence_list();
/// Lines "ROLE: word word …", '*' as above.
[[nodiscard]] std::string_view role_list();
[[nodiscard]] std::string_view tense_list();
/// Lines "EFFECT: phrase, phrase, …" or "VALENCE: phrase, …"; in a phrase "a/b" is either word, "a?" may
/// lack.
[[nodiscard]] std::string_view phrase_list();
/// Pairs "word/opposite", all forms of both.
[[nodiscard]] std::string_view opposite_list();
/// Lines "THING …: word word …": words that tell that a passage speaks of the thing, whichever of its names
/// an outcome has.
[[nodiscard]] std::string_view thing_list();

}  // namespace bearout::models
