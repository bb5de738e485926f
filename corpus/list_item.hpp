#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace bearout::corpus {

/// A line of text that begins an item of a list: `3. text`, `3) text`, `(3) text`, `- text`, `* text`, `+
/// text`, `• text`.
struct ListItem {
  std::size_t indent = 0;   ///< columns before the marker, a tab counts as four
  std::string_view number;  ///< digits of the marker; empty: a bullet
  std::string_view text;    ///< what follows the marker
};

[[nodiscard]] std::optional<ListItem> parse_list_item(std::string_view line);

/// Columns of white space at the begin of a line, a tab counts as four.
[[nodiscard]] std::size_t indent_of(std::string_view line);

/// Text without Markdown's marks of emphasis and code, and with links as their words. Marks that may mean
/// themselves stay: a lone `*`, the `_` in `snake_case`.
[[nodiscard]] std::string without_marks(std::string_view text);

}  // namespace bearout::corpus
