#include "corpus/docx_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/docx_styles.hpp"
#include "corpus/error.hpp"
#include "corpus/office_package.hpp"
#include "corpus/prose_writer.hpp"
#include "corpus/xml_parts.hpp"

namespace bearout::corpus {
namespace {

constexpr std::size_t kLargestText = std::size_t{256} << 20;

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::ranges::find(names, name) != names.end();
}

/// Elements of which nothing is to be read: what was deleted or moved away, how a paragraph looked before its
/// change, instructions of fields, drawings' second version for old programs, and the marks of Word's own
/// footnotes (lines that separate).
bool is_hidden(const XmlElement& element) {
  constexpr std::array<std::string_view, 10> kHidden = {"del",       "moveFrom",    "delText", "pPrChange",
                                                        "instrText", "Fallback",    "pict",    "binData",
                                                        "sectPr",    "delInstrText"};
  if (is_one_of(element.name, kHidden)) return true;
  if (element.name != "footnote" && element.name != "endnote") return false;
  const auto type = attribute_of(element, "type");
  return !type.empty() && type != "normal";
}

using ItemStyles = std::set<std::string, std::less<>>;

/// WordprocessingML (ECMA-376, part 1, 17): w:p paragraphs of w:r runs of w:t text.
class DocxHandler final : public XmlHandler {
 public:
  DocxHandler(std::string name, const ItemStyles& item_styles, ProseWriter& prose)
      : name_(std::move(name)), item_styles_(item_styles), prose_(prose) {}

  void open(const XmlElement& element) override {
    ++depth_;
    is_paragraph_.push_back(element.name == "p");
    if (hidden_ != 0) return;
    if (is_hidden(element)) {
      hidden_ = depth_;
    } else if (element.name == "pStyle") {
      is_item_ = item_styles_.contains(attribute_of(element, "val"));
    } else if (element.name == "numPr") {
      is_item_ = true;
    } else if (element.name == "numId") {
      is_item_ = is_item_ && attribute_of(element, "val") != "0";  // 0 takes a style's list away
    } else if (element.name == "pPr") {
      properties_ = depth_;
    } else if (element.name == "p") {
      prose_.end_line();
    } else if (element.name == "t") {
      begin_text();
      text_ = depth_;
    } else if (properties_ == 0) {
      open_mark(element.name);
    }
  }

  void text(std::string_view text) override {
    if (hidden_ != 0 || text_ == 0) return;
    bytes_ += text.size();
    if (bytes_ > kLargestText) throw Error(name_ + ": holds more than 256 MB of text; split it");
    prose_.write(text);
  }

  void close() override {
    if (depth_ == text_) text_ = 0;
    if (depth_ == properties_) properties_ = 0;
    if (is_paragraph_.back() && hidden_ == 0) end_paragraph();
    if (depth_ == hidden_) hidden_ = 0;
    is_paragraph_.pop_back();
    --depth_;
  }

 private:
  void end_paragraph() {
    if (in_item_) {
      prose_.end_item();
    } else {
      prose_.end_paragraph();
    }
    in_item_ = is_item_ = false;
  }

  void begin_text() {
    if (is_item_ && !in_item_) {
      prose_.begin_item();
      in_item_ = true;
    } else if (!is_item_ && after_item_) {
      prose_.end_paragraph();
    }
    after_item_ = is_item_;
  }

  void open_mark(std::string_view name) {
    if (name == "br" || name == "cr") prose_.break_line();
    if (name == "tab" || name == "ptab") prose_.write(" ");
    if (name == "noBreakHyphen") prose_.write("-");
  }

  std::string name_;
  const ItemStyles& item_styles_;
  ProseWriter& prose_;
  std::size_t bytes_ = 0;
  std::vector<bool> is_paragraph_;  ///< of the open elements
  int depth_ = 0;
  int hidden_ = 0;      ///< depth of the element of which nothing is read
  int properties_ = 0;  ///< depth of a paragraph's properties
  int text_ = 0;
  bool is_item_ = false;     ///< the paragraph is an item of a list
  bool in_item_ = false;     ///< and its text has begun
  bool after_item_ = false;  ///< the text before was an item's
};

void read_part(const OfficePackage& package, const std::string& part, const ItemStyles& item_styles,
               ProseWriter& prose) {
  if (part.empty()) return;
  DocxHandler handler(package.archive().name(), item_styles, prose);
  read_xml(package.archive().open(part), handler);
  prose.end_paragraph();
}

}  // namespace

std::string docx_to_text(const std::filesystem::path& path) {
  const OfficePackage package(path);
  const auto styles = package.part_by_type("styles");
  const auto items = styles.empty() ? ItemStyles() : item_styles(package.archive().open(styles));
  ProseWriter prose;
  read_part(package, package.main_part(), items, prose);
  read_part(package, package.part_by_type("footnotes"), items, prose);
  read_part(package, package.part_by_type("endnotes"), items, prose);
  return prose.take();
}

}  // namespace bearout::corpus
