#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace bearout::pipeline {

/// Byte offsets of a text as code-point offsets, for what leaves the program, and the other way round for
/// what comes back. A mark every 256 bytes makes each answer cheap. The text must outlive it.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text);
  /// Code points before byte `offset`; offset <= text.size().
  [[nodiscard]] std::uint64_t at(std::size_t offset) const;
  /// The byte at which code point number `code_point` begins; the text's size beyond its end.
  [[nodiscard]] std::size_t byte_at(std::uint64_t code_point) const;
  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  std::string_view text_;
  std::vector<std::uint64_t> marks_;  ///< code points before byte 256 * i; empty if the text is all ASCII
};

}  // namespace bearout::pipeline
