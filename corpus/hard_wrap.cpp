#include "corpus/hard_wrap.hpp"

#include <algorithm>
#include <vector>

#include "corpus/ascii.hpp"
#include "corpus/characters.hpp"

namespace bearout::corpus {
namespace {

constexpr std::size_t kShortestWrapped = 50;
constexpr std::size_t kLongestWrapped = 100;

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (true) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    lines.push_back(line.substr(0, line.find_last_not_of(" \t") + 1));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

std::string_view without_indent(std::string_view line) {
  return line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
}

bool begins_item(std::string_view line) {
  line = without_indent(line);
  for (const std::string_view marker : {"- ", "* ", "+ ", "• ", "– "}) {
    if (line.starts_with(marker)) return true;
  }
  const auto digits =
      static_cast<std::size_t>(std::find_if_not(line.begin(), line.end(), is_ascii_digit) - line.begin());
  return digits > 0 && digits <= 3 && line.size() > digits + 1 &&
         (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
}

/// "-----", "=====", "* * *"
bool is_rule(std::string_view line) {
  return line.size() >= 3 && line.find_first_not_of("-=*_~ \t") == std::string_view::npos;
}

bool is_hard_wrapped(const std::vector<std::string_view>& lines) {
  std::size_t inner = 0;
  std::size_t wrapped = 0;
  std::size_t longer = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].empty() || lines[i + 1].empty()) continue;
    const auto size = count_code_points(lines[i]);
    ++inner;
    if (size > kLongestWrapped) {
      ++longer;
    } else if (size >= kShortestWrapped) {
      ++wrapped;
    }
  }
  return inner >= 4 && wrapped * 2 > inner && longer * 20 <= inner;
}

bool goes_on(std::string_view line, std::string_view next) {
  return !next.empty() && count_code_points(line) >= kShortestWrapped && !is_rule(line) && !is_rule(next) &&
         !begins_item(next);
}

bool ends_with_hyphen(std::string_view line) {
  return line.size() >= 2 && line.back() == '-' && is_ascii_letter(line[line.size() - 2]);
}

}  // namespace

std::string unwrapped(std::string_view text) {
  const auto lines = split_lines(text);
  if (!is_hard_wrapped(lines)) return std::string(text);
  std::string joined;
  joined.reserve(text.size());
  bool inside = false;  // the line continues the one before
  for (std::size_t i = 0; i < lines.size(); ++i) {
    joined += inside ? without_indent(lines[i]) : lines[i];
    if (i + 1 == lines.size()) break;
    inside = goes_on(lines[i], lines[i + 1]);
    const auto next = without_indent(lines[i + 1]);
    if (!inside) {
      joined += '\n';
    } else if (!ends_with_hyphen(lines[i]) || next.empty() || !is_ascii_letter(next[0])) {
      joined += ' ';
    }
  }
  return joined;
}

}  // namespace bearout::corpus
