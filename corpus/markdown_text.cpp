#include "corpus/markdown_text.hpp"

#include <md4c.h>

#include <algorithm>
#include <exception>
#include <set>
#include <stdexcept>

#include "corpus/ascii.hpp"
#include "corpus/html_text.hpp"
#include "corpus/utf8_repair.hpp"

namespace bearout::corpus {
namespace {

std::string_view first_line(std::string_view text) {
  return text.substr(0, text.find('\n'));
}

/// What follows the first line.
std::string_view next_lines(std::string_view text) {
  const auto end = text.find('\n');
  return end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
}

std::string_view without_trailing_blanks(std::string_view line) {
  return line.substr(0, line.find_last_not_of(" \t") + 1);
}

/// "title: x" (YAML) or "title = x" (TOML): a line that says that what stands between two rules is front
/// matter and not prose.
bool is_key(std::string_view line, char separator) {
  const auto end = line.find(separator);
  const auto key = without_trailing_blanks(line.substr(0, end));
  return end != std::string_view::npos && !key.empty() && std::all_of(key.begin(), key.end(), is_ascii_name);
}

std::string_view without_front_matter(std::string_view text) {
  const auto fence = without_trailing_blanks(first_line(text));
  if (fence != "---" && fence != "+++") return text;
  auto rest = next_lines(text);
  if (!is_key(first_line(rest), fence == "---" ? ':' : '=')) return text;
  while (!rest.empty()) {
    const auto line = without_trailing_blanks(first_line(rest));
    rest = next_lines(rest);
    if (line == fence || (fence == "---" && line == "...")) return rest;
  }
  return text;
}

/// Bytes of a footnote's mark ("[^1]") at the beginning of `text`, or 0.
std::size_t footnote_mark_size(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  if (!text.starts_with("[^")) return 0;
  const auto end = text.substr(0, kLongest).find_first_of("] \t\n", 2);
  return end == std::string_view::npos || end == 2 || text[end] != ']' ? 0 : end + 1;
}

/// Without the marks of footnotes that have a text ("[^1]: So they say."), which md4c doesn't know; each
/// text becomes a paragraph where it stands.
std::string without_footnote_marks(std::string_view text) {
  std::set<std::string_view> marks;
  for (auto rest = text; !rest.empty(); rest = next_lines(rest)) {
    const auto size = footnote_mark_size(rest);
    if (size > 0 && rest.substr(size, 1) == ":") marks.insert(rest.substr(0, size));
  }
  std::string out;
  if (marks.empty()) return out.assign(text);
  std::size_t done = 0;
  for (auto at = text.find("[^"); at != std::string_view::npos; at = text.find("[^", at + 1)) {
    const auto size = footnote_mark_size(text.substr(at));
    if (!marks.contains(text.substr(at, size))) continue;
    out.append(text.substr(done, at - done));
    done = at + size;
    const bool begins_line = at == 0 || text[at - 1] == '\n';
    if (!begins_line || text.substr(done, 1) != ":") continue;
    out += '\n';
    ++done;
  }
  return out.append(text.substr(done));
}

/// Writes what md4c finds as HTML, so that one place, html_to_text, knows how text flows and what raw HTML
/// says.
struct Writer {
  std::string html;
  int code_blocks = 0;
  int images = 0;
  std::exception_ptr failure;  // must not pass through C code

  void escaped(std::string_view text) {
    for (const char c : text) {
      switch (c) {
        case '<':
          html += "&lt;";
          break;
        case '&':
          html += "&amp;";
          break;
        case '\0':
          break;
        default:
          html += c;
      }
    }
  }

  void text(MD_TEXTTYPE type, std::string_view text) {
    if (code_blocks > 0 || images > 0) return;
    switch (type) {
      case MD_TEXT_BR:
        html += "<br>";
        break;
      case MD_TEXT_SOFTBR:
        html += '\n';
        break;
      case MD_TEXT_ENTITY:
      case MD_TEXT_HTML:
        html += text;
        break;
      default:
        escaped(text);
        break;
    }
  }
};

/// What a block is in HTML; empty where it needs no element.
std::string_view element_of(MD_BLOCKTYPE type) {
  switch (type) {
    case MD_BLOCK_QUOTE:
      return "blockquote";
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
      return "ul";
    case MD_BLOCK_LI:
      return "li";
    case MD_BLOCK_H:
    case MD_BLOCK_P:
      return "p";
    case MD_BLOCK_CODE:
      return "pre";
    case MD_BLOCK_TABLE:
      return "table";
    case MD_BLOCK_TR:
      return "tr";
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      return "td";
    default:
      return {};
  }
}

template <typename Work>
int guarded(void* user, Work work) {
  auto& writer = *static_cast<Writer*>(user);
  try {
    work(writer);
    return 0;
  } catch (...) {
    writer.failure = std::current_exception();
    return 1;
  }
}

int on_enter_block(MD_BLOCKTYPE type, void* /*detail*/, void* user) {
  return guarded(user, [type](Writer& writer) {
    if (type == MD_BLOCK_CODE) ++writer.code_blocks;
    if (type == MD_BLOCK_HR) writer.html += "<hr>";
    if (const auto element = element_of(type); !element.empty())
      writer.html.append("<").append(element).append(">");
  });
}

int on_leave_block(MD_BLOCKTYPE type, void* /*detail*/, void* user) {
  return guarded(user, [type](Writer& writer) {
    if (type == MD_BLOCK_CODE) --writer.code_blocks;
    if (const auto element = element_of(type); !element.empty())
      writer.html.append("</").append(element).append(">");
  });
}

int on_enter_span(MD_SPANTYPE type, void* /*detail*/, void* user) {
  if (type == MD_SPAN_IMG) ++static_cast<Writer*>(user)->images;
  return 0;
}

int on_leave_span(MD_SPANTYPE type, void* /*detail*/, void* user) {
  if (type == MD_SPAN_IMG) --static_cast<Writer*>(user)->images;
  return 0;
}

int on_text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
  return guarded(user, [&](Writer& writer) { writer.text(type, {text, size}); });
}

}  // namespace

std::string markdown_to_text(std::string_view markdown) {
  constexpr std::size_t kLargest = std::size_t{512} << 20;
  if (markdown.size() > kLargest) throw std::length_error("Markdown of more than 512 MB");
  const auto clean = repair_utf8(markdown);
  const auto body = without_footnote_marks(without_front_matter(clean));

  MD_PARSER parser{};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_NOINDENTEDCODEBLOCKS;
  parser.enter_block = on_enter_block;
  parser.leave_block = on_leave_block;
  parser.enter_span = on_enter_span;
  parser.leave_span = on_leave_span;
  parser.text = on_text;
  Writer writer;
  const int failed = md_parse(body.data(), static_cast<MD_SIZE>(body.size()), &parser, &writer);
  if (writer.failure) std::rethrow_exception(writer.failure);
  if (failed != 0) throw std::bad_alloc();  // the only other way in which md4c fails
  return html_to_text(writer.html);
}

}  // namespace bearout::corpus
