#include "pipeline/xml_text.hpp"

namespace bearout::pipeline {

void XmlText::put(std::string_view text, bool in_attribute) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    // U+FFFE and U+FFFF are no characters of XML.
    const bool no_character = byte == 0xEF && text.substr(i + 1, 1) == "\xBF" && i + 2 < text.size() &&
                              static_cast<unsigned char>(text[i + 2]) >= 0xBE;
    if (c == '&') {
      text_ += "&amp;";
    } else if (c == '<') {
      text_ += "&lt;";
    } else if (c == '>') {
      text_ += "&gt;";
    } else if (c == '"') {
      text_ += "&quot;";
    } else if (c == '\r' || (in_attribute && (c == '\n' || c == '\t'))) {
      text_ += "&#" + std::to_string(static_cast<int>(c)) + ";";  // else a reader would change them
    } else if (no_character) {
      text_ += kReplacement;
      i += 2;
    } else if (byte < 0x20 && c != '\n' && c != '\t') {
      text_ += kReplacement;
    } else {
      text_ += c;
    }
  }
}

void XmlText::begin(std::string_view name, Attributes attributes) {
  text_.append("<").append(name);
  for (const auto& [key, value] : attributes) {
    if (value.empty()) continue;
    text_.append(" ").append(key).append("=\"");
    put(value, true);
    text_ += '"';
  }
}

XmlText& XmlText::open(std::string_view name, Attributes attributes) {
  begin(name, attributes);
  text_ += ">\n";
  open_.emplace_back(name);
  return *this;
}

XmlText& XmlText::close() {
  text_.append("</").append(open_.back()).append(">\n");
  open_.pop_back();
  return *this;
}

XmlText& XmlText::text(std::string_view text) {
  put(text, false);
  return *this;
}

XmlText& XmlText::leaf(std::string_view name, Attributes attributes, std::string_view content) {
  begin(name, attributes);
  if (content.empty()) {
    text_ += "/>\n";
    return *this;
  }
  text_ += ">";
  put(content, false);
  text_.append("</").append(name).append(">\n");
  return *this;
}

std::string XmlText::take() {
  return std::move(text_);
}

}  // namespace bearout::pipeline
