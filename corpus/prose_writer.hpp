#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bearout::corpus {

/// Puts extracted text together: white space in runs becomes one space, line and paragraph ends become "\n"
/// and "\n\n", never more, never at the front or the end. Characters that nobody sees are dropped: soft
/// hyphen, zero-width space, word joiner, byte order mark, control characters. The zero-width (non-)joiners
/// stay: Persian, Hindi and emoji are spelled with them.
class ProseWriter {
 public:
  enum class Newlines : std::uint8_t {
    are_spaces,  ///< as in HTML
    are_breaks,  ///< one ends the line, two in a row the paragraph
  };

  /// `text` is valid UTF-8.
  void write(std::string_view text, Newlines newlines = Newlines::are_spaces);

  void break_line();     ///< as <br>: two in a row separate paragraphs
  void end_line();       ///< what follows begins on a line of its own
  void end_paragraph();  ///< what follows begins after a blank line
  void begin_item();     ///< what follows begins on a line of its own with "- "
  void end_item();

  /// The text; the writer is then as new.
  [[nodiscard]] std::string take();

 private:
  void put(std::string_view visible);
  void put_space();
  void put_newline(Newlines newlines);
  [[nodiscard]] std::size_t put_rare(std::string_view text, Newlines newlines);

  std::string text_;
  int breaks_ = 0;       // line ends due before the next visible character
  int newline_run_ = 0;  // newlines of the source since the last visible character
  bool space_ = false;
  bool item_ = false;  // an item has begun and nothing of it been seen
};

}  // namespace bearout::corpus
