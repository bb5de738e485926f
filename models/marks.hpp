#pragma once

#include <cstddef>
#include <string_view>

namespace bearout::models {

/// What stands between two words.
struct Marks {
  bool ends_clause = false;    ///< , ; : ( ) – or the end of a sentence
  bool ends_sentence = false;  ///< . ! ? … or a line break
  bool question = false;
  bool mention = false;  ///< an "@" right before the next word: it is a name
  bool dots = false;     ///< two or more in a row
  int exclamations = 0;
  double feeling = 0;  ///< of emoji and emoticons: 2 each, with their sign
  /// Of the last emoji or emoticon, bytes of the text between.
  std::size_t feeling_begin = 0, feeling_end = 0;
};

/// Reads the text between two words; a hyphen or apostrophe within a word ends nothing.
[[nodiscard]] Marks read_marks(std::string_view between);

}  // namespace bearout::models
