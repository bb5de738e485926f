#include "corpus/list_item.hpp"

#include <algorithm>
#include <array>

#include "corpus/ascii.hpp"
#include "corpus/record_fields.hpp"

namespace bearout::corpus {
namespace {

constexpr std::string_view kSpace = " \t";
constexpr std::size_t kMostDigits = 9;

/// Part of a word for the question whether a mark stands at its edge; bytes beyond ASCII count as letters.
bool is_word(char c) {
  return is_ascii_digit(c) || is_ascii_letter(c) || is_beyond_ascii(c);
}

std::optional<ListItem> parse_bullet(std::string_view line) {
  constexpr std::array kBullets = {std::string_view("-"), std::string_view("*"), std::string_view("+"),
                                   std::string_view("•")};
  for (const auto bullet : kBullets) {
    if (!line.starts_with(bullet)) continue;
    const auto rest = line.substr(bullet.size());
    const auto text = trimmed(rest);
    // `* * *` and `- - -` are rules, not items.
    const bool rule = text.find_first_not_of("-* ") == std::string_view::npos;
    const bool spaced =
        !rest.empty() && (kSpace.find(rest.front()) != std::string_view::npos || bullet == "•");
    if (spaced && !rule) return ListItem{0, {}, text};
  }
  return std::nullopt;
}

std::optional<ListItem> parse_number(std::string_view line) {
  const bool bracketed = line.starts_with('(');
  if (bracketed) line.remove_prefix(1);
  const auto digits = static_cast<std::size_t>(std::ranges::find_if_not(line, is_ascii_digit) - line.begin());
  if (digits == 0 || digits > kMostDigits || digits == line.size()) return std::nullopt;
  const char mark = line[digits];
  if (mark != ')' && (mark != '.' || bracketed)) return std::nullopt;
  const auto rest = line.substr(digits + 1);
  if (!rest.empty() && kSpace.find(rest.front()) == std::string_view::npos)
    return std::nullopt;  // "3.5 million"
  return ListItem{0, line.substr(0, digits), trimmed(rest)};
}

/// `[words](address)` at the front of `text`: the words, and how long it all is.
struct Link {
  std::string_view words;
  std::size_t size = 0;
};

std::optional<Link> parse_link(std::string_view text) {
  const auto middle = text.find("](");
  const auto end = text.find(')', middle == std::string_view::npos ? middle : middle + 2);
  if (!text.starts_with('[') || middle == std::string_view::npos || end == std::string_view::npos)
    return std::nullopt;
  if (text.find('[', 1) < middle) return std::nullopt;
  return Link{text.substr(1, middle - 1), end + 1};
}

/// Drops a pair of marks that stands close around words: `**so**`, but not `2 * 3 * 4` or `snake_case_name`.
std::string without_pairs(std::string text, std::string_view mark) {
  std::size_t from = 0;
  while ((from = text.find(mark, from)) != std::string::npos) {
    const auto inner = from + mark.size();
    const auto close = text.find(mark, inner + 1);
    if (close == std::string::npos) break;
    const auto after = close + mark.size();
    const bool tight = kSpace.find(text[inner]) == std::string_view::npos &&
                       kSpace.find(text[close - 1]) == std::string_view::npos;
    const bool at_edges =
        (from == 0 || !is_word(text[from - 1])) && (after == text.size() || !is_word(text[after]));
    if (tight && at_edges) {
      text.erase(close, mark.size());
      text.erase(from, mark.size());
    } else {
      from = inner;
    }
  }
  return text;
}

}  // namespace

std::size_t indent_of(std::string_view line) {
  std::size_t indent = 0;
  for (const char c : line) {
    if (c != ' ' && c != '\t') break;
    indent += c == '\t' ? 4 : 1;
  }
  return indent;
}

std::optional<ListItem> parse_list_item(std::string_view line) {
  const auto visible = trimmed(line);
  auto item = parse_bullet(visible);
  if (!item) item = parse_number(visible);
  if (item) item->indent = indent_of(line);
  return item;
}

std::string without_marks(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    if (const auto link = parse_link(text.substr(i))) {
      plain += link->words;
      i += link->size;
    } else {
      plain += text[i++];
    }
  }
  for (const auto* mark : {"**", "__", "*", "_", "`"}) plain = without_pairs(std::move(plain), mark);
  return plain;
}

}  // namespace bearout::corpus
