#pragma once

#include <cstddef>
#include <string_view>

namespace bearout::corpus {

/// A half-open range [begin, end) of bytes in a document's extracted UTF-8 text: the one coordinate system
/// inside the program. Code points appear only at its edge (Passage::start and the files a user reads).
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] std::size_t size() const { return end - begin; }
  [[nodiscard]] bool empty() const { return begin == end; }
  friend bool operator==(const Span&, const Span&) = default;
};

/// The text under a span. Requires span.end <= text.size().
[[nodiscard]] inline std::string_view cut(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

}  // namespace bearout::corpus
