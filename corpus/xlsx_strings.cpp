#include "corpus/xlsx_strings.hpp"

#include <charconv>
#include <utility>

#include "corpus/error.hpp"
#include "corpus/utf8.hpp"
#include "corpus/xml_parts.hpp"

namespace bearout::corpus {
namespace {

constexpr std::size_t kMostBytes = std::size_t{512} << 20;

/// <si><t>…</t></si>, or <si><r><t>…</t></r>…</si> where a cell has several fonts. <rPh> tells how Japanese
/// is spoken.
class StringHandler final : public XmlHandler {
 public:
  StringHandler(std::string name, std::vector<std::string>& strings)
      : name_(std::move(name)), strings_(strings) {}

  void open(const XmlElement& element) override {
    ++depth_;
    if (element.name == "si") strings_.emplace_back();
    if (element.name == "rPh") phonetic_ = depth_;
    if (element.name == "t" && phonetic_ == 0) text_ = depth_;
  }
  void text(std::string_view text) override {
    if (text_ == 0 || strings_.empty()) return;
    bytes_ += text.size();
    if (bytes_ > kMostBytes) throw Error(name_ + ": holds more than 512 MB of text; save it as CSV");
    strings_.back() += text;
  }
  void close() override {
    if (depth_ == text_) text_ = 0;
    if (depth_ == phonetic_) phonetic_ = 0;
    --depth_;
  }

 private:
  std::string name_;
  std::vector<std::string>& strings_;
  std::size_t bytes_ = 0;
  int depth_ = 0;
  int text_ = 0;
  int phonetic_ = 0;
};

}  // namespace

std::vector<std::string> read_xlsx_strings(ByteSource shared_strings) {
  std::vector<std::string> strings;
  StringHandler handler(shared_strings.name(), strings);
  read_xml(std::move(shared_strings), handler);
  for (auto& text : strings) {
    if (text.find("_x") != std::string::npos) text = unescape_xlsx(text);
  }
  return strings;
}

std::string unescape_xlsx(std::string_view text) {
  constexpr std::size_t kEscape = 7;  // _x000D_
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    unsigned code = 0;
    const auto piece = text.substr(i, kEscape);
    const bool shaped = piece.size() == kEscape && piece[0] == '_' && piece[1] == 'x' && piece[6] == '_';
    if (shaped) {
      const auto read = std::from_chars(piece.data() + 2, piece.data() + 6, code, 16);
      const bool surrogate = code >= 0xD800 && code < 0xE000;
      if (read.ec == std::errc() && read.ptr == piece.data() + 6 && !surrogate) {
        append_code_point(out, code);
        i += kEscape;
        continue;
      }
    }
    out += text[i++];
  }
  return out;
}

}  // namespace bearout::corpus
