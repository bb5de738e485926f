#include "pipeline/html_writer.hpp"

#include <algorithm>
#include <array>

namespace bearout::pipeline {

namespace {

// Inside a line white space would show: no line break is written around these.
constexpr std::array<std::string_view, 9> kInline = {"a",     "abbr", "b",    "bdi", "mark",
                                                     "small", "span", "time", "code"};

bool breaks_line(std::string_view tag) {
  return std::find(kInline.begin(), kInline.end(), tag) == kInline.end();
}

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f) {
          out += "\xEF\xBF\xBD";
        } else {
          out += c;
        }
    }
  }
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  append_escaped(out, text);
  return out;
}

HtmlWriter::Element::~Element() {
  writer_.close(tag_);
}

HtmlWriter::Element HtmlWriter::element(std::string_view tag, Attributes attributes) {
  open(tag, attributes);
  return {*this, tag};
}

void HtmlWriter::leaf(std::string_view tag, Attributes attributes, std::string_view content) {
  open(tag, attributes);
  text(content);
  close(tag);
}

void HtmlWriter::empty(std::string_view tag, Attributes attributes) {
  open(tag, attributes);
  if (breaks_line(tag)) html_ += '\n';
}

void HtmlWriter::text(std::string_view content) {
  append_escaped(html_, content);
}

void HtmlWriter::markup(std::string_view trusted) {
  html_ += trusted;
}

void HtmlWriter::open(std::string_view tag, Attributes attributes) {
  html_ += '<';
  html_ += tag;
  for (const Attribute& attribute : attributes) {
    if (attribute.value.empty()) continue;
    html_ += ' ';
    html_ += attribute.name;
    html_ += "=\"";
    append_escaped(html_, attribute.value);
    html_ += '"';
  }
  html_ += '>';
}

void HtmlWriter::close(std::string_view tag) {
  html_ += "</";
  html_ += tag;
  html_ += '>';
  if (breaks_line(tag)) html_ += '\n';
}

}  // namespace bearout::pipeline
