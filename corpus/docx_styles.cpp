#include "corpus/docx_styles.hpp"

#include <cstddef>
#include <map>
#include <string_view>
#include <utility>

#include "corpus/xml_parts.hpp"

namespace bearout::corpus {
namespace {

// Word takes 4,079 styles, names of 253 characters and chains of ten: what is beyond is not from there.
constexpr std::size_t kMostStyles = 10'000;
constexpr std::size_t kLongestId = 1'000;
constexpr int kLongestChain = 20;

/// What a style says itself; the rest it has from the style that it is based on.
struct Style {
  std::string based_on;
  bool is_numbered = false;  ///< has a list, or takes one away
  bool has_list = false;
  bool is_heading = false;  ///< has a level in the document's outline
};

using Styles = std::map<std::string, Style, std::less<>>;

/// ECMA-376, part 1, 17.7: w:style with w:basedOn and w:pPr of w:numPr and w:outlineLvl.
class StyleHandler final : public XmlHandler {
 public:
  explicit StyleHandler(Styles& styles) : styles_(styles) {}

  void open(const XmlElement& element) override {
    ++depth_;
    if (element.name == "style") {
      begin_style(attribute_of(element, "styleId"));
    } else if (current_ == nullptr) {
      return;
    } else if (element.name == "basedOn") {
      auto id = attribute_of(element, "val");
      if (id.size() <= kLongestId) current_->based_on = std::move(id);
    } else if (element.name == "numId") {
      current_->is_numbered = true;
      current_->has_list = attribute_of(element, "val") != "0";  // 0 takes the other style's list away
    } else if (element.name == "outlineLvl") {
      current_->is_heading = attribute_of(element, "val") != "9";  // 9 is body text
    }
  }
  void text(std::string_view /*text*/) override {}
  void close() override {
    if (depth_-- == style_) current_ = nullptr;
  }

 private:
  void begin_style(const std::string& id) {
    current_ = id.size() <= kLongestId && styles_.size() < kMostStyles ? &styles_[id] : nullptr;
    style_ = depth_;
  }

  Styles& styles_;
  Style* current_ = nullptr;
  int depth_ = 0;
  int style_ = 0;  ///< depth of the style that is open
};

bool is_item(const Styles& styles, const std::string& id) {
  const Style* list = nullptr;  // the nearest that says something about lists
  auto found = styles.find(id);
  for (int i = 0; i < kLongestChain && found != styles.end(); ++i) {
    if (found->second.is_heading) return false;
    if (list == nullptr && found->second.is_numbered) list = &found->second;
    found = styles.find(found->second.based_on);
  }
  return list != nullptr && list->has_list;
}

}  // namespace

std::set<std::string, std::less<>> item_styles(ByteSource source) {
  Styles styles;
  StyleHandler handler(styles);
  read_xml(std::move(source), handler);
  std::set<std::string, std::less<>> items;
  for (const auto& [id, style] : styles) {
    if (is_item(styles, id)) items.insert(id);
  }
  return items;
}

}  // namespace bearout::corpus
