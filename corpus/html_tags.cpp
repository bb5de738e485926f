#include "corpus/html_tags.hpp"

#include <algorithm>

#include "corpus/ascii.hpp"

namespace bearout::corpus {
namespace {

bool ends_name(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == '/' || c == '>' || c == '<';
}

/// `html` begins with '<'. The length of the tag including its '>'; 0 if another '<' or the end comes first:
/// then it is none. A quoted attribute value may hold both characters.
std::size_t tag_size(std::string_view html) {
  for (std::size_t at = 1; at < html.size(); ++at) {
    const char c = html[at];
    if (c == '>') return at + 1;
    if (c == '<') return 0;
    if ((c == '"' || c == '\'') && html[at - 1] == '=') {
      at = html.find(c, at + 1);
      if (at == std::string_view::npos) return 0;
    }
  }
  return 0;
}

/// "<a href='x'>" gives "<a>", "</a >" gives "</a>", "<br class='x' />" gives "<br/>".
void append_bare(std::string& bare, std::string_view tag) {
  const std::size_t name = tag[1] == '/' ? 2 : 1;
  const auto name_end = std::find_if(tag.begin() + static_cast<std::ptrdiff_t>(name), tag.end(), ends_name);
  bare.append(tag.begin(), name_end);
  if (tag[1] != '/' && tag[tag.size() - 2] == '/') bare += '/';
  bare += '>';
}

/// Consumes what begins with the '<' at the front of `html`; returns its length.
std::size_t append_markup(std::string& bare, std::string_view html) {
  if (html.starts_with("<!--")) {
    const auto end = html.find("-->", 4);
    const auto size = end == std::string_view::npos ? html.size() : end + 3;
    bare += html.substr(0, size);
    return size;
  }
  const char first = html.size() > 1 ? html[1] : ' ';
  const bool closing = first == '/' && html.size() > 2 && is_ascii_letter(html[2]);
  if (first == '!' || first == '?' || closing || is_ascii_letter(first)) {
    const auto size = tag_size(html);
    if (size > 0) {
      if (first != '!' && first != '?') append_bare(bare, html.substr(0, size));
      return size;
    }
  }
  bare += "&lt;";
  return 1;
}

bool is_tag_named(std::string_view tag, std::string_view name) {
  const auto same = [](char expected, char c) { return (c | 0x20) == expected; };
  return tag.size() > name.size() && std::equal(name.begin(), name.end(), tag.begin(), same) &&
         ends_name(tag[name.size()]);
}

}  // namespace

std::string bare_tags(std::string_view html) {
  std::string bare;
  bare.reserve(html.size() + 16);
  while (!html.empty()) {
    const auto text = std::min(html.find('<'), html.size());
    bare += html.substr(0, text);
    html.remove_prefix(text);
    if (!html.empty()) html.remove_prefix(append_markup(bare, html));
  }
  return bare;
}

bool has_paragraph_tags(std::string_view html) {
  for (auto at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    const auto tag = html.substr(at + 1);
    if (is_tag_named(tag, "p") || is_tag_named(tag, "div")) return true;
  }
  return false;
}

}  // namespace bearout::corpus
