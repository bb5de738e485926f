#include "corpus/paragraphs.hpp"

#include <algorithm>
#include <cstddef>

#include "corpus/characters.hpp"

namespace bearout::corpus {
namespace {

// Mail programs wrap between these widths; a shorter line was ended by its writer, a longer one never was
// wrapped.
constexpr std::size_t kNarrowestWrap = 60;
constexpr std::size_t kWidestWrap = 100;

struct Line {
  Span span;  // what follows the marker
  bool list_item = false;
  std::size_t width = 0;
};

/// Bytes of a bullet at `at` with the space behind it, or 0. "-5 degrees" has none.
std::size_t bullet_size(std::string_view text, std::size_t at, std::size_t end) {
  constexpr std::u32string_view kDashes = U"-*+–—";
  constexpr std::u32string_view kBullets = U"•‣▪●○◦∙·■□►➢✓✔";
  const auto first = character_at(text, at);
  if (kBullets.find(first.code) != std::u32string_view::npos)
    return skip_space(text, first.span.end, end) - at;
  if (kDashes.find(first.code) == std::u32string_view::npos) return 0;
  const auto after = character_at(text, first.span.end);
  if (is_invisible(after.code)) return skip_space(text, first.span.end, end) - at;
  return first.code != '+' && is_letter(after.code) ? first.span.size() : 0;
}

bool is_roman(std::string_view label) {
  return !label.empty() && label.find_first_not_of("ivx") == std::string_view::npos;
}

/// Bytes of "1.", "12)", "(a)" or "iv." at `at` with the space behind it, or 0. "A." is rather somebody's
/// initial.
std::size_t number_size(std::string_view text, std::size_t at, std::size_t end) {
  const bool bracket = text[at] == '(';
  const auto line = text.substr(at, end - at);
  const std::size_t begin = bracket ? 1 : 0;
  const auto close = line.substr(0, begin + 5).find_first_of(".)", begin);
  if (close == std::string_view::npos || (bracket && line[close] != ')')) return 0;
  if (close + 1 >= line.size() || (line[close + 1] != ' ' && line[close + 1] != '\t')) return 0;
  const auto label = line.substr(begin, close - begin);
  const bool digits =
      !label.empty() && label.size() <= 3 && label.find_first_not_of("0123456789") == std::string_view::npos;
  const bool letter =
      label.size() == 1 && (line[close] == ')' ? is_letter(static_cast<unsigned char>(label[0]))
                                               : is_lower(static_cast<unsigned char>(label[0])));
  if (!digits && !letter && !is_roman(label)) return 0;
  return skip_space(text, at + close + 1, end) - at;
}

Line read_line(std::string_view text, const TextMasks& masks, Span whole) {
  Line line{trimmed(text, whole)};
  while (!line.span.empty() && text[line.span.begin] == '>') {
    line.span.begin = skip_space(text, line.span.begin + 1, line.span.end);
  }
  if (line.span.empty()) return line;
  auto marker = bullet_size(text, line.span.begin, line.span.end);
  if (marker == 0) marker = number_size(text, line.span.begin, line.span.end);
  // A marker with nothing behind it is what somebody said: "5." answers a question.
  line.list_item = marker > 0 && marker < line.span.size();
  if (line.list_item) line.span.begin += marker;
  line.width = count_code_points(text, masks, line.span);
  return line;
}

bool ends_in_stop(std::string_view text, Span span) {
  while (!span.empty()) {
    const auto last = character_before(text, span.end);
    if (!is_closing(last.code) && last.code != '"' && last.code != '\'') {
      return last.code == '.' || last.code == '!' || last.code == '?' || last.code == ':' ||
             last.code == U'…';
    }
    span.end = last.span.begin;
  }
  return false;
}

/// One line after the other, as long as no blank line comes between them.
class Block {
 public:
  void add(const Line& line) {
    lines_.push_back(line);
    width_ = std::max(width_, line.width);
  }

  void flush(std::string_view text, std::vector<Paragraph>& out) {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (i > 0 && continues(text, lines_[i - 1], lines_[i])) {
        out.back().span.end = lines_[i].span.end;
      } else {
        out.push_back({lines_[i].span, lines_[i].list_item, i == 0});
      }
    }
    lines_.clear();
    width_ = 0;
  }

 private:
  bool continues(std::string_view text, const Line& line, const Line& next) const {
    if (next.list_item || line.width > kWidestWrap || ends_in_stop(text, line.span)) return false;
    if (is_lower(character_at(text, next.span.begin).code)) {
      return line.width >= kNarrowestWrap || text[line.span.end - 1] == ',';
    }
    // A capital proves nothing. It does if the whole block is wrapped and the next word would not have
    // fitted.
    const auto rest = cut(text, next.span);
    const auto first_word = std::min(rest.find(' '), rest.size());
    return lines_.size() >= 3 && width_ <= kWidestWrap && line.width >= kNarrowestWrap &&
           line.width + 1 + first_word > width_;
  }

  std::vector<Line> lines_;
  std::size_t width_ = 0;
};

/// Bytes of a "<br>", "<br/>" or "<br />" at `at`, or 0.
std::size_t break_tag_size(std::string_view text, std::size_t at) {
  for (const std::string_view tag : {"<br />", "<br/>", "<br>", "<BR>"}) {
    if (text.substr(at, tag.size()) == tag) return tag.size();
  }
  return 0;
}

/// Walks the lines of a text; they end at '\n' or at a break tag that was left in an export.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text), newline_(find_newline(0)), tag_(find_tag(0)) {}

  [[nodiscard]] bool done() const { return begin_ >= text_.size(); }

  Span next() {
    const Span line{begin_, std::min(newline_, tag_)};
    if (tag_ < newline_) {
      begin_ = tag_ + break_tag_size(text_, tag_);
      tag_ = find_tag(begin_);
    } else {
      begin_ = newline_ + 1;
      newline_ = find_newline(begin_);
    }
    return line;
  }

 private:
  [[nodiscard]] std::size_t find_newline(std::size_t from) const {
    return std::min(text_.find('\n', from), text_.size());
  }

  [[nodiscard]] std::size_t find_tag(std::size_t from) const {
    auto at = text_.find('<', from);
    while (at != std::string_view::npos && break_tag_size(text_, at) == 0) at = text_.find('<', at + 1);
    return std::min(at, text_.size());
  }

  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t newline_;  // the next of each, not before begin_: every byte is looked at once
  std::size_t tag_;
};

}  // namespace

void find_paragraphs(std::string_view text, const TextMasks& masks, std::vector<Paragraph>& out) {
  Block block;
  for (Lines lines(text); !lines.done();) {
    const auto line = read_line(text, masks, lines.next());
    if (line.span.empty()) {
      block.flush(text, out);
    } else {
      block.add(line);
    }
  }
  block.flush(text, out);
}

}  // namespace bearout::corpus
