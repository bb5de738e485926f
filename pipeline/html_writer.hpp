#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace bearout::pipeline {

/// Text for HTML, in an element or in a quoted attribute: the five characters with a meaning are escaped,
/// control characters that HTML forbids become U+FFFD.
[[nodiscard]] std::string escape_html(std::string_view text);

/// An attribute with an empty value is left out.
struct Attribute {
  std::string_view name;
  std::string_view value;
};

/// Writes HTML. Elements close when they go out of scope, so what is written is balanced by construction; all
/// text and attribute values are escaped.
class HtmlWriter {
 public:
  class Element {
   public:
    Element(const Element&) = delete;
    Element& operator=(const Element&) = delete;
    ~Element();

   private:
    friend class HtmlWriter;
    Element(HtmlWriter& writer, std::string_view tag) : writer_(writer), tag_(tag) {}
    HtmlWriter& writer_;
    std::string_view tag_;
  };
  using Attributes = std::initializer_list<Attribute>;

  /// `tag` is a literal: it must outlive the element.
  [[nodiscard]] Element element(std::string_view tag, Attributes attributes = {});
  /// An element that holds nothing but text.
  void leaf(std::string_view tag, Attributes attributes, std::string_view content);
  /// An element without an end tag.
  void empty(std::string_view tag, Attributes attributes = {});
  void text(std::string_view content);
  /// As it is: only for markup that the program itself holds.
  void markup(std::string_view trusted);

  [[nodiscard]] const std::string& html() const { return html_; }

 private:
  void open(std::string_view tag, Attributes attributes);
  void close(std::string_view tag);
  std::string html_;
};

}  // namespace bearout::pipeline
