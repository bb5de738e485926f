#include "corpus/document_check.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "corpus/record_fields.hpp"
#include "corpus/utf8.hpp"

namespace bearout::corpus {
namespace {

// A text is analysed whole, at up to 150 times its size (every other byte a passage of its own); a novel has
// 1 MB.
constexpr std::size_t kLongestText = std::size_t{16} << 20;
constexpr std::size_t kLongestId = 10'000;  // every row that speaks of a document repeats it

bool holds(const std::string& text, char c) {
  return text.find(c) != std::string::npos;
}

}  // namespace

void normalize_text(std::string& text) {
  if (!holds(text, '\r') && !holds(text, '\0')) return;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool drop = text[i] == '\0' || (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n');
    if (!drop) text[kept++] = text[i];
  }
  text.resize(kept);
}

std::optional<std::string> find_fault(const Document& document) {
  if (document.text.size() > kLongestText) return "the text is longer than 16 MB; split it";
  if (!is_valid_utf8(document.text)) return "the text is not valid UTF-8";
  if (is_blank(document.text)) return "the text is empty";
  if (document.id.size() > kLongestId) return "the id is longer than 10,000 bytes";
  struct Value {
    const char* name;
    const std::string& value;
  };
  const std::array values = {Value{"id", document.id},
                             Value{"author", document.author},
                             Value{"date", document.date},
                             Value{"parent", document.parent},
                             Value{"url", document.url},
                             Value{"source", document.source},
                             Value{"question", document.question}};
  for (const Value& each : values) {
    if (!is_valid_utf8(each.value)) return std::string("the ") + each.name + " is not valid UTF-8";
  }
  for (const auto& [name, value] : document.attributes) {
    if (!is_valid_utf8(name) || !is_valid_utf8(value)) return "an attribute is not valid UTF-8";
  }
  return std::nullopt;
}

}  // namespace bearout::corpus
