#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bearout::pipeline {

/// XML written element by element into one string. Attributes with an empty value are left out. Characters
/// that XML can't hold (controls) become U+FFFD.
class XmlText {
 public:
  using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  XmlText& open(std::string_view name, Attributes attributes = {});
  XmlText& close();
  XmlText& text(std::string_view text);
  /// An element that holds nothing, or only text.
  XmlText& leaf(std::string_view name, Attributes attributes, std::string_view content = {});

  /// The text, with its declaration.
  [[nodiscard]] std::string take();

 private:
  void begin(std::string_view name, Attributes attributes);
  void put(std::string_view text, bool in_attribute);

  std::string text_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  std::vector<std::string> open_;
};

}  // namespace bearout::pipeline
